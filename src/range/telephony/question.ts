import type { Moment } from '../moment.ts';

/** Columns of a call-record store, by what they hold, in the order of its table. */
export const recordColumnNames = [
  'number',
  'msisdn',
  'imsi',
  'imei',
  'other',
  'start',
  'duration',
  'cell',
  'type',
  'uplink',
  'downlink',
  'loaded',
] as const;
export type RecordColumn = (typeof recordColumnNames)[number];

/** The names that context/mappings and truth.json give the columns (3GPP's where it has one); a record's number and when it was loaded have none. */
export const canonicalColumns: Readonly<Record<RecordColumn, string | null>> = {
  number: null,
  msisdn: 'servedMSISDN',
  imsi: 'servedIMSI',
  imei: 'servedIMEI',
  other: 'otherMSISDN',
  start: 'startTime',
  duration: 'duration',
  cell: 'cell',
  type: 'recordType',
  uplink: 'volumeUplink',
  downlink: 'volumeDownlink',
  loaded: null,
};

/**
 * What a statement asks of the call-record table, told apart from its wording: the warehouse writes it as SQL in its own names, and the
 * truth finds its records in the written files by the same meaning.
 */
export interface RecordQuestion {
  /** Columns asked for, in order; null for all. */
  readonly columns: readonly RecordColumn[] | null;
  /** Joined by AND. */
  readonly conditions: readonly RecordCondition[];
  /** Identifiers searched for by their full value, in clear: MSISDN as E.164 digits, IMSI, IMEI with 14 digits. */
  readonly targets: readonly string[];
  /** Whether the text alone determines the rows. */
  readonly understood: boolean;
  /** The client gave up before the end. */
  readonly cancelled?: boolean;
  /** Values are bound, not written into the text. */
  readonly bound?: boolean;
}

export type RecordCondition =
  | { readonly kind: 'equals'; readonly column: RecordColumn; readonly value: string }
  | { readonly kind: 'in'; readonly column: RecordColumn; readonly values: readonly string[] }
  | { readonly kind: 'prefix'; readonly column: RecordColumn; readonly value: string }
  /** from ≤ column < to; for `start` and `loaded` moments in µs. */
  | { readonly kind: 'between'; readonly column: 'start' | 'loaded'; readonly from: Moment; readonly to: Moment }
  | { readonly kind: 'longer'; readonly column: 'duration'; readonly seconds: number }
  /** A function of a column, whose meaning the text does not give: its rows are those whose cell lies in this location area, or whose MD5 of the number begins so. */
  | { readonly kind: 'area'; readonly area: string }
  | { readonly kind: 'md5'; readonly column: 'msisdn'; readonly digits: string };
