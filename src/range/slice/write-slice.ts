import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { WrittenFile } from '../file-sink.ts';
import type { Rehearsal } from './rehearsal.ts';

/** Writes evidence/, cdr/, context/ and truth.json of the slice below `out`, which is there and empty; files in order of paths. */
export async function writeSlice(out: string, rehearsal: Rehearsal): Promise<WrittenFile[]> {
  const files: WrittenFile[] = [];
  for (const machine of rehearsal.machines) {
    const folder = `evidence/${machine.fqdn}`;
    await mkdir(join(out, folder), { recursive: true });
    for (const { file, records, bytes } of machine.write(join(out, folder))) files.push({ path: `${folder}/${file}`, records, bytes });
  }
  const texts = [
    ...[...rehearsal.evidence].map(([path, text]) => [`evidence/${path}`, text] as const),
    ...[...rehearsal.records].map(([path, text]) => [`cdr/${path}`, text] as const),
    ...[...rehearsal.context].map(([path, text]) => [`context/${path}`, text] as const),
    ['truth.json', `${JSON.stringify(rehearsal.truth, null, 1)}\n`] as const,
  ];
  for (const [path, text] of texts) {
    await mkdir(join(out, dirname(path)), { recursive: true });
    await writeFile(join(out, path), text);
    files.push({ path, records: countLines(path, text), bytes: Buffer.byteLength(text) });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Lines that are records: the header of a table and the directives of a W3C log are none. */
function countLines(path: string, text: string): number {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
  return path.startsWith('cdr/') || path === 'context/tickets.csv' ? lines - 1 : lines;
}
