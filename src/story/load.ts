import { DAY } from '../lib/index.ts';
import {
  accountChangeTable,
  authenticationTable,
  clockSkewTable,
  coverageTable,
  datastoreActivityTable,
  fileActivityTable,
  findingTable,
  hostAliasTable,
  logActivityTable,
  networkActivityTable,
  processActivityTable,
  type Finding,
  type StageInput,
} from '../case/index.ts';
import { nameTables, PROVEN, type Socket } from '../names/index.ts';
import { clockSkews } from './clock.ts';
import { EXPOSING_TYPES } from './exposure-interval.ts';
import type { ShellConnection } from './shell-index.ts';
import type {
  ExplicitCredentials,
  HostStart,
  LocalLogon,
  LogonHistory,
  PasswordChange,
  ProcessFact,
  RemoteLogon,
  SessionShares,
  StoreSession,
  StoryFacts,
} from './story-facts.ts';

/** A remote logon; by machines and by nobody they are left out. */
const REMOTE = `activity = 'logon' AND logon_type IN (3, 10) AND account IS NOT NULL AND account NOT LIKE '%$' AND account NOT LIKE '%$@%'`;

/** A logon that a service of the system took for a client elsewhere, without saying where: so does that of the remote shell. */
const UNPLACED = `source_address IS NULL AND logon_type = 3`;

/** A program on more hosts than this, by number and by share of those that tell of programs, was rolled out. */
const FEW_HOSTS = 10;
const FEW_SHARE = 0.2;

/** Ports of the remote shell (WinRM over HTTP and HTTPS; [MS-WSMV]). */
const SHELL_PORTS = '(5985, 5986)';

/**
 * Reads what the story needs and no more. Without a terminal there is no story, and hardly anything is read.
 * Else raw facts are read from a day before the first terminal on: remote logons of the whole case; processes of hosts that
 * show a terminal or speak to a database; connections that open a remote logon or a database session. What came before is
 * read as a skeleton: when each route was first used. Memory grows with these, not with the case.
 */
export async function loadFacts(input: StageInput): Promise<StoryFacts> {
  const terminals = await input.rows(findingTable, 'terminal');
  if (terminals.length === 0) return EMPTY;
  const since = terminals.reduce((least, { time }) => Math.min(least, time), Infinity) - DAY;
  return {
    ...(await nameTables(input)),
    findings: [...terminals, ...(await otherFindings(input, since))],
    logons: await remoteLogons(input, since),
    history: await history(input, since),
    localLogons: await localLogons(input),
    explicit: await explicitCredentials(input, since),
    processes: await processes(input, since),
    novelPrograms: await novelPrograms(input, since),
    sockets: await sockets(input, since),
    shells: await shells(input, since),
    shares: await sessionShares(input, since),
    starts: await hostStarts(input),
    passwordChanges: await passwordChanges(input),
    controllers: await controllers(input),
    sessions: await storeSessions(input, since),
    coverage: await input.rows(coverageTable),
    clocks: await clockSkews(input),
  };
}

const EMPTY: StoryFacts = {
  findings: [],
  logons: [],
  history: [],
  localLogons: [],
  explicit: [],
  processes: [],
  novelPrograms: [],
  sockets: [],
  shells: [],
  shares: [],
  starts: [],
  passwordChanges: [],
  controllers: [],
  sessions: [],
  coverage: [],
  clocks: [],
  hostAliases: [],
  domainAliases: [],
  accountAliases: [],
  intervals: [],
};

/** A moment as SQL; microseconds since 1970. */
function at(time: number): string {
  return `make_timestamp(${Math.trunc(time)})`;
}

/** What anchors the story, and copies of files with passwords, which only become thefts by who made them. */
const TELLING = `(terminal OR regexp_matches(array_to_string(attack, ' '), 'T1003[.]00[2-6]'))`;

/** Hosts that show something telling, under every name that their records bear. */
function tellingHosts(input: StageInput): string {
  const proven = `SELECT alias, host FROM ${input.from(hostAliasTable)} WHERE confidence >= ${PROVEN}`;
  const told = `SELECT host FROM ${input.from(findingTable)} AS f WHERE ${TELLING}`;
  const found = `SELECT coalesce(p.host, t.host) AS host FROM (${told}) AS t LEFT JOIN (${proven}) AS p ON t.host = p.alias`;
  return `(${found} UNION SELECT alias FROM (${proven}) AS a WHERE host IN (${found}) UNION ${told})`;
}

/** Findings that may be steps of the story beside its terminals; noise below `medium` is left out. */
function otherFindings(input: StageInput, since: number): Promise<Finding[]> {
  return input.rows(
    findingTable,
    `NOT terminal AND level IN ('critical', 'high', 'medium') AND time >= ${at(since)} AND host IN ${tellingHosts(input)}`,
  );
}

function remoteLogons(input: StageInput, since: number): Promise<RemoteLogon[]> {
  return input.engine.rows(
    `SELECT time, time_100ns, time_digits, host, logon_type, account, logon_id, workstation, source_address, source_port, ref, pointers
     FROM ${input.from(authenticationTable)} WHERE ${REMOTE} AND time >= ${at(since)} ORDER BY time, time_100ns, ref`,
  );
}

