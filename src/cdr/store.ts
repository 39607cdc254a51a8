import type { CallRecordColumn, IdentifierDomain, StoreMapping } from '../case/index.ts';
import type { ErrorCode } from '../lib/index.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { Zone } from '../lib/index.ts';

/** The canonical columns that hold a subscriber's identifier, with the kind of it. */
export const identifierColumns = [
  ['servedMSISDN', 'msisdn'],
  ['servedIMSI', 'imsi'],
  ['servedIMEI', 'imei'],
  ['otherMSISDN', 'msisdn'],
] as const satisfies readonly (readonly [CallRecordColumn, IdentifierDomain])[];

/** A column of a store, as its files name it. */
export interface StoredColumn {
  /** As in the header. */
  readonly name: string;
  /** What the mapping says it holds. */
  readonly canonical: CallRecordColumn | null;
  /**
   * SQL name of the value as stored, VARCHAR: '' for an empty field (NULL or an empty text, which files do not tell apart),
   * NULL where the record's file has no such column.
   */
  readonly text: string;
  /** SQL name of the value as a time, BIGINT: µs since 1970, of UTC where the text names an offset, else of the wall clock; NULL where it is no time. */
  readonly time: string;
  readonly profile: ColumnProfile;
}

/**
 * Call records of one store in an engine's memory, in clear. Besides the stored columns the table has
 * `record_id`; `start` and `loaded` (µs of UTC, BIGINT); `duration` (s, BIGINT); and `id_<canonical column>`, the identifiers in canonical form.
 */
export interface CallRecordStore {
  readonly name: string;
  readonly mapping: StoreMapping;
  /** SQL name of the table. */
  readonly table: string;
  readonly columns: readonly StoredColumn[];
  /** The zone of times without an offset; null when the mapping declares none (UTC is assumed where one is needed). */
  readonly zone: Zone | null;
  /** Whether `loaded` is known for the store's records; else a record counts as there from its start. */
  readonly loadKnown: boolean;
  readonly files: number;
  /** Files with the same bytes as another of them, not read again. */
  readonly duplicates: number;
  readonly records: number;
  /** Rows that could not be read. */
  readonly quarantined: number;
}

/** Something in the call-record folder that was not read, or is not as the mapping says. */
export interface CallRecordProblem {
  /** Relative to the `--cdr` folder, or the mapping's file. */
  readonly file: string;
  readonly offset: number;
  readonly bytes: number;
  readonly code: ErrorCode;
  /** One plain sentence; holds no call record. */
  readonly reason: string;
  /** Rows of a file that are lost with it: 0 where it is no matter of rows. Rows read = records + the sum of these. */
  readonly rows: number;
}
