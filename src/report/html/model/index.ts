import type { BlindInterval, FindingDocument, Grade, ReportDocuments } from '../../documents/types.ts';
import { compare } from './cast.ts';
import { evidenceBook, type EvidenceBook } from './evidence-book.ts';
import { namesOf, type Names } from './names.ts';
import { operationModel, type OperationModel } from './operation.ts';
import { moment } from '../time.ts';

export { compare, tacticOf, type Cast, type Credential, type Theft } from './cast.ts';
export { uniquePointers, type Claim, type Entry, type EvidenceBook } from './evidence-book.ts';
export { UNKNOWN_PEER } from './peers.ts';
export { tiers, type Tier } from './tiers.ts';
export type { Names } from './names.ts';
export type { NumberedHop, OperationModel, QueryGroup, Wave } from './operation.ts';

/** What every section is written from. */
export interface ReportModel {
  readonly documents: ReportDocuments;
  readonly names: Names;
  readonly book: EvidenceBook;
  readonly operations: readonly OperationModel[];
  readonly findings: ReadonlyMap<string, FindingDocument>;
  /** Blind intervals as they are numbered b1, b2, …: hosts of the story first, then the longest, then by host, source and start. */
  readonly blind: readonly BlindInterval[];
  /** Stretches of logs that are there and not whole (filtered, dropped), by host, source and start: they hide something, not everything. */
  readonly partial: readonly BlindInterval[];
  /** Grade of a host in the story; null for hosts that the story does not touch. */
  readonly gradeOf: (host: string) => Grade | null;
}

export function reportModel(documents: ReportDocuments): ReportModel {
  const findings = new Map(documents.findings.map((finding) => [finding.id, finding]));
  const grades = new Map<string, Grade>();
  for (const operation of documents.story.operations) for (const host of operation.hosts) grades.set(host.name, host.compromised);
  const operations = documents.story.operations.map((operation, index) =>
    operationModel(index, operation, accessesOf(documents, index), findings),
  );
  return {
    documents,
    names: namesOf(documents),
    book: evidenceBook(),
    operations,
    findings,
    blind: blindOf(documents, (host) => grades.has(host)).filter((blind) => !isPartial(blind)),
    partial: blindOf(documents, () => false)
      .filter(isPartial)
      .toSorted((a, b) => compare(a.host, b.host) || compare(a.source, b.source) || compare(a.from, b.from)),
    gradeOf: (host) => grades.get(host) ?? null,
  };
}

/** An access belongs to the operation in whose time it lies; to the first where none or several fit. */
function accessesOf(documents: ReportDocuments, index: number): ReportDocuments['exposure']['accesses'] {
  const operations = documents.story.operations;
  if (operations.length === 1) return documents.exposure.accesses;
  return documents.exposure.accesses.filter((access) => {
    const at = moment(access.time);
    const owner = operations.findIndex((operation) => moment(operation.first) <= at && at <= moment(operation.last));
    return Math.max(0, owner) === index;
  });
}

function isPartial({ cause }: BlindInterval): boolean {
  return cause === 'filtered' || cause === 'dropped';
}

function blindOf(documents: ReportDocuments, inStory: (host: string) => boolean): readonly BlindInterval[] {
  const unique = new Map<string, BlindInterval>();
  for (const blind of [...documents.coverage.blind, ...documents.story.blind]) {
    unique.set(JSON.stringify([blind.host, blind.source, blind.from, blind.to, blind.cause]), blind);
  }
  const length = (blind: BlindInterval): number => moment(blind.to) - moment(blind.from);
  return [...unique.values()].toSorted(
    (a, b) =>
      Number(inStory(b.host)) - Number(inStory(a.host)) ||
      length(b) - length(a) ||
      compare(a.host, b.host) ||
      compare(a.source, b.source) ||
      compare(a.from, b.from),
  );
}
