/**
 * What rules find: technique recall on public attack recordings, and findings a host-day where nothing happened (a quiet year of the range;
 * 300 and 5,000 hosts for what would anchor a story). Prints Markdown; `--write` puts it into docs/ACCURACY.md.
 * Run: `node bench/detection.ts [--rules ../shared/data/sigma] [--days 365] [--hosts 60] [--seed 11] [--only recordings|year|large] [--write]`.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { quietTable } from './detection/quiet.ts';
import { recordingsTable } from './detection/recordings.ts';
import { writeBetween } from './run/page.ts';

const root = join(import.meta.dirname, '..');
const data = join(root, '../shared/data');
const { values } = parseArgs({
  options: {
    rules: { type: 'string', default: join(data, 'sigma') },
    hosts: { type: 'string', default: '60' },
    days: { type: 'string', default: '365' },
    seed: { type: 'string', default: '11' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const rules = existsSync(values.rules) ? values.rules : null;
if (rules === null) console.log(`left out: the public rules (${values.rules} is not there)`);
const seed = Number(values.seed);
const folder = mkdtempSync(join(tmpdir(), 'hardcell-detection-'));
const wants = (part: string): boolean => values.only === undefined || values.only === part;
const parts: string[] = [];
try {
  if (wants('recordings')) {
    const found = rules === null ? null : await recordingsTable(data, join(folder, 'recordings'), rules);
    if (found === null) console.log('left out: the public recordings');
    else parts.push(`### Public attack recordings\n\n${found}`);
  }
  if (wants('year')) {
    const year = await quietTable({ hosts: Number(values.hosts), days: Number(values.days), seed }, folder, rules);
    parts.push(`### A quiet year\n\n${year}`);
  }
  if (wants('large')) {
    const some = await quietTable({ hosts: 300, days: 120, seed }, folder, null);
    const many = await quietTable({ hosts: 5000, days: 14, seed }, folder, null);
    parts.push(`### Quiet carriers of 300 and of 5,000 hosts, our rules\n\n${some}\n\n${many}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const text = parts.join('\n\n');
console.log(`\n${text}`);
const marks = ['<!-- Made by bench/detection.ts: from here … -->', '<!-- … to here: bench/detection.ts. -->'] as const;
if (values.write) writeBetween(join(root, 'docs', 'ACCURACY.md'), marks, text);
