import { callRecordProblemTable, quarantineTable } from '../../case/index.ts';
import { byText } from '../../lib/index.ts';
import type { DocumentSource } from './source.ts';
import type { QuarantineDocument } from './types.ts';

/** `show quarantine --json`, a line each: what of the evidence, the call records and their mappings could not be read; by file, then offset. */
export async function quarantineDocuments(source: DocumentSource): Promise<QuarantineDocument[]> {
  const evidence = (await source.input.rows(quarantineTable)).map((row) => ({
    ...row,
    file: source.paths.get(row.evidence) ?? 'not known',
  }));
  const stores = await source.input.rows(callRecordProblemTable);
  const unread = source.opened.manifest.unread().map((row) => ({ ...row, file: row.path, offset: 0 }));
  return [...evidence, ...stores, ...unread]
    .map(({ file, offset, reason, code, bytes }) => ({ file, offset, reason, code, bytes }))
    .sort((a, b) => byText(a.file, b.file) || a.offset - b.offset || byText(a.code, b.code) || byText(a.reason, b.reason));
}
