import { POINTERS, optional, required, table, type RowOf } from './table.ts';

/** One rule that matched one record in the pass; what it looked at is kept so that correlations need no second read. */
export const baseMatchTable = table({
  name: 'base_match',
  version: 1,
  columns: {
    time: required('TIMESTAMP', 'when, UTC'),
    time_100ns: required('INTEGER', ''),
    time_digits: required('INTEGER', ''),
    host: required('VARCHAR', 'canonical'),
    rule: required('VARCHAR', "the rule's key: its id, or what tells it from others of that id"),
    fields: required('VARCHAR', 'JSON object of the fields the rule looked at and correlations ask for, masked'),
    ref: required('VARCHAR', ''),
    pointers: required(POINTERS, ''),
  },
  order: ['time', 'time_100ns', 'rule', 'ref'],
});
export type BaseMatch = RowOf<typeof baseMatchTable>;

/** One rule, analytic or correlation that fired. */
export const findingTable = table({
  name: 'finding',
  version: 1,
  columns: {
    id: required('VARCHAR', '16 hex of SHA-256 over rule and sorted refs'),
    time: required('TIMESTAMP', 'of its first event'),
    time_100ns: required('INTEGER', ''),
    time_digits: required('INTEGER', ''),
    host: required('VARCHAR', 'canonical'),
    rule: required('VARCHAR', "the rule's id"),
    title: required('VARCHAR', ''),
    level: required('VARCHAR', 'critical, high, medium, low, informational'),
    author: required('VARCHAR', 'who wrote the rule; must be shown'),
    terminal: required('BOOLEAN', 'whether it anchors the story'),
    attack: required('VARCHAR[]', 'ATT&CK technique ids, sorted'),
    tactics: required('VARCHAR[]', 'ATT&CK tactic names of the rule, sorted, such as credential-access'),
    fields: required('VARCHAR', 'JSON object, masked'),
    last: required('TIMESTAMP', 'of its last event'),
    ref: required('VARCHAR', 'pointer of its first event'),
    pointers: required(POINTERS, 'of every event behind it'),
    account: optional('VARCHAR', 'canonical account it concerns, where the event says'),
  },
  order: ['time', 'time_100ns', 'id'],
});
export type Finding = RowOf<typeof findingTable>;
