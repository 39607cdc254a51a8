/** Everything in ../shared/data that is evidence, in one `investigate`: records, time and memory. Run: `node bench/whole.ts`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const evidence = ['evtx', 'windows-json', 'zeek', 'web'].map((name) => join(root, '../shared/data', name));

interface Summary {
  readonly evidence: Readonly<Record<string, number>>;
  readonly run: { readonly seconds: number; readonly peak_memory: number };
}

function hardcell(...args: string[]): { readonly status: number | null; readonly stdout: string } {
  return spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/main.ts'), ...args], {
    encoding: 'utf8',
  });
}

if (evidence.every((folder) => existsSync(folder))) {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-whole-'));
  try {
    const caseDir = join(folder, 'case');
    const { status } = hardcell('investigate', ...evidence, '--case', caseDir, '--key', join(folder, 'case.key'));
    const { evidence: counts, run } = JSON.parse(hardcell('show', 'summary', '--case', caseDir, '--json').stdout) as Summary;
    const names = ['files', 'records', 'parsed', 'duplicate', 'quarantined', 'out_of_scope'];
    console.log(`| ${[...names, 'seconds', 'peak MB', 'exit'].join(' | ')} |`);
    console.log(`|${' ---: |'.repeat(names.length + 3)}`);
    const figures = [
      ...names.map((name) => counts[name] ?? 0),
      Math.round(run.seconds),
      Math.round(run.peak_memory / 1e6),
      status ?? 'killed',
    ];
    console.log(`| ${figures.join(' | ')} |`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
} else console.log('left out: the public recordings (../shared/data is not there)');