function history(input: StageInput, since: number): Promise<LogonHistory[]> {
  return input.engine.rows(
    `SELECT host, account, source_address, workstation, min(time) AS first
     FROM ${input.from(authenticationTable)} WHERE ${REMOTE} AND time < ${at(since)} AND (source_address IS NOT NULL OR workstation IS NOT NULL)
     GROUP BY host, account, source_address, workstation ORDER BY host, account, source_address, workstation`,
  );
}

/** Of the hosts that show a terminal alone: only there can a theft be. */
function localLogons(input: StageInput): Promise<LocalLogon[]> {
  return input.engine.rows(
    `SELECT time, host, activity, logon_type, account, outbound_account, logon_id, ref FROM ${input.from(authenticationTable)}
     WHERE host IN ${tellingHosts(input)}
       AND ((activity = 'logon' AND logon_type IN (${EXPOSING_TYPES.join(', ')})) OR activity = 'logoff')
     ORDER BY time, time_100ns, ref`,
  );
}

function explicitCredentials(input: StageInput, since: number): Promise<ExplicitCredentials[]> {
  return input.engine.rows(
    `SELECT time, host, outbound_account, target_server, subject_logon_id, ref FROM ${input.from(authenticationTable)}
     WHERE activity = 'explicit_credentials' AND target_server IS NOT NULL AND time >= ${at(since)}
     ORDER BY time, time_100ns, ref`,
  );
}

function processes(input: StageInput, since: number): Promise<ProcessFact[]> {
  const network = input.from(networkActivityTable);
  const store = input.from(datastoreActivityTable);
  return input.engine.rows(
    `SELECT time, time_100ns, host, activity, image, process_id, process_guid, parent_image, parent_command_line,
       parent_process_id, parent_process_guid, account, logon_id, target_image, granted_access, hashes, ref
     FROM ${input.from(processActivityTable)}
     WHERE time >= ${at(since)}
       AND (activity IN ('start', 'service_installed') OR (activity = 'access' AND lower(target_image) LIKE '%lsass.exe')
         OR ref IN (SELECT ref FROM ${input.from(findingTable)}))
       AND (host IN ${tellingHosts(input)} OR host IN (SELECT n.host FROM ${network} AS n WHERE n.direction = 'outbound'
         AND n.source_address IN (SELECT s.client_address FROM ${store} AS s WHERE s.client_address IS NOT NULL)))
     ORDER BY time, time_100ns, ref`,
  );
}

/** Programs that began to run since, on a few of the hosts that tell of programs. */
function novelPrograms(input: StageInput, since: number): Promise<{ key: string }[]> {
  return input.engine.rows(
    `WITH started AS (
       SELECT time, host, lower(regexp_extract(image, '[^\\\\/]+$')) AS name, lower(regexp_extract(hashes, 'SHA256=([0-9A-Fa-f]{64})', 1)) AS digest
       FROM ${input.from(processActivityTable)} WHERE activity = 'start' AND image IS NOT NULL),
     keyed AS (
       SELECT 'name:' || name AS key, time, host FROM started
       UNION ALL SELECT 'sha256:' || digest, time, host FROM started WHERE digest <> ''),
     watched AS (SELECT count(DISTINCT host) AS hosts FROM started)
     SELECT key FROM keyed GROUP BY key
     HAVING min(time) >= ${at(since)} AND count(DISTINCT host) <= greatest(${FEW_HOSTS}, ${FEW_SHARE} * (SELECT hosts FROM watched)) ORDER BY key`,
  );
}

/** Connections that open a remote logon or a database session; where a logon names no port, all that its source opened about that minute. */
function sockets(input: StageInput, since: number): Promise<Socket[]> {
  const remote = `FROM ${input.from(authenticationTable)} WHERE ${REMOTE} AND time >= ${at(since)}`;
  const portless = byClock(input, `SELECT * ${remote} AND coalesce(source_port, 0) = 0`);
  const minutes = [-2, -1, 0].map(
    (offset) => `SELECT source_address AS address, date_trunc('minute', moment) + INTERVAL '${offset}' MINUTE AS minute FROM portless`,
  );
  const opened = `SELECT * FROM ${input.from(networkActivityTable)} WHERE activity = 'connection' AND direction = 'outbound' AND time >= ${at(since)}`;
  return input.engine.rows(
    `WITH ends AS (
       SELECT source_address AS address, source_port AS port ${remote} AND source_port > 0
       UNION
       SELECT client_address AS address, client_port AS port FROM ${input.from(datastoreActivityTable)}
       WHERE client_port > 0 AND time >= ${at(since)}),
     portless AS (${portless}),
     minutes AS (${minutes.join(' UNION ')}),
     opened AS (${byClock(input, opened)})
     SELECT DISTINCT n.time, n.time_100ns, n.host, n.source_address, n.source_port, n.destination_address, n.image, n.process_id, n.process_guid,
       n.ref, n.pointers
     FROM opened AS n LEFT JOIN ends ON n.source_address = ends.address AND n.source_port = ends.port
       LEFT JOIN minutes ON n.source_address = minutes.address AND date_trunc('minute', n.moment) = minutes.minute
     WHERE ends.address IS NOT NULL OR minutes.address IS NOT NULL ORDER BY n.time, n.time_100ns, n.ref`,
  );
}

