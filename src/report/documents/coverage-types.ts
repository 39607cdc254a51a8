import type { Count } from './count.ts';

/** Host × source × [from, to) in which a log is missing, or a part of it. */
export interface BlindInterval {
  readonly host: string;
  /** The log that is missing; `*` for all. */
  readonly source: string;
  readonly from: string;
  readonly to: string;
  /** no_log, record_gap, filtered, silence, cleared, rotated, dropped */
  readonly cause: string;
  /** How many records are missing, where their numbers tell. */
  readonly missing: Count | null;
  /** The record that shows it. */
  readonly ref: string | null;
}

/** How many techniques logs could have shown: on each host that could, on some, on none. */
export interface TechniqueCounts {
  readonly techniques: number;
  readonly all: number;
  readonly partly: number;
  readonly never: number;
}

/** Over the whole case unless a month is named. */
export interface TechniquesDocument extends TechniqueCounts {
  /** In the order of an intrusion. */
  readonly tactics: readonly (TechniqueCounts & { readonly tactic: string })[];
  readonly months: readonly (TechniqueCounts & { readonly month: string })[];
  /**
   * Logs that hosts lack, the most valuable first: how many techniques they would show that are not shown there, how many of these nowhere,
   * and on how many hosts at most.
   */
  readonly missing: readonly { readonly log: string; readonly techniques: number; readonly never: number; readonly hosts: number }[];
  /** By technique. */
  readonly list: readonly {
    readonly technique: string;
    readonly seen: 'all' | 'partly' | 'never';
    readonly hosts: number;
    readonly hosts_seen: number;
    readonly missing: readonly string[];
  }[];
}

/** `show coverage --json`; sources by host, then source. */
export interface CoverageDocument {
  /** From the first record to the last, without those that stand more than a year from all others: a clock that was wrong. Null without any. */
  readonly span: { readonly from: string; readonly to: string } | null;
  readonly sources: readonly {
    readonly host: string;
    readonly source: string;
    readonly first: string;
    readonly last: string;
    readonly records: Count;
    readonly months: Readonly<Record<string, number>>;
    /** How far the host's clock was ahead of its reference at the log's end; null where nothing tells. */
    readonly clock_skew_s: number | null;
    readonly records_per_day: number;
    /** Record numbers between its first and its last that no file holds; null where it has none. */
    readonly missing: Count | null;
    /** Whether it begins above number 1: what was older is gone or was left behind. */
    readonly rotates: boolean | null;
    /** The longest silence that its own rhythm explains; null where too few records tell. */
    readonly ordinary_silence_s: number | null;
  }[];
  readonly blind: readonly BlindInterval[];
  /** By host, then time. Each row of a reference holds 0. */
  readonly clock: readonly {
    readonly host: string;
    readonly from: string;
    readonly to: string;
    readonly skew_s: number;
    /** Half of the pairs lie this near. */
    readonly spread_s: number;
    readonly pairs: Count;
    readonly reference: string;
  }[];
  readonly techniques: TechniquesDocument;
  /** What to save first, by rank. */
  readonly preservation: readonly {
    readonly rank: number;
    readonly host: string;
    readonly source: string;
    readonly oldest: string | null;
    readonly newest: string | null;
    readonly keeps_days: number | null;
    /** When the host overwrites the first record after our copy, at its present rate. */
    readonly gone_by: string | null;
    readonly value: number;
    readonly why: string;
  }[];
}
