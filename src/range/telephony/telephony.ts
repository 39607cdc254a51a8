import type { NumberPlan } from '../../case/index.ts';
import type { Moment } from '../moment.ts';
import type { RecordQuestion } from './question.ts';

/** What somebody is to the carrier. Hubs are lines that many call: hotlines, voicemail, banks. */
export type SubscriberKind = 'private' | 'business' | 'hub' | 'roamer-in';

/** Subscribers, cells and ties of the carrier's customers. Everything about one subscriber is a function of his index (and a time). */
export interface Telephony {
  readonly plan: NumberPlan;
  readonly subscribers: number;
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
}

/** Files of call records, in Parquet or delimited text, each for whole days. */
export interface RecordFile {
  /** Below `cdr/`. */
  readonly path: string;
  readonly records: number;
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
