import type { NumberPlan } from '../../case/index.ts';
import type { Moment } from '../moment.ts';
import type { Network } from './network.ts';
import type { RecordQuestion } from './question.ts';
import type { SubscriberKind } from './subscriber-kind.ts';

/** Subscribers, cells and ties of the carrier's customers. Everything about one subscriber is a function of his index (and a time). */
export interface Telephony {
  readonly plan: NumberPlan;
  readonly subscribers: number;
  /** What call records are drawn from. */
  readonly network: Network;
  kindOf(subscriber: number): SubscriberKind;
  /** E.164 digits. */
  msisdnOf(subscriber: number): string;
  /** 15 digits; changes with his SIM. */
  imsiOf(subscriber: number, at: Moment): string;
  /** 15 digits with the check digit; changes with his handset. */
  imeiOf(subscriber: number, at: Moment): string;
  /** Cell global identity in which he is at a time, `MCC-MNC-LAC-CI`. */
  cellOf(subscriber: number, at: Moment): string;
  /** Whom he talks to, most first: indices of subscribers, himself not among them. */
  contactsOf(subscriber: number): readonly number[];
  /** Location area of a cell. */
  areaOf(cell: string): string;
  /** Where a cell's site stands, in km east and north of the country's corner; null for a cell that nobody has. */
  siteOf(cell: string): { readonly x: number; readonly y: number } | null;
}

/** Files of call records, in Parquet or delimited text, each for whole days. */
export interface RecordFile {
  /** Below `cdr/`. */
  readonly path: string;
  readonly records: number;
  readonly bytes: number;
  /** Days since the span's first: first inclusive, last exclusive. */
  readonly fromDay: number;
  readonly toDay: number;
}

/** How many records lie in the store of a subscriber on a day, as its served party: for statements whose row counts are logged. Shared memory. */
export interface RecordCounts {
  readonly days: number;
  /** Row by subscriber, column by day. */
  readonly counts: Uint16Array;
}

/** Finds what questions really return, in the files as written. */
export interface RecordFinder {
  /** `asked` is when: records loaded later are not there yet. Ids are `<store>:<key>`, sorted. */
  find(question: RecordQuestion, asked: Moment): Promise<readonly string[]>;
  close(): void;
}
