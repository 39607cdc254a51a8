import {
  authenticationTable,
  coverageTable,
  datastoreActivityTable,
  findingTable,
  httpActivityTable,
  networkActivityTable,
  processActivityTable,
  type Finding,
  type StageInput,
} from '../case/index.ts';
import { DAY } from './moment.ts';
import { EXPOSING_TYPES } from './theft.ts';
import type {
  AccountSpelling,
  AddressSighting,
  ExplicitCredentials,
  LocalLogon,
  LogonHistory,
  MachineSighting,
  ProcessFact,
  RemoteLogon,
  Socket,
  StoreSession,
  StoryFacts,
} from './story-facts.ts';

/** A remote logon that names its source; by machines and by nobody they are left out. */
const REMOTE = `activity = 'logon' AND logon_type IN (3, 10) AND account IS NOT NULL
  AND account NOT LIKE '%$' AND account NOT LIKE '%$@%' AND (source_address IS NOT NULL OR workstation IS NOT NULL)`;

/**
 * Reads what the story needs and no more. Without a terminal there is no story, and only what blind intervals need is read.
 * Else raw facts are read from a day before the first terminal on: remote logons of the whole case; processes of hosts that
 * show a terminal or speak to a database; connections that open a remote logon or a database session. What came before is
 * read as a skeleton: when each route was first used. Memory grows with these, not with the case.
 */
export async function loadFacts(input: StageInput): Promise<StoryFacts> {
  const terminals = await input.rows(findingTable, 'terminal');
  const base = { ...EMPTY, machines: await machines(input), addresses: await addresses(input), coverage: await input.rows(coverageTable) };
  if (terminals.length === 0) return base;
  const since = terminals.reduce((least, { time }) => Math.min(least, time), Infinity) - DAY;
  return {
    ...base,
    findings: [...terminals, ...(await otherFindings(input, since))],
    logons: await remoteLogons(input, since),
    history: await history(input, since),
    localLogons: await localLogons(input),
    explicit: await explicitCredentials(input, since),
    processes: await processes(input, since),
    sockets: await sockets(input, since),
    sessions: await storeSessions(input, since),
    accounts: await accounts(input),
  };
}

const EMPTY: StoryFacts = {
  findings: [],
  logons: [],
  history: [],
  localLogons: [],
  explicit: [],
  processes: [],
  sockets: [],
  sessions: [],
  addresses: [],
  machines: [],
  accounts: [],
  coverage: [],
};

/** A moment as SQL; microseconds since 1970. */
function at(time: number): string {
  return `make_timestamp(${Math.trunc(time)})`;
}

function terminalHosts(input: StageInput): string {
  return `(SELECT host FROM ${input.from(findingTable)} WHERE terminal)`;
}

