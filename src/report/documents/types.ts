import type { Count } from './count.ts';
import type { BlindInterval, CoverageDocument } from './coverage-types.ts';

export type { Count } from './count.ts';
export type * from './coverage-types.ts';

/**
 * What `show --json` prints and every report is made from. Field names are a contract that others' scripts read:
 * add, never rename. Times are ISO 8601 UTC with the digits the source had; bytes are integers (strings above 2^53);
 * unknown is null, never absent. Every list has the order stated beside it.
 */

export type Grade = 'confirmed' | 'possible' | 'excluded';

export interface EvidencePointer {
  readonly ref: string;
  /** Relative to the evidence argument; members of archives as `a.zip!/b.evtx`; masked. */
  readonly file: string;
  readonly sha256: string;
  readonly offset: number;
  readonly record_id: string | null;
  readonly channel: string | null;
  readonly host: string | null;
}

/** One line of `show findings --json`, by time, then id. */
export interface FindingDocument {
  readonly id: string;
  readonly rule: {
    readonly id: string;
    readonly title: string;
    readonly level: string;
    readonly author: string;
    readonly terminal: boolean;
  };
  readonly time: string;
  /** Time of its last event. */
  readonly last: string;
  readonly host: string;
  readonly attack: readonly string[];
  readonly fields: Readonly<Record<string, string | null>>;
  readonly evidence: readonly EvidencePointer[];
}

export interface Hop {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly account: string;
  /** service, wmi, task, winrm, dcom, rdp, smb, vpn, database */
  readonly mechanism: string;
  readonly time: string;
  readonly last: string;
  /** Wave number, from 1. */
  readonly wave: number;
  /** Where an inferred hop lies; null when it was logged. */
  readonly interval: readonly [string, string] | null;
  readonly uses: number;
  readonly confidence: number;
  readonly stolen_at: { readonly host: string; readonly time: string } | null;
  readonly evidence: readonly EvidencePointer[];
}

export interface StoryStage {
  readonly tactic: string;
  readonly technique: string;
  readonly host: string;
  readonly time: string;
  readonly title: string;
  readonly finding: string;
  /** The credential concerned (stolen there), where known. */
  readonly account: string | null;
  readonly evidence: readonly EvidencePointer[];
}

export interface Tunnel {
  readonly host: string;
  readonly kind: string;
  readonly peer: string | null;
  readonly first: string;
  readonly last: string;
  readonly bytes_in: Count | null;
  readonly bytes_out: Count | null;
  readonly evidence: readonly EvidencePointer[];
}

export interface OperationDocument {
  readonly id: string;
  readonly first: string;
  readonly last: string;
  readonly confidence: number;
  readonly waves: readonly { readonly first: string; readonly last: string }[];
  readonly hosts: readonly {
    readonly name: string;
    readonly compromised: Grade;
    readonly first: string;
    readonly last: string;
    readonly confidence: number;
  }[];
  readonly hops: readonly Hop[];
  readonly stages: readonly StoryStage[];
  readonly tunnels: readonly Tunnel[];
  readonly open_questions: readonly { readonly text: string; readonly about: string; readonly would_tell: readonly string[] }[];
}

/** What looked like an operation, and was announced in whole by tickets. */
export interface AuthorisedDocument {
  readonly id: string;
  readonly tickets: readonly string[];
  readonly first: string;
  readonly last: string;
  readonly hosts: readonly string[];
  readonly accounts: readonly string[];
  readonly hops: number;
  /** Findings that would anchor a story. */
  readonly findings: number;
}

/** `show story --json`. */
export interface StoryDocument {
  readonly operations: readonly OperationDocument[];
  readonly authorised: readonly AuthorisedDocument[];
  readonly blind: readonly BlindInterval[];
}

export interface AccessDocument {
  readonly id: string;
  readonly time: string;
  readonly account: string;
  readonly store: string;
  /** Masked. */
  readonly statement: string;
  readonly grade: Grade;
  readonly columns: readonly string[];
  readonly rows: { readonly confirmed: Count; readonly possible: Count };
  /** Rows the log says it returned. */
  readonly rows_logged: Count | null;
  readonly client_host: string | null;
  /** Why the answer is a superset; null when it is exact. */
  readonly widened: string | null;
  /** Why it is the intruder's. */
  readonly whose: string;
  readonly wave: number | null;
  readonly evidence: readonly EvidencePointer[];
}

