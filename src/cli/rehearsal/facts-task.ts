import type { PassResult, PassSettings } from '../../pass/index.ts';
import type { RunSettings } from '../../range/index.ts';

/** What every worker is given that turns a rehearsal's logs into facts; structured-cloneable. */
export interface FactsSettings {
  readonly range: RunSettings;
  readonly pass: PassSettings;
}

/** The logs of some names, as one shard. */
export interface FactsTask {
  readonly names: readonly string[];
  /** Rows that each question returned, by the number of its act. */
  readonly answers: ReadonlyMap<number, number>;
  /** Number that no other shard of the case has. */
  readonly number: number;
  /** Where the shard's tables are written; renamed by the main process. */
  readonly folder: string;
}

/** What came of it. */
export interface FactsResult extends PassResult {
  readonly paths: readonly { readonly path: string; readonly sha256: string; readonly size: number }[];
}
