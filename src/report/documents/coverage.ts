import { coverageTable, type Coverage } from '../../case/index.ts';
import { isoFromMicros } from '../../lib/index.ts';
import type { DocumentSource } from './source.ts';
import { blindIntervals } from './story.ts';
import type { CoverageDocument } from './types.ts';

/** `show coverage --json`: sources by host, then source. */
export async function coverageDocument(source: DocumentSource): Promise<CoverageDocument> {
  const groups = new Map<string, Coverage[]>();
  for (const row of await source.input.rows(coverageTable)) {
    const key = JSON.stringify([row.host, row.source]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const sources: CoverageDocument['sources'][number][] = [];
  for (const rows of groups.values()) {
    const head = rows[0];
    if (!head) continue;
    sources.push({
      host: head.host,
      source: head.source,
      first: isoFromMicros(Math.min(...rows.map((row) => row.first))),
      last: isoFromMicros(Math.max(...rows.map((row) => row.last))),
      records: rows.reduce((sum, row) => sum + row.records, 0),
      months: Object.fromEntries(rows.map((row) => [row.month, row.records])),
      // Clock skew is not estimated in this version: unknown is null.
      clock_skew_s: null,
    });
  }
  return { sources, blind: await blindIntervals(source) };
}
