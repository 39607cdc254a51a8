import { stolenRecordTable } from '../../case/index.ts';
import type { DocumentSource } from '../../report/index.ts';

/** Prints the stolen set as CSV: record_id,grade,access_ids (ids joined by a space), by record id. */
export async function printStolenRecords(source: DocumentSource, out: NodeJS.WritableStream): Promise<void> {
  out.write('record_id,grade,access_ids\n');
  const { input } = source;
  const rows = input.engine.stream<{ record_id: string; grade: string; access_ids: string[] }>(
    `SELECT record_id, grade, access_ids FROM ${input.from(stolenRecordTable)} AS s ORDER BY record_id`,
  );
  for await (const block of rows)
    out.write(block.map((row) => `${[row.record_id, row.grade, row.access_ids.join(' ')].map(cell).join(',')}\n`).join(''));
}

/** RFC 4180 quoting; a cell that a spreadsheet would take for a formula is defused with an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
