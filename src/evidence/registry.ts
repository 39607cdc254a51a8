import { postgresqlCsvlog } from './db-audit/postgresql-csvlog/index.ts';
import { evtx } from './evtx/index.ts';
import type { EvidenceFile, Reader } from './reader.ts';
import { iisW3c } from './w3c/index.ts';

/** Every format that is read, in the order in which they are asked. */
export const readers: readonly Reader[] = [evtx, iisW3c, postgresqlCsvlog];

/** How much of a file's beginning a reader sees to recognise it. */
const HEAD_BYTES = 65_536;

/** The reader that recognises the file's content; null when none does. */
export function readerFor(file: EvidenceFile): Reader | null {
  const head = new Uint8Array(Math.min(HEAD_BYTES, file.size));
  const filled = file.read(head, 0);
  const seen = head.subarray(0, filled);
  return readers.find((reader) => reader.recognises(seen, file.size)) ?? null;
}
