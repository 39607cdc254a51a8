import { POINTERS, optional, required, table, type RowOf } from './table.ts';

/** One operation of an intruder. */
export const operationTable = table({
  name: 'operation',
  version: 1,
  columns: {
    id: required('VARCHAR', '16 hex'),
    first: required('TIMESTAMP', ''),
    last: required('TIMESTAMP', ''),
    confidence: required('DOUBLE', '0–1'),
  },
  order: ['first', 'id'],
});
export type Operation = RowOf<typeof operationTable>;

/** A stretch of an operation's activity. */
export const waveTable = table({
  name: 'wave',
  version: 1,
  columns: {
    operation: required('VARCHAR', ''),
    number: required('INTEGER', 'from 1'),
    first: required('TIMESTAMP', ''),
    last: required('TIMESTAMP', ''),
  },
  order: ['operation', 'number'],
});
export type Wave = RowOf<typeof waveTable>;

/** A host that an operation touched. */
export const storyHostTable = table({
  name: 'story_host',
  version: 1,
  columns: {
    operation: required('VARCHAR', ''),
    host: required('VARCHAR', ''),
    compromised: required('VARCHAR', 'confirmed, possible, excluded'),
    first: required('TIMESTAMP', ''),
    last: required('TIMESTAMP', ''),
    confidence: required('DOUBLE', ''),
  },
  order: ['operation', 'host'],
});
export type StoryHost = RowOf<typeof storyHostTable>;

/** The first successful use, in one wave, of one account from one host to another. */
export const hopTable = table({
  name: 'hop',
  version: 1,
  columns: {
    id: required('VARCHAR', '16 hex over from, to, account, earliest ref'),
    operation: required('VARCHAR', ''),
    wave: required('INTEGER', ''),
    from_host: required('VARCHAR', ''),
    to_host: required('VARCHAR', ''),
    account: required('VARCHAR', ''),
    mechanism: required('VARCHAR', 'service, wmi, task, winrm, dcom, rdp, smb, vpn, database'),
    time: required('TIMESTAMP', ''),
    time_100ns: required('INTEGER', ''),
    time_digits: required('INTEGER', ''),
    interval_from: optional('TIMESTAMP', 'of an inferred hop'),
    interval_to: optional('TIMESTAMP', ''),
    uses: required('INTEGER', 'how often it was used in the wave, 1 at least'),
    confidence: required('DOUBLE', ''),
    join: required('VARCHAR', 'how the two ends were joined: socket, address, database'),
    stolen_host: optional('VARCHAR', 'where its credential was stolen'),
    stolen_time: optional('TIMESTAMP', ''),
    session_logon_id: optional('VARCHAR', 'LogonId of the session it opened on the destination'),
    last: required('TIMESTAMP', 'the last of its uses'),
    ref: required('VARCHAR', 'earliest ref'),
    pointers: required(POINTERS, ''),
  },
  order: ['time', 'time_100ns', 'id'],
});
export type Hop = RowOf<typeof hopTable>;

/** What looked like an operation, and was announced in whole by tickets: no operation is claimed. */
export const authorisedTable = table({
  name: 'authorised',
  version: 1,
  columns: {
    id: required('VARCHAR', '16 hex over its first moment and the tickets'),
    tickets: required('VARCHAR[]', 'ids of the tickets that announced it, sorted'),
    first: required('TIMESTAMP', ''),
    last: required('TIMESTAMP', ''),
    hosts: required('VARCHAR[]', 'sorted'),
    accounts: required('VARCHAR[]', 'sorted'),
    hops: required('INTEGER', 'how many hops it would have'),
    findings: required('INTEGER', 'how many findings that would anchor a story'),
  },
  order: ['first', 'id'],
});
export type Authorised = RowOf<typeof authorisedTable>;

/** One step of an operation on one host. */
export const stageTable = table({
  name: 'stage',
  version: 1,
  columns: {
    operation: required('VARCHAR', ''),
    tactic: required('VARCHAR', 'ATT&CK tactic name'),
    technique: required('VARCHAR', 'ATT&CK technique id'),
    host: required('VARCHAR', ''),
    time: required('TIMESTAMP', ''),
    time_100ns: required('INTEGER', ''),
    time_digits: required('INTEGER', ''),
    finding: required('VARCHAR', 'the finding that shows it'),
    title: required('VARCHAR', ''),
    account: optional('VARCHAR', 'credential concerned'),
    pointers: required(POINTERS, ''),
  },
  order: ['operation', 'time', 'time_100ns', 'finding', 'technique', 'tactic'],
});
export type Stage = RowOf<typeof stageTable>;

/** Work for a person. */
export const openQuestionTable = table({
  name: 'open_question',
  version: 1,
  columns: {
    operation: required('VARCHAR', ''),
    text: required('VARCHAR', 'one plain question'),
    about: required('VARCHAR', 'host, account or hop id'),
    would_tell: required('VARCHAR[]', '"source on host", sorted'),
  },
  order: ['operation', 'about', 'text'],
});
export type OpenQuestion = RowOf<typeof openQuestionTable>;

/** A session or process of the intruder, as later stages join to it. */
export const intruderSocketTable = table({
  name: 'intruder_socket',
  version: 1,
  columns: {
    operation: required('VARCHAR', ''),
    host: required('VARCHAR', 'the host that opened the connection'),
    address: required('VARCHAR', 'its source address'),
    port: optional('INTEGER', 'its source port; null when only host and time are known'),
    from: required('TIMESTAMP', 'first moment at which it is theirs'),
    to: required('TIMESTAMP', 'last moment'),
    certain: required('BOOLEAN', 'joined by socket and session, not only by host and time'),
    account: optional('VARCHAR', 'database role that was used, where known'),
    hop: optional('VARCHAR', 'the hop it belongs to'),
    ref: required('VARCHAR', ''),
    pointers: required(POINTERS, ''),
  },
  order: ['operation', 'from', 'host', 'address', 'ref'],
});
export type IntruderSocket = RowOf<typeof intruderSocketTable>;
