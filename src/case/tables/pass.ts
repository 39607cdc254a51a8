import { required, table } from './table.ts';

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
