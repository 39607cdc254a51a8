import type { Masker } from '../case/index.ts';

/** What an extractor needs to know beside the record. */
export interface FactScope {
  /** Canonical name of the host the record is about. */
  readonly host: string;
  readonly masker: Masker;
  /** The store a database log belongs to (`context/sources.yaml`); null when the carrier does not say. */
  readonly store: string | null;
  readonly evidencePath: string;
}
