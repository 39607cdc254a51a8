import type { ReportFormat } from '../format.ts';

/**
 * Everything a report is made from, as one JSON document with its keys in order, so that equal documents give equal
 * bytes. `summary.run` is left out because it may differ between equal runs, and the case id because it tells in how many
 * steps the evidence came; `summary.evidence.digest` names the body of evidence.
 */
export const json: ReportFormat = {
  name: 'json',
  extension: 'json',
  render(documents) {
    const { run: _run, case: _case, ...summary } = documents.summary;
    return `${JSON.stringify({ ...documents, summary }, sorted, 2)}\n`;
  },
};

/** Object keys in code-unit order: documents that are equal but were built in another order print alike. */
function sorted(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
