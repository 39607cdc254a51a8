import { optional, required, table } from './table.ts';

/** One record that was parsed: enough to count it, to know it again in another file, and to say when a log spoke. */
export const recordTable = table({
  name: 'record',
  version: 1,
  columns: {
    time: required('TIMESTAMP', 'when, UTC'),
    time_100ns: required('INTEGER', ''),
    host: required('VARCHAR', 'canonical'),
    source: required('VARCHAR', 'windows, iis, postgresql'),
    evidence: required('VARCHAR', 'SHA-256'),
    offset: required('BIGINT', 'byte offset'),
    record_id: optional('VARCHAR', ''),
    record_host: optional('VARCHAR', 'host as the record spells it'),
    channel: optional('VARCHAR', ''),
  },
  order: ['evidence', 'offset'],
});

/** A stretch of a file that could not be read. */
export const quarantineTable = table({
  name: 'quarantine',
  version: 1,
  columns: {
    evidence: required('VARCHAR', 'SHA-256'),
    offset: required('BIGINT', ''),
    bytes: required('BIGINT', ''),
    code: required('VARCHAR', 'of the error catalogue'),
    reason: required('VARCHAR', 'one plain sentence'),
  },
  order: ['evidence', 'offset', 'code'],
});

/** How many records of a file stand in another file too, with a lesser pointer. */
export const duplicateTable = table({
  name: 'duplicate',
  version: 1,
  columns: {
    evidence: required('VARCHAR', 'SHA-256'),
    records: required('BIGINT', ''),
  },
  order: ['evidence'],
});
