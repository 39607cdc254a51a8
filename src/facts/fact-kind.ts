import type { RowOf, Table } from '../case/index.ts';
import type { EventSource, RawEvent } from '../evidence/index.ts';
import type { ColumnSource } from './column-source.ts';
import type { FactScope } from './fact-scope.ts';
import type { FactValue } from './fact-value.ts';

/** A fact without the columns that say where it stands. */
export type FactRow<T extends Table = Table> = Omit<RowOf<T>, 'ref' | 'pointers'>;

/** The columns that every fact fills from its record in the same way. */
type CommonColumn = 'time' | 'time_100ns' | 'time_digits' | 'host' | 'host_raw' | 'source' | 'channel' | 'event_id';

type Own<T extends Table> = Omit<FactRow<T>, CommonColumn>;

/** A record that somebody else than its host made, such as a sensor, says here whom it is about. */
type AboutAnother = {
  readonly host?: ColumnSource<string>;
  readonly host_raw?: ColumnSource<string | null>;
};

/** Where each column comes from: required ones must be named, of the others those that this record can fill. */
export type FeedColumns<T extends Table> = AboutAnother & {
  readonly [K in keyof Own<T> as null extends Own<T>[K] ? never : K]: ColumnSource<Own<T>[K]>;
} & {
  readonly [K in keyof Own<T> as null extends Own<T>[K] ? K : never]?: ColumnSource<Own<T>[K]>;
};

/** One sort of record and how it becomes a fact, as data: docs/facts.md is printed from it. */
export interface Feed<T extends Table = Table> {
  readonly record: RecordSort;
  readonly columns: FeedColumns<T>;
}

/** Which records a feed reads. */
export interface RecordSort {
  readonly source: EventSource;
  /** Windows: the event number, and the provider that alone gives it this meaning, with the channel for records that do not name their provider. */
  readonly windows?: { readonly event: string; readonly provider: string; readonly channel: string };
  /** Other sources: the one log that it stands in, where the source has several (Zeek: `conn`). */
  readonly channel?: string;
  /** What else must hold, in words and as a test. */
  readonly when?: { readonly about: string; holds(event: RawEvent): boolean };
}

/** A feed made ready: its columns by name, and a function that fills them. */
export interface CompiledFeed {
  readonly record: RecordSort;
  readonly columns: ReadonlyMap<string, ColumnSource<FactValue>>;
  /** Values in the order of the table's columns without `ref` and `pointers`; the array is the caller's. */
  values(event: RawEvent, scope: FactScope): FactValue[];
}

/** One kind of fact. */
export interface FactKind<T extends Table = Table> {
  readonly table: T;
  /** The records it reads and how it fills which column; of those that fit a record the first counts. */
  readonly feeds: readonly CompiledFeed[];
  /** The fact of this kind that the record feeds, or null. */
  extract(event: RawEvent, scope: FactScope): FactRow<T> | null;
}