/** Findings that may be steps of the story beside its terminals; noise below `medium` is left out. */
function otherFindings(input: StageInput, since: number): Promise<Finding[]> {
  return input.rows(
    findingTable,
    `NOT terminal AND level IN ('critical', 'high', 'medium') AND time >= ${at(since)} AND host IN ${terminalHosts(input)}`,
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
     FROM ${input.from(authenticationTable)} WHERE ${REMOTE} AND time < ${at(since)}
     GROUP BY host, account, source_address, workstation ORDER BY host, account, source_address, workstation`,
  );
}

/** Of the hosts that show a terminal alone: only there can a theft be. */
function localLogons(input: StageInput): Promise<LocalLogon[]> {
  return input.engine.rows(
    `SELECT time, host, activity, logon_type, account, outbound_account, logon_id, ref FROM ${input.from(authenticationTable)}
     WHERE host IN ${terminalHosts(input)}
       AND ((activity = 'logon' AND logon_type IN (${EXPOSING_TYPES.join(', ')})) OR (activity = 'logoff' AND logon_id IS NOT NULL))
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
       parent_process_id, parent_process_guid, account, logon_id, target_image, granted_access, ref
     FROM ${input.from(processActivityTable)}
     WHERE time >= ${at(since)}
       AND (activity IN ('start', 'service_installed') OR (activity = 'access' AND lower(target_image) LIKE '%lsass.exe')
         OR ref IN (SELECT ref FROM ${input.from(findingTable)}))
       AND (host IN ${terminalHosts(input)} OR host IN (SELECT n.host FROM ${network} AS n WHERE n.direction = 'outbound'
         AND n.source_address IN (SELECT s.client_address FROM ${store} AS s WHERE s.client_address IS NOT NULL)))
     ORDER BY time, time_100ns, ref`,
  );
}

/** Connections that open a remote logon or a database session; where a logon names no port, all that its source opened about that minute. */
function sockets(input: StageInput, since: number): Promise<Socket[]> {
  const remote = `FROM ${input.from(authenticationTable)} WHERE ${REMOTE} AND time >= ${at(since)}`;
  const minutes = [-2, -1, 0].map(
    (offset) =>
      `SELECT source_address AS address, date_trunc('minute', time) + INTERVAL '${offset}' MINUTE AS minute ${remote} AND coalesce(source_port, 0) = 0`,
  );
  return input.engine.rows(
    `WITH ends AS (
       SELECT source_address AS address, source_port AS port ${remote} AND source_port > 0
       UNION
       SELECT client_address AS address, client_port AS port FROM ${input.from(datastoreActivityTable)}
       WHERE client_port > 0 AND time >= ${at(since)}),
     minutes AS (${minutes.join(' UNION ')}),
     opened AS (SELECT * FROM ${input.from(networkActivityTable)} WHERE direction = 'outbound' AND time >= ${at(since)})
     SELECT DISTINCT n.time, n.time_100ns, n.host, n.source_address, n.source_port, n.destination_address, n.image, n.process_id, n.process_guid,
       n.ref, n.pointers
     FROM opened AS n LEFT JOIN ends ON n.source_address = ends.address AND n.source_port = ends.port
       LEFT JOIN minutes ON n.source_address = minutes.address AND date_trunc('minute', n.time) = minutes.minute
     WHERE ends.address IS NOT NULL OR minutes.address IS NOT NULL ORDER BY n.time, n.time_100ns, n.ref`,
  );
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

/** Which addresses hosts were seen with, by day: addresses move. */
function addresses(input: StageInput): Promise<AddressSighting[]> {
  const sources = [
    `SELECT host, source_address AS address, time FROM ${input.from(networkActivityTable)} WHERE direction = 'outbound'`,
    `SELECT host, destination_address AS address, time FROM ${input.from(networkActivityTable)} WHERE direction = 'inbound'`,
    `SELECT host, server_address AS address, time FROM ${input.from(httpActivityTable)}`,
  ];
  return input.engine.rows(
    `SELECT host, address, min(time) AS first, max(time) AS last FROM (${sources.join(' UNION ALL ')}) AS seen
     WHERE address IS NOT NULL GROUP BY host, address, date_trunc('day', time) ORDER BY host, address, first`,
  );
}

function machines(input: StageInput): Promise<MachineSighting[]> {
  const authentication = input.from(authenticationTable);
  const sources = [
    `SELECT source_address AS address, workstation AS name, time FROM ${authentication} WHERE source_address IS NOT NULL OR workstation IS NOT NULL`,
    `SELECT NULL AS address, target_server AS name, time FROM ${authentication} WHERE target_server IS NOT NULL`,
    `SELECT client_address AS address, NULL AS name, time FROM ${input.from(datastoreActivityTable)} WHERE client_address IS NOT NULL`,
  ];
  return input.engine.rows(
    `SELECT address, name, min(time) AS first, max(time) AS last FROM (${sources.join(' UNION ALL ')}) AS seen
     GROUP BY address, name ORDER BY address, name`,
  );
}

function accounts(input: StageInput): Promise<AccountSpelling[]> {
  return input.engine.rows(
    `SELECT account, account_sid FROM ${input.from(authenticationTable)} WHERE account_sid LIKE 'S-1-5-21-%' AND account LIKE '%@%'
     GROUP BY account, account_sid ORDER BY account, account_sid`,
  );
}
