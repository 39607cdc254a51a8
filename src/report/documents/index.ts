import { coverageDocument } from './coverage.ts';
import { evidenceFileDocuments } from './evidence-file.ts';
import { exposureDocument, ledgerDocument } from './exposure.ts';
import { findingDocuments } from './finding.ts';
import { quarantineDocuments } from './quarantine.ts';
import type { DocumentSource } from './source.ts';
import { storyDocument } from './story.ts';
import { summaryDocument } from './summary.ts';
import type { ReportDocuments } from './types.ts';

export {
  coverageDocument,
  evidenceFileDocuments,
  exposureDocument,
  findingDocuments,
  ledgerDocument,
  quarantineDocuments,
  storyDocument,
  summaryDocument,
};
export { documentSource, type DocumentSource } from './source.ts';
export type { RulesNote, RunNote } from './summary.ts';
export type * from './types.ts';

/** Reads the masked original of a record, field by field; null when its evidence is not at hand. */
export type Quote = (ref: string) => Readonly<Record<string, string | null>> | null;

/** How many records a report quotes at most; the rest is one `show event` away. */
const MAX_QUOTES = 200;

/** All documents of a case, with the originals behind its hops, terminals and accesses quoted. */
export async function reportDocuments(source: DocumentSource, version: string, quote: Quote): Promise<ReportDocuments> {
  const [findings, story, exposure] = [await findingDocuments(source), await storyDocument(source), await exposureDocument(source)];
  const refs = new Set<string>();
  const wanted = [
    ...story.operations.flatMap((operation) => [...operation.hops, ...operation.stages]),
    ...exposure.accesses,
    ...findings.filter((finding) => finding.rule.terminal),
  ];
  // The first two lines of each claim come before the many lines of one.
  for (const { evidence } of wanted) for (const pointer of evidence.slice(0, 2)) if (refs.size < MAX_QUOTES) refs.add(pointer.ref);
  const quotes: Record<string, Readonly<Record<string, string | null>>> = {};
  for (const ref of [...refs].sort()) {
    const fields = quote(ref);
    if (fields) quotes[ref] = fields;
  }
  return {
    version,
    summary: await summaryDocument(source),
    findings,
    story,
    exposure,
    coverage: await coverageDocument(source),
    quarantine: await quarantineDocuments(source),
    evidence: await evidenceFileDocuments(source),
    quotes,
  };
}
