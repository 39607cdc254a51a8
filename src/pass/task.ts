import type { CarrierContext, EvidenceRow } from '../case/index.ts';
import type { EvidencePlace, FilePart } from '../evidence/index.ts';
import type { SigmaRule } from '../sigma/index.ts';

/** A file to be read, as a worker gets it. */
export interface TaskFile {
  readonly place: EvidencePlace;
  /** Relative to the evidence argument, unmasked: it never leaves the worker in this form. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  /** The part of it to read; null for the whole. */
  readonly part: TaskPart | null;
}

/** One of the parts that a large file is cut into. */
export interface TaskPart extends FilePart {
  /** From 0. */
  readonly number: number;
  readonly of: number;
}

/** What every task of one pass shares; structured-cloneable. */
export interface PassSettings {
  /** Read once for all workers, placeholders and filters included. */
  readonly rules: readonly SigmaRule[];
  readonly context: CarrierContext;
  readonly key: Uint8Array;
  /** Scope in µs since 1970: from inclusive, to exclusive. */
  readonly from: number | null;
  readonly to: number | null;
  /** MB for the worker's own engine. */
  readonly memory: number;
  /** Where the worker's engine may spill; what it holds is masked already. */
  readonly spill: string;
  /** Counts that the workers keep together (`Tally`). */
  readonly tally: SharedArrayBuffer;
}

/** One shard's worth of work. */
export interface PassTask {
  readonly files: readonly TaskFile[];
  /** Number that no other shard of the case has. */
  readonly number: number;
  /** Where the shard's tables are written; renamed by the main process. */
  readonly folder: string;
}

/** What came of it. */
export interface PassResult {
  readonly files: readonly Omit<EvidenceRow, 'shard'>[];
}
