import { POINTERS, optional, required, table, type RowOf } from './table.ts';

/** One query or file read against a call-record store, the intruder's or left out with the reason. */
export const accessTable = table({
  name: 'access',
  version: 1,
  columns: {
    id: required('VARCHAR', '16 hex over store and ref'),
    time: required('TIMESTAMP', ''),
    time_100ns: required('INTEGER', ''),
    time_digits: required('INTEGER', ''),
    operation: optional('VARCHAR', "null when it is not the intruder's"),
    account: required('VARCHAR', ''),
    store: required('VARCHAR', ''),
    client_host: optional('VARCHAR', 'canonical, where the address is known'),
    session: optional('VARCHAR', ''),
    statement: required('VARCHAR', 'masked'),
    grade: required('VARCHAR', 'confirmed, possible, excluded'),
    understood: required('BOOLEAN', 'whether the statement determines its rows'),
    widened: optional('VARCHAR', 'why the answer is a superset, one plain sentence'),
    whose: required('VARCHAR', "why it is, or is not, the intruder's, one plain sentence"),
    columns: required('VARCHAR[]', 'canonical columns it projected, sorted'),
    rows_confirmed: required('BIGINT', ''),
    rows_possible: required('BIGINT', ''),
    rows_logged: optional('BIGINT', 'rows the log says it returned'),
    bytes_confirmed: required('BIGINT', 'size of the rows as text, as projected'),
    bytes_possible: required('BIGINT', ''),
    ref: required('VARCHAR', ''),
    pointers: required(POINTERS, ''),
  },
  order: ['time', 'time_100ns', 'id'],
});
export type Access = RowOf<typeof accessTable>;

/** One call record that left, or may have. */
export const stolenRecordTable = table({
  name: 'stolen_record',
  version: 1,
  columns: {
    record_id: required('VARCHAR', '<store>:<key>, or <file sha256, 16 hex>:<offset>'),
    grade: required('VARCHAR', 'confirmed, possible'),
    access_ids: required('VARCHAR[]', 'sorted'),
    columns: required('VARCHAR[]', 'canonical columns that left with it, sorted'),
    subjects: required('VARCHAR[]', 'pseudonyms of the subscribers it is about, sorted'),
  },
  order: ['record_id'],
});
export type StolenRecord = RowOf<typeof stolenRecordTable>;

/** A subscriber who was searched for. */
export const targetTable = table({
  name: 'target',
  version: 1,
  columns: {
    subject: required('VARCHAR', 'pseudonym as it was searched for'),
    rank: required('INTEGER', 'from 1'),
    score: required('DOUBLE', '0–1'),
    reasons: required('VARCHAR[]', 'plain sentences'),
    access_ids: required('VARCHAR[]', 'sorted'),
    confirmed: required('BIGINT', 'records about this subject, confirmed'),
    possible: required('BIGINT', ''),
  },
  order: ['rank'],
});
export type Target = RowOf<typeof targetTable>;

/** Queried, staged and sent bytes set against each other; wave 0 is the total. */
export const ledgerTable = table({
  name: 'ledger',
  version: 1,
  columns: {
    wave: required('INTEGER', '0 for the total'),
    queried: optional('BIGINT', 'bytes, text as projected, confirmed'),
    queried_possible: optional('BIGINT', 'what cannot be excluded beyond'),
    staged: optional('BIGINT', 'null until it can be read'),
    sent: optional('BIGINT', 'null until it can be read'),
    unexplained: optional('BIGINT', 'null until both sides are known'),
  },
  order: ['wave'],
});
export type LedgerEntry = RowOf<typeof ledgerTable>;

/** How many records a store holds and in which grade; `subjects` likewise. */
export const exposureTotalTable = table({
  name: 'exposure_total',
  version: 1,
  columns: {
    what: required('VARCHAR', 'records or subjects'),
    store: required('VARCHAR', '* for all stores'),
    confirmed: required('BIGINT', ''),
    possible: required('BIGINT', ''),
    excluded: optional('BIGINT', 'null for subjects'),
  },
  order: ['what', 'store'],
});
export type ExposureTotal = RowOf<typeof exposureTotalTable>;

/** Something below the call-record folder that was not read, or is not as its mapping says. */
export const callRecordProblemTable = table({
  name: 'call_record_problem',
  version: 1,
  columns: {
    file: required('VARCHAR', "relative to the call-record folder, or the mapping's file; masked"),
    offset: required('BIGINT', ''),
    bytes: required('BIGINT', ''),
    rows: required('BIGINT', 'rows that are lost with it; 0 where it is no matter of rows'),
    code: required('VARCHAR', 'of the error catalogue'),
    reason: required('VARCHAR', 'one plain sentence'),
  },
  order: ['file', 'offset', 'code', 'reason'],
});

/** What was read of each store: rows = records + quarantined. */
export const callRecordStoreTable = table({
  name: 'call_record_store',
  version: 1,
  columns: {
    store: required('VARCHAR', ''),
    mapping: required('VARCHAR', 'file of its mapping, relative to the context folder'),
    files: required('BIGINT', 'files read'),
    duplicates: required('BIGINT', 'files with the same bytes as another of them, not read again'),
    rows: required('BIGINT', ''),
    records: required('BIGINT', ''),
    quarantined: required('BIGINT', 'rows that could not be read'),
  },
  order: ['store', 'mapping'],
});