export interface LedgerLine {
  readonly queried: Count | null;
  /** What cannot be excluded beyond `queried`. */
  readonly queried_possible: Count | null;
  readonly staged: Count | null;
  readonly sent: Count | null;
  readonly unexplained: Count | null;
}

/** `show ledger --json`, and part of the exposure document. */
export interface LedgerDocument {
  readonly total: LedgerLine;
  readonly waves: readonly (LedgerLine & { readonly wave: number })[];
}

/** `show exposure --json`. */
export interface ExposureDocument {
  /** The intruder's accesses, by time, then id. */
  readonly accesses: readonly AccessDocument[];
  /** Null where no call-record store was given: what left is not known then. */
  readonly records: { readonly confirmed: Count | null; readonly possible: Count | null; readonly excluded: Count | null };
  readonly subjects: { readonly confirmed: Count | null; readonly possible: Count | null };
  readonly targets: readonly {
    readonly subject: string;
    readonly rank: number;
    readonly score: number;
    readonly reasons: readonly string[];
    readonly records: { readonly confirmed: Count; readonly possible: Count };
  }[];
  readonly ledger: LedgerDocument;
  /** Accesses by others that were left out, counted by reason, most first. */
  readonly left_out: readonly { readonly reason: string; readonly accesses: number }[];
  readonly stores: readonly { readonly store: string; readonly confirmed: Count; readonly possible: Count; readonly excluded: Count }[];
  /** How many records left with this column, each counted once: which fields left. By canonical column name. */
  readonly columns: readonly { readonly column: string; readonly confirmed: Count; readonly possible: Count }[];
}

/** One line of `show quarantine --json`, by file, then offset. */
export interface QuarantineDocument {
  readonly file: string;
  readonly offset: number;
  readonly reason: string;
  readonly code: string;
  readonly bytes: Count;
}

/** One evidence file as the manifest knows it, by path. */
export interface EvidenceFileDocument {
  readonly file: string;
  /** Other paths with the same bytes. */
  readonly also: readonly string[];
  readonly sha256: string | null;
  readonly size: Count;
  readonly format: string | null;
  readonly records: Count;
  readonly parsed: Count;
  readonly duplicate: Count;
  readonly quarantined: Count;
  readonly out_of_scope: Count;
  readonly first: string | null;
  readonly last: string | null;
}

/** `show summary --json`. */
export interface SummaryDocument {
  readonly case: string;
  readonly evidence: {
    readonly files: number;
    readonly bytes: Count;
    readonly records: Count;
    readonly parsed: Count;
    readonly duplicate: Count;
    readonly quarantined: Count;
    readonly out_of_scope: Count;
    readonly first: string | null;
    readonly last: string | null;
    /** Over the SHA-256 of all files, in order: names the body of evidence. */
    readonly digest: string;
  };
  /** What was read of the call-record stores: rows = records + quarantined; by store. */
  readonly stores: readonly {
    readonly store: string;
    readonly files: number;
    readonly rows: Count;
    readonly records: Count;
    readonly quarantined: Count;
  }[];
  readonly rules: {
    readonly loaded: number;
    readonly rejected: number;
    readonly rejections: readonly RejectedRule[];
    /** What was loaded and may not mean what its author thought. */
    readonly warnings: readonly RejectedRule[];
  };
  readonly findings: Readonly<Record<string, number>>;
  readonly operations: number;
  /** Null where no call-record store was given. */
  readonly records_exposed: { readonly confirmed: Count | null; readonly possible: Count | null };
  /** The one part that may differ between equal runs. */
  readonly run: { readonly seconds: number; readonly peak_memory: number };
}

/** A rule file that was not loaded, named by file and line. */
export interface RejectedRule {
  readonly file: string;
  readonly line: number | null;
  readonly code: string;
  readonly reason: string;
}

/** Everything a report is made from. */
export interface ReportDocuments {
  /** Version of Hardcell that made it. */
  readonly version: string;
  readonly summary: SummaryDocument;
  readonly findings: readonly FindingDocument[];
  readonly story: StoryDocument;
  readonly exposure: ExposureDocument;
  readonly coverage: CoverageDocument;
  readonly quarantine: readonly QuarantineDocument[];
  readonly evidence: readonly EvidenceFileDocument[];
  /** The masked original of the records that the report quotes, by ref: field by field. */
  readonly quotes: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
}