/** Connections to the remote shell about the minutes of logons that name no address. */
function shells(input: StageInput, since: number): Promise<ShellConnection[]> {
  const unplaced = byClock(
    input,
    `SELECT * FROM ${input.from(authenticationTable)} WHERE ${REMOTE} AND ${UNPLACED} AND time >= ${at(since)}`,
  );
  const connections = byClock(
    input,
    `SELECT * FROM ${input.from(networkActivityTable)} WHERE activity = 'connection' AND destination_port IN ${SHELL_PORTS}
       AND direction IN ('outbound', 'inbound', 'observed') AND time >= ${at(since)}`,
  );
  const minutes = [-1, 0, 1].map(
    (offset) => `SELECT date_trunc('minute', moment) + INTERVAL '${offset}' MINUTE AS minute FROM (${unplaced}) AS u${offset + 1}`,
  );
  return input.engine.rows(
    `SELECT time, time_100ns, host, direction, source_address, source_port, destination_address, image, process_id, process_guid, ref, pointers
     FROM (${connections}) AS n WHERE date_trunc('minute', moment) IN (${minutes.join(' UNION ')}) ORDER BY time, time_100ns, ref`,
  );
}

/** What remote sessions were let into. A LogonId may return after a restart, so days are kept apart. */
function sessionShares(input: StageInput, since: number): Promise<SessionShares[]> {
  return input.engine.rows(
    `SELECT host, logon_id, min(time) AS time, max(time) AS last, bool_or(coalesce(outcome, 'ok') <> 'denied' AND lower(share) NOT LIKE '%ipc$') AS granted,
       bool_or(coalesce(outcome, 'ok') <> 'denied' AND regexp_matches(lower(share), '\\\\(admin|[a-z])[$]$')) AS administrative
     FROM ${input.from(fileActivityTable)}
     WHERE source = 'windows' AND logon_id IS NOT NULL AND share IS NOT NULL AND time >= ${at(since)}
       AND (host, logon_id) IN (SELECT host, logon_id FROM ${input.from(authenticationTable)} WHERE ${REMOTE} AND time >= ${at(since)})
     GROUP BY host, logon_id, date_trunc('day', time) ORDER BY host, logon_id, time`,
  );
}

/** When hosts started: of those where a theft can be. */
function hostStarts(input: StageInput): Promise<HostStart[]> {
  return input.engine.rows(
    `SELECT host, time FROM ${input.from(logActivityTable)}
     WHERE activity = 'started' AND event_id IN ('4608', '6005') AND host IN ${tellingHosts(input)} ORDER BY host, time`,
  );
}

function passwordChanges(input: StageInput): Promise<PasswordChange[]> {
  return input.engine.rows(
    `SELECT DISTINCT account, host, time FROM ${input.from(accountChangeTable)}
     WHERE activity IN ('password_changed', 'password_reset') AND account IS NOT NULL AND coalesce(outcome, 'ok') = 'ok'
     ORDER BY account, time, host`,
  );
}

function controllers(input: StageInput): Promise<{ host: string }[]> {
  return input.engine.rows(
    `SELECT DISTINCT host FROM ${input.from(authenticationTable)} WHERE source = 'windows' AND event_id IN ('4768', '4769') ORDER BY host`,
  );
}

/** The same facts with their `moment` by the reference clock. */
function byClock(input: StageInput, facts: string): string {
  return `SELECT f.*, f.time - to_microseconds(coalesce(c.skew_us, 0)) AS moment FROM (${facts}) AS f
    LEFT JOIN ${input.from(clockSkewTable)} AS c ON f.host = c.host AND f.time >= c."from" AND f.time < c."to"`;
}

/** The first record of each session, with its last time and how much it asked. */
function storeSessions(input: StageInput, since: number): Promise<StoreSession[]> {
  return input.engine.rows(
    `WITH numbered AS (
       SELECT *, row_number() OVER (PARTITION BY host, coalesce(session, ref) ORDER BY time, time_100ns, ref, substatement_id) AS place,
         max(time) OVER (PARTITION BY host, coalesce(session, ref)) AS last_time,
         count(statement) OVER (PARTITION BY host, coalesce(session, ref)) AS statement_count
       FROM ${input.from(datastoreActivityTable)} WHERE client_address IS NOT NULL AND time >= ${at(since)})
     SELECT time, time_100ns, time_digits, host, store, account, session, client_address, client_port, ref, pointers,
       last_time AS last, statement_count AS statements
     FROM numbered WHERE place = 1 AND statement_count > 0 ORDER BY time, time_100ns, ref`,
  );
}
