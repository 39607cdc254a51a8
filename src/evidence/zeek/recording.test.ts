import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openEvidenceFile } from '../evidence-file.ts';
import { zeekJson, zeekTsv } from './index.ts';

const folder = fileURLToPath(new URL('../../../../shared/data/zeek/apt29', import.meta.url));
const there = existsSync(folder);
if (!there) console.log('left out: the recorded Zeek logs are not beside the project');

/** Lines of each log in the recordings, counted with another JSON parser. */
const LINES = {
  capture_loss: 16,
  conn: 3570,
  dce_rpc: 1022,
  dns: 606,
  dpd: 24,
  files: 962,
  http: 126,
  kerberos: 242,
  notice: 6,
  packet_filter: 12,
  pe: 4,
  reporter: 130,
  smb_files: 42,
  smb_mapping: 68,
  ssl: 2128,
  stats: 34,
  weird: 76,
  x509: 780,
};
/** loaded_scripts, which has no times. */
const SCRIPTS = 5760;

test.runIf(there)('every line of the recordings is an event of its log, or the name of a script', () => {
  const logs = new Map<string, number>();
  const sensors = new Set<string | null>();
  const codes = new Map<string, number>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.log'))) {
    const file = openEvidenceFile({ absolute: join(folder, name) }, name);
    const head = new Uint8Array(Math.min(65_536, file.size));
    file.read(head, 0);
    expect([zeekJson.recognises(head, file.size), zeekTsv.recognises(head, file.size)]).toEqual([true, false]);
    let bytes = 0;
    zeekJson.read(file, {
      event({ channel, host, size }) {
        logs.set(channel ?? '', (logs.get(channel ?? '') ?? 0) + 1);
        sensors.add(host);
        bytes += size;
      },
      quarantine(item) {
        codes.set(item.code, (codes.get(item.code) ?? 0) + 1);
        bytes += item.bytes;
      },
    });
    expect(bytes).toBe(file.size);
    file.close();
  }
  const counted = Object.fromEntries([...logs].sort(([a], [b]) => (a < b ? -1 : 1)));
  console.log(
    `lines a log: ${Object.entries(counted)
      .map(([log, lines]) => `${log} ${lines}`)
      .join(', ')}; without a time: ${[...codes.values()].join()}`,
  );
  expect(counted).toEqual(LINES);
  expect([...codes]).toEqual([['ZEEK_TIME_MISSING', SCRIPTS]]);
  expect(sensors.size).toBe(3);
});
