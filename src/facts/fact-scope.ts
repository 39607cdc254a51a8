import type { Masker, Table } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import type { FactValue } from './fact-value.ts';

/** What an extractor needs to know beside the record. */
export interface FactScope {
  /** Canonical name of the host the record is about. */
  readonly host: string;
  readonly masker: Masker;
  /** The store a database log belongs to (`context/sources.yaml`); null when the carrier does not say. */
  readonly store: string | null;
  readonly evidencePath: string;
  /** Host and log as the record spells them, masked, where the caller has them ready; absent: taken from the record as they are. */
  readonly hostRaw?: string | null;
  readonly channel?: string | null;
  /** What the carrier's own formats say; absent: of records of source `mapped` only those that Hardcell describes itself feed facts. */
  readonly mapped?: DescribedLogs;
}

/** Logs that a format describes, and what their records are (`MappedFacts`). */
export interface DescribedLogs {
  /** The fact that a record is; null for none. */
  of(event: RawEvent, scope: FactScope): { readonly table: Table; readonly values: readonly FactValue[] } | null;
}
