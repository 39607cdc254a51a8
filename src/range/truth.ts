/**
 * The shape of truth.json: the story and the accesses as `show --json` would print them if nothing were hidden, in clear.
 * It is written out here, not taken from the report, so that a mistake there cannot hide in here.
 */
export interface Truth {
  readonly scenario: string;
  readonly seed: number;
  readonly operations: readonly Operation[];
  readonly accesses: readonly Access[];
  /** Identifiers searched for, in clear: MSISDN as E.164 digits, IMSI, IMEI as its first 14 digits; in the order they were searched for. */
  readonly targets: readonly string[];
  readonly blind: readonly never[];
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
  readonly bytes_in: null;
  readonly bytes_out: null;
  readonly evidence: readonly never[];
}

export interface Access {
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
