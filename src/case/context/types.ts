import type { IdentifierDomain, NumberPlan } from '../identity/types.ts';

/** Canonical columns of a call record; mappings give each the store's own column. 3GPP names. */
export type CallRecordColumn =
  | 'servedMSISDN'
  | 'servedIMSI'
  | 'servedIMEI'
  | 'otherMSISDN'
  | 'startTime'
  | 'duration'
  | 'cell'
  | 'recordType'
  | 'volumeUplink'
  | 'volumeDownlink';

/** Which server a log is from, its zone and its store (`context/sources.yaml`, first match wins). */
export interface SourceEntry {
  /** Glob over the evidence path: `*` within a folder, `**` across folders. */
  readonly match: string;
  readonly host: string | null;
  /** IANA zone or offset; null for UTC, assumed. */
  readonly zone: string | null;
  readonly kind: string | null;
  /** For database audit logs: the store it belongs to. */
  readonly store: string | null;
}

/** How one call-record store spells its records (`context/mappings/X.yaml`). */
export interface StoreMapping {
  /** The mapping's own file, relative to the context folder. */
  readonly file: string;
  readonly store: string;
  /** Names its table has in SQL, lower-case, with and without schema. */
  readonly tables: readonly string[];
  /** Glob of its files below the `--cdr` folder. */
  readonly files: string;
  /** Column whose value names a record. */
  readonly key: string | null;
  readonly columns: Readonly<Partial<Record<CallRecordColumn, string>>>;
  readonly time_zone: string | null;
  /** Column or constant that says when a record was loaded; null when not known. */
  readonly load_time: string | null;
}

/** Where one column of a fact comes from in a mapped log. */
export type FormatColumn =
  | {
      /** Native fields; the first that has a value counts. */
      readonly fields: readonly string[];
      /** What each native value stands for; any other is none. Null: values are taken as they are. */
      readonly values: Readonly<Record<string, string>> | null;
    }
  | { readonly always: string };

/** How the records of one sort of log are laid out, and what they say (`context/formats/X.yaml`). */
export interface LogFormat {
  /** The format's own file, relative to the context folder. */
  readonly file: string;
  /** Its file's name without `.yaml`: the channel of its records. */
  readonly name: string;
  /** Glob over the evidence path. */
  readonly match: string;
  readonly format: 'jsonl' | 'csv';
  /** CSV: one ASCII character between columns, and around them (null: columns are never quoted). */
  readonly delimiter: string;
  readonly quote: string | null;
  /** CSV: the columns' names, or null where the first record gives them. */
  readonly header: readonly string[] | null;
  /** CSV: how the first line of interest begins; what stands before it is no record. */
  readonly begins: string | null;
  /** Native fields that together are the time, joined by a space, and the form it has. */
  readonly time: { readonly fields: readonly string[]; readonly format: string };
  /** The host that a record is about: a field or a constant; null: as `sources.yaml` says. */
  readonly host: { readonly field: string } | { readonly always: string } | null;
  /** The fact that each record is; null for none. */
  readonly fact: string | null;
  readonly columns: Readonly<Record<string, FormatColumn>>;
  /** Which Sigma rules look at it. */
  readonly logsource: { readonly product: string | null; readonly category: string | null; readonly service: string | null } | null;
}

/** A change ticket: work that was announced. Times in µs since 1970. */
export interface Ticket {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly accounts: readonly string[];
  readonly hosts: readonly string[];
  readonly purpose: string;
}

/** An identifier that nobody has a reason to ask for (`context/honey.csv`). In clear, as spelled: it stays in memory. */
export interface HoneySubscriber {
  readonly kind: IdentifierDomain;
  readonly value: string;
  readonly note: string | null;
}

/** Everything the carrier told us (`--context DIR`), each part optional. */
export interface CarrierContext {
  readonly numbers: NumberPlan | null;
  readonly sources: readonly SourceEntry[];
  readonly mappings: readonly StoreMapping[];
  readonly formats: readonly LogFormat[];
  readonly tickets: readonly Ticket[];
  /** Subscribers who do not exist or must never be asked for. */
  readonly honey: readonly HoneySubscriber[];
  /** SHA-256 over all files read, in order of their paths; of an empty context over nothing. */
  readonly digest: string;
  /** What was wrong, with file, line and what to do; the rest is used. */
  readonly problems: readonly ContextProblem[];
}

export interface ContextProblem {
  readonly file: string;
  readonly line: number | null;
  readonly code: string;
  readonly reason: string;
}

/** The identifier domains of the store's own columns (`msisdn` → `a_number`, …) for masking statements. */
export type ColumnDomains = ReadonlyMap<string, IdentifierDomain>;
