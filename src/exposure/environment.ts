import type { CarrierContext, Masker, Pointer } from '../case/index.ts';
import type { CallRecordProblem } from '../cdr/index.ts';

/** Reads original records again: the case holds statements masked only. */
export interface StatementSource {
  /** The statement and its parameters in clear, in memory; null when the record is not there any more. */
  original(ref: string, pointer: Pointer): Promise<{ readonly statement: string; readonly parameters: string | null } | null>;
}

/** What the stage works with beside the tables. */
export interface ExposureEnvironment {
  readonly context: CarrierContext;
  readonly masker: Masker;
  /** Folder of call records; null when none was given. */
  readonly cdr: string | null;
  readonly statements: StatementSource;
}

/** What was wrong with the call records, and what was read of them: rows = records + quarantined. */
export interface ExposureProblems {
  /** By file, then offset. */
  readonly items: readonly CallRecordProblem[];
  readonly stores: readonly { readonly store: string; readonly rows: number; readonly records: number; readonly quarantined: number }[];
}
