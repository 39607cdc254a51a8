/**
 * The shape of truth.json: the story and the accesses as `show --json` would print them if nothing were hidden, in clear.
 * It is written out here, not taken from the report, so that a mistake there cannot hide in here.
 */
export interface Truth {
  readonly scenario: string;
  readonly seed: number;
  /** Days that were played. */
  readonly days?: number;
  readonly operations: readonly Operation[];
  readonly accesses: readonly Access[];
  /** Identifiers searched for, in clear: MSISDN as E.164 digits, IMSI, IMEI as its first 14 digits; in the order they were searched for. */
  readonly targets: readonly string[];
  /** Logs that are not there: none at all (the span), or not from its first day on. By host, source and time. */
  readonly blind: readonly Blind[];
}

export interface Blind {
  readonly host: string;
  /** As `coverage` calls the log. */
  readonly source: string;
  readonly from: string;
  readonly to: string;
}

export interface Operation {
  readonly id: string;
  readonly first: string;
  readonly last: string;
  readonly confidence: number;
  readonly waves: readonly { readonly first: string; readonly last: string }[];
  readonly hosts: readonly {
    readonly name: string;
    readonly compromised: 'confirmed';
    readonly first: string;
    readonly last: string;
    readonly confidence: number;
  }[];
  /** By wave and time. */
  readonly hops: readonly Hop[];
  readonly stages: readonly Stage[];
  readonly tunnels: readonly Tunnel[];
  /** Credentials that were read, in order of time. */
  readonly thefts?: readonly TrueTheft[];
  /** Accounts that were tried and refused: no hops. In order of time. */
  readonly attempts?: readonly Attempt[];
  /** What left the network, in order of time. */
  readonly transfers?: readonly Transfer[];
  readonly open_questions: readonly never[];
}

export interface Hop {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly account: string;
  readonly mechanism: string;
  readonly time: string;
  readonly last: string;
  readonly wave: number;
  readonly interval: null;
  readonly uses: number;
  readonly confidence: number;
  readonly stolen_at: { readonly host: string; readonly time: string } | null;
  readonly evidence: readonly never[];
  /** Whether a kept record names two of from, to and account at that time. */
  readonly observable: boolean;
  /** Kept logs that name two of from, to and account at that time, as `source on host`. */
  readonly witnesses?: readonly string[];
}

export interface TrueTheft {
  readonly host: string;
  readonly time: string;
  readonly method: string;
  readonly accounts: readonly string[];
  readonly wave: number;
}

export interface Attempt {
  readonly from: string;
  readonly to: string;
  readonly account: string;
  readonly time: string;
  readonly outcome: 'wrong password' | 'denied';
  readonly wave: number;
}

export interface Transfer {
  readonly host: string;
  readonly time: string;
  readonly way: 'web-shell' | 'tunnel';
  readonly bytes: number;
}

export interface Stage {
  readonly tactic: string;
  readonly technique: string;
  readonly host: string;
  readonly time: string;
  readonly title: string;
  readonly finding: string;
  readonly account: string | null;
  readonly evidence: readonly never[];
}

export interface Tunnel {
  readonly host: string;
  readonly kind: string;
  readonly peer: string;
  readonly first: string;
  readonly last: string;
  /** Null where nobody counted. */
  readonly bytes_in: number | null;
  readonly bytes_out: number | null;
  readonly evidence: readonly never[];
}

export interface Access {
  /** Whether the store's own log of that time was kept; where it was not, nobody can tell of it from there. */
  readonly observable?: boolean;
  readonly id: string;
  readonly time: string;
  readonly account: string;
  readonly store: string;
  /** In clear. */
  readonly statement: string;
  /** The best that anyone can claim from the log: confirmed where the statement determines its rows. */
  readonly grade: 'confirmed' | 'possible';
  /** Canonical names of the columns it projected, sorted. */
  readonly columns: readonly string[];
  /** How many rows it really returned, under its grade. */
  readonly rows: { readonly confirmed: number; readonly possible: number };
  /** The records it really returned, `<store>:<key>`, sorted. */
  readonly record_ids: readonly string[];
  readonly client_host: string;
  readonly wave: number;
  readonly evidence: readonly never[];
}
