import { findingTable, type Finding } from '../../case/index.ts';
import { isoFromMicros } from '../../lib/index.ts';
import { evidenceOf, isoOf, type DocumentSource } from './source.ts';
import type { FindingDocument } from './types.ts';

/** `show findings --json`, a line each: by time, then id. */
export async function findingDocuments(source: DocumentSource): Promise<FindingDocument[]> {
  return (await source.input.rows(findingTable)).map((row) => findingDocument(source, row));
}

function findingDocument(source: DocumentSource, row: Finding): FindingDocument {
  return {
    id: row.id,
    rule: { id: row.rule, title: row.title, level: row.level, author: row.author, terminal: row.terminal },
    time: isoOf(row),
    last: row.last === row.time ? isoOf(row) : isoFromMicros(row.last),
    host: row.host,
    attack: row.attack,
    fields: fieldsOf(row.fields),
    evidence: evidenceOf(source, row.pointers),
  };
}

/** The fields column is JSON of our own making: text or null by name. */
function fieldsOf(json: string): Record<string, string | null> {
  const parsed: unknown = JSON.parse(json);
  if (typeof parsed !== 'object' || parsed === null) return {};
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, value === null ? null : String(value)]));
}
