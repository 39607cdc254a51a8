import { baseMatchTable, optional, quarantineTable, required, table, type Column, type Table } from '../case/index.ts';

/** Columns that every fact of one origin has in common: a shard keeps them once. */
const COMMON: ReadonlySet<string> = new Set(['host', 'host_raw', 'source', 'channel']);

/** Where the record behind a row stands, and whom it is about, in place of `ref` and `pointers`. */
const place = {
  p_origin: required('BIGINT', 'of the origin table'),
  p_offset: required('BIGINT', 'byte offset of the record'),
  p_record_id: optional('BIGINT', "the source's record number"),
  p_host: optional('VARCHAR', "the host it is about, canonical, where that is not the origin's (a sensor's record)"),
  p_host_raw: optional('VARCHAR', 'and as the log spells it'),
} as const satisfies Record<string, Column>;

/** How many columns at the end of a shard's fact table say where the record stands. */
export const PLACE_COLUMNS = Object.keys(place).length;

/** A log of a host in one file: what its records have in common. */
export const originTable = table({
  name: 'origin',
  version: 1,
  columns: {
    origin: required('BIGINT', 'number, unique in the case'),
    evidence: required('VARCHAR', 'SHA-256'),
    host: required('VARCHAR', 'canonical'),
    host_raw: optional('VARCHAR', 'as the log spells it'),
    record_host: optional('VARCHAR', "the record's own word, as it spells it"),
    source: required('VARCHAR', 'windows, iis, zeek …'),
    channel: optional('VARCHAR', 'the log, as it is spelled'),
    numbered: required('BOOLEAN', 'whether its pointers go by record number'),
  },
  order: ['origin'],
});

/** A numbered record: enough to know it again in another file. */
export const recordTable = table({
  name: 'record',
  version: 1,
  columns: {
    origin: required('BIGINT', ''),
    offset: required('BIGINT', 'byte offset'),
    record_id: required('BIGINT', "the source's record number"),
    time: required('BIGINT', 'µs since 1970'),
    fraction: required('INTEGER', 'the 100 ns digit × 8 + the digits that the source had'),
  },
  order: ['origin', 'offset'],
});

/** Records of an origin that follow on each other in the file without a hole in their numbers; of a log without numbers all of them. */
export const runTable = table({
  name: 'run',
  version: 1,
  columns: {
    origin: required('BIGINT', ''),
    first_id: optional('BIGINT', ''),
    last_id: optional('BIGINT', ''),
    first: required('BIGINT', 'µs since 1970, of its earliest record'),
    last: required('BIGINT', 'of its latest'),
    records: required('BIGINT', ''),
  },
  order: ['origin', 'first_id', 'first'],
});

/** Records of an origin in one hour. */
export const hourTable = table({
  name: 'hour',
  version: 1,
  columns: {
    origin: required('BIGINT', ''),
    hour: required('BIGINT', 'hours since 1970'),
    first: required('BIGINT', 'µs since 1970'),
    last: required('BIGINT', ''),
    records: required('BIGINT', ''),
  },
  order: ['origin', 'hour'],
});

/** Tables of a shard beside facts and base matches. */
export const shardOnly: readonly Table[] = [originTable, recordTable, runTable, hourTable, quarantineTable];

/** The columns of a fact table, or of base matches, while they stand in a shard. */
export function shardColumns({ columns }: Table): Readonly<Record<string, Column>> {
  const own = Object.entries(columns).filter(([name]) => !COMMON.has(name) && name !== 'ref' && name !== 'pointers');
  return { ...Object.fromEntries(own), ...place };
}

/** Columns of the table that the origin holds. */
export function commonColumns({ columns }: Table): readonly string[] {
  return Object.keys(columns).filter((name) => COMMON.has(name));
}

/** What tells two rows of one record in the same table apart. */
export function rowKey(facts: Table): readonly string[] {
  return facts === baseMatchTable ? ['rule'] : [];
}
