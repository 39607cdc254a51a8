import { duplicateTable } from '../../case/index.ts';
import { byText, isoFromMicros } from '../../lib/index.ts';
import type { DocumentSource } from './source.ts';
import type { EvidenceFileDocument } from './types.ts';

/**
 * Every evidence file with its counts, by path. Bytes that lie in several places are read once: each further place
 * counts all their records as duplicates. A file that could not be opened is one record in quarantine.
 */
export async function evidenceFileDocuments(source: DocumentSource): Promise<EvidenceFileDocument[]> {
  const { manifest } = source.opened;
  const duplicates = new Map((await source.input.rows(duplicateTable)).map((row) => [row.evidence, row.records]));
  const paths = new Map<string, string[]>();
  for (const row of manifest.paths()) paths.set(row.sha256, [...(paths.get(row.sha256) ?? []), row.path]);
  const read = manifest.evidence().map((row): EvidenceFileDocument => {
    const [file = 'not known', ...also] = paths.get(row.sha256) ?? [];
    const repeated = duplicates.get(row.sha256) ?? 0;
    return {
      file,
      also,
      sha256: row.sha256,
      size: row.size,
      format: row.format,
      records: row.records * (1 + also.length),
      parsed: row.parsed - repeated,
      duplicate: repeated + row.records * also.length,
      quarantined: row.quarantined,
      out_of_scope: row.out_of_scope,
      first: row.first === null ? null : isoFromMicros(row.first),
      last: row.last === null ? null : isoFromMicros(row.last),
    };
  });
  const unread = manifest.unread().map((row): EvidenceFileDocument => ({
    file: row.path,
    also: [],
    sha256: null,
    size: row.bytes,
    format: null,
    records: 1,
    parsed: 0,
    duplicate: 0,
    quarantined: 1,
    out_of_scope: 0,
    first: null,
    last: null,
  }));
  return [...read, ...unread].sort((a, b) => byText(a.file, b.file) || byText(a.sha256 ?? '', b.sha256 ?? ''));
}
