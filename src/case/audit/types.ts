/** One evidence file as the trail names it: its path (masked) and, where it was read, its SHA-256. */
export interface AuditedEvidence {
  readonly path: string;
  readonly sha256: string | null;
}

/** What a command did, as it is told to the trail. Everything in it must be masked already. */
export interface AuditEntry {
  /** `user@machine`; `whoRuns()` gives it. */
  readonly who: string;
  /** Version of Hardcell. */
  readonly version: string;
  /** `investigate`, `report`, … */
  readonly command: string;
  readonly flags: Readonly<Record<string, string | number | boolean | readonly string[] | null>>;
  /** Digest of the rules that were loaded; null for a command that loads none. */
  readonly rules_digest: string | null;
  readonly evidence: readonly AuditedEvidence[];
}

/** What was left of a line when a machine stopped while writing it. */
export interface TornBytes {
  readonly bytes: number;
  readonly sha256: string;
}

/** One line of the trail. */
export interface AuditLine extends AuditEntry {
  /** From 1. */
  readonly seq: number;
  /** When it was written, by the machine's clock: ISO 8601, UTC, milliseconds. */
  readonly time: string;
  /** The unfinished bytes right before this line; null as a rule. */
  readonly torn: TornBytes | null;
  /** `hash` of the line before; 64 zeros in the first. */
  readonly prev: string;
  /** SHA-256 over the canonical JSON of everything else in the line. */
  readonly hash: string;
}

/** What a check of the trail found. */
export interface AuditCheck {
  readonly ok: boolean;
  /** Sound lines from the start. */
  readonly lines: number;
  /** Lines that name an unfinished one before them: a crash, noted in time. */
  readonly torn: readonly number[];
  /** The first thing that is wrong; `line` counts lines of the file from 1. */
  readonly problem: { readonly line: number; readonly reason: string } | null;
}
