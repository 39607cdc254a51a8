import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = `
import html, json, sys
import Evtx.Evtx
with Evtx.Evtx.Evtx(sys.argv[1]) as log:
    print(json.dumps([html.unescape(record.xml()) for record in log.records()]))
`;

/** Reads an event log with python3-evtx (Debian's), each record as XML with its entities resolved; null, said in one line, where it is not installed. */
export function pythonEvtx(leftOut: string): ((bytes: Uint8Array) => string[]) | null {
  const python = ['/usr/bin/python3', 'python3'].find((command) => spawnSync(command, ['-c', 'import Evtx']).status === 0);
  if (python === undefined) {
    console.log(`left out, because python3-evtx is not installed: ${leftOut}`);
    return null;
  }
  return (bytes) => {
    const folder = mkdtempSync(join(tmpdir(), 'hardcell-evtx-'));
    try {
      writeFileSync(join(folder, 'log.evtx'), bytes);
      const run = spawnSync(python, ['-c', SCRIPT, join(folder, 'log.evtx')], { encoding: 'utf8', maxBuffer: 1 << 30 });
      if (run.status !== 0) throw new Error(run.stderr);
      return JSON.parse(run.stdout) as string[];
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}
