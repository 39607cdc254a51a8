import {
  addressLeaseTable,
  authenticationTable,
  coverageTable,
  literal,
  networkActivityTable,
  processActivityTable,
  type StageInput,
} from '../case/index.ts';
import type { AccountSighting, BareAccount } from './account-aliases.ts';
import type { DomainPair, DomainSpelling, OwnMachineAccount } from './domain-aliases.ts';
import type { LoggingHost, NamePair, NameSaid } from './host-aliases.ts';
import type { Sighting } from './sighting.ts';

const SEEN = 'min(time) AS first, max(time) AS last, min(ref) AS ref';
const ACCOUNT_SID = `account_sid LIKE 'S-1-5-21-%'`;

/** Hosts that write logs, by the names their records give them. */
export function loggingHosts(input: StageInput): Promise<LoggingHost[]> {
  return input.engine.rows(
    `SELECT host, min(first) AS first, max(last) AS last, NULL AS ref FROM ${input.from(coverageTable)} GROUP BY host ORDER BY host`,
  );
}

/** Domains beside the SIDs of their accounts. A UPN's suffix is none: only a domain that the record itself names counts. */
export function domainSpellings(input: StageInput): Promise<DomainSpelling[]> {
  return input.engine.rows(
    `SELECT rtrim(lower(account_domain), '.') AS domain, regexp_replace(account_sid, '-[0-9]+$', '') AS sid, ${SEEN}
     FROM ${input.from(authenticationTable)} WHERE ${ACCOUNT_SID} AND account LIKE '%@%' AND account_domain NOT IN ('', '-', '.')
     GROUP BY 1, 2 ORDER BY 1, 2`,
  );
}

/** A ticket and the logon that it opened share a LogonGuid. */
export function domainPairs(input: StageInput): Promise<DomainPair[]> {
  return input.engine.rows(
    `WITH named AS (
       SELECT DISTINCT logon_guid, split_part(account, '@', 1) AS "user", split_part(account, '@', -1) AS domain, time, ref
       FROM ${input.from(authenticationTable)} WHERE logon_guid IS NOT NULL AND account LIKE '%@%')
     SELECT a.domain AS one, b.domain AS other, min(b.time) AS first, max(b.time) AS last, min(b.ref) AS ref
     FROM named AS a JOIN named AS b ON a.logon_guid = b.logon_guid AND a."user" = b."user"
     WHERE a.domain LIKE '%.%' AND b.domain NOT LIKE '%.%' GROUP BY 1, 2 ORDER BY 1, 2`,
  );
}

/** Machine accounts of a domain in the records of hosts that are called so. */
export function ownMachineAccounts(input: StageInput): Promise<OwnMachineAccount[]> {
  return input.engine.rows(
    `SELECT host, account, ${SEEN} FROM ${input.from(authenticationTable)}
     WHERE account LIKE '%$@%' AND host LIKE '%.%' AND starts_with(account, split_part(host, '.', 1) || '$@')
     GROUP BY host, account ORDER BY host, account`,
  );
}

/** All names of accounts, with their SIDs where records show both. */
export function accountSightings(input: StageInput): Promise<AccountSighting[]> {
  const authentication = input.from(authenticationTable);
  const process = input.from(processActivityTable);
  const upn = `account_raw LIKE '%@%' AND account_raw NOT LIKE '%\\%'`;
  const sources = [
    `SELECT account, account_sid AS sid, ${upn} AS upn, time, ref FROM ${authentication}`,
    `SELECT subject_account, subject_sid, false, time, ref FROM ${authentication}`,
    `SELECT outbound_account, NULL, false, time, ref FROM ${authentication}`,
    `SELECT account, account_sid, ${upn}, time, ref FROM ${process}`,
  ];
  return input.engine.rows(
    `SELECT account, CASE WHEN sid LIKE 'S-1-5-21-%' THEN sid END AS sid, coalesce(upn, false) AS upn, ${SEEN}
     FROM (${sources.join(' UNION ALL ')}) AS s WHERE account LIKE '%@%' OR account LIKE '%\\%' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
}

/** Users without domain and SID, and whether the host that names them grants tickets. */
export function bareAccounts(input: StageInput): Promise<BareAccount[]> {
  const authentication = input.from(authenticationTable);
  return input.engine.rows(
    `SELECT account AS "user", host, host IN (SELECT host FROM ${authentication} WHERE event_id IN ('4768', '4769')) AS controller, ${SEEN}
     FROM ${authentication} WHERE event_id = '4776' AND account NOT LIKE '%@%' AND account NOT LIKE '%\\%' AND account NOT LIKE 'sid:%'
     GROUP BY 1, 2, 3 ORDER BY 1, 2`,
  );
}

/** Names that records give to other machines, as spelled. */
export function namesSaid(input: StageInput): Promise<NameSaid[]> {
  const authentication = input.from(authenticationTable);
  const sources = [
    `SELECT workstation AS name, time, ref FROM ${authentication}`,
    `SELECT target_server, time, ref FROM ${authentication}`,
    `SELECT lease_host, time, ref FROM ${input.from(addressLeaseTable)}`,
  ];
  return input.engine.rows(
    `SELECT name, ${SEEN} FROM (${sources.join(' UNION ALL ')}) AS s WHERE name NOT IN ('', '-') GROUP BY name ORDER BY name`,
  );
}

/** Names that a host's own connections give to its own end. Of datagrams the first that is seen may be an answer: their direction says nothing. */
export function ownNames(input: StageInput): Promise<NamePair[]> {
  const network = input.from(networkActivityTable);
  return input.engine.rows(
    `SELECT name, host, 'own_record' AS evidence, ${SEEN} FROM (
       SELECT host, source_name AS name, time, ref FROM ${network} WHERE direction = 'outbound'
       UNION ALL SELECT host, destination_name, time, ref FROM ${network} WHERE direction = 'inbound' AND protocol = 'tcp') AS s
     WHERE name <> host GROUP BY name, host ORDER BY name, host`,
  );
}

/** What tells machines apart whatever their names, of these hosts alone: the head of Sysmon's process GUIDs, and the SID of local accounts. */
export function machineMarks(input: StageInput, hosts: readonly string[]): Promise<(Sighting & { host: string; mark: string })[]> {
  const among = `host IN (${hosts.map(literal).join(', ')})`;
  return input.engine.rows(
    `SELECT host, mark, ${SEEN} FROM (
       SELECT host, 'process_guid ' || substr(process_guid, 2, 8) AS mark, time, ref FROM ${input.from(processActivityTable)}
       WHERE process_guid IS NOT NULL AND ${among}
       UNION ALL
       SELECT host, 'machine_sid ' || regexp_replace(account_sid, '-[0-9]+$', ''), time, ref FROM ${input.from(authenticationTable)}
       WHERE ${ACCOUNT_SID} AND starts_with(account, host || '\\') AND ${among}) AS s
     GROUP BY host, mark ORDER BY host, mark`,
  );
}
