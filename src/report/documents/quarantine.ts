import { quarantineTable } from '../../case/index.ts';
import { byText } from '../../lib/index.ts';
import type { DocumentSource } from './source.ts';
import type { QuarantineDocument } from './types.ts';

/** `show quarantine --json`, a line each: by file, then offset. */
export async function quarantineDocuments(source: DocumentSource): Promise<QuarantineDocument[]> {
  const rows = (await source.input.rows(quarantineTable)).map((row) => ({
    file: source.paths.get(row.evidence) ?? 'not known',
    offset: row.offset,
    reason: row.reason,
    code: row.code,
    bytes: row.bytes,
  }));
  const unread = source.opened.manifest.unread().map((row) => ({ file: row.path, offset: 0, reason: row.reason, code: row.code, bytes: row.bytes }));
  return [...rows, ...unread].sort((a, b) => byText(a.file, b.file) || a.offset - b.offset || byText(a.code, b.code));
}
