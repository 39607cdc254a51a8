import {
  addressLeaseTable,
  authenticationTable,
  dnsActivityTable,
  httpActivityTable,
  networkActivityTable,
  type StageInput,
} from '../case/index.ts';
import { byText, collect } from '../lib/index.ts';
import { INSIDE, namesMachineSql } from './address.ts';
import { tenancySql, type Tenancy } from './islands.ts';

/** Addresses that hosts had by their own records: as the near end of a connection, or as the address a web server answered on. */
export function ownAddresses(input: StageInput): Promise<Tenancy[]> {
  return tenancies(input, ownSightings(input));
}

/** The sightings behind them, one by one: SQL of `name, address, first, last, ref`, to be united. */
export function ownSightings(input: StageInput): readonly string[] {
  const network = input.from(networkActivityTable);
  const taken = `activity IN ('connection', 'blocked')`;
  return [
    `SELECT host AS name, source_address AS address, time AS first, time AS last, ref FROM ${network} WHERE direction = 'outbound' AND ${taken}`,
    `SELECT host, destination_address, time, time, ref FROM ${network} WHERE direction = 'inbound' AND protocol = 'tcp' AND ${taken}`,
    `SELECT host, server_address, time, time, ref FROM ${input.from(httpActivityTable)} WHERE source = 'iis'`,
  ];
}

/** Days for which a lease is taken to run where its record does not say: the default of the Windows DHCP server, whose log never says. */
const LEASE_DAYS = 8;

/**
 * Addresses that were leased. A lease ends when the next word about its address comes: given on, released, expired; a renewal goes on
 * from there. Records of one second stand in the order of their log.
 */
export function leases(input: StageInput): Promise<Tenancy[]> {
  return tenancies(input, [
    `SELECT lease_host AS name, address, coalesce("from", time) AS first, greatest(coalesce("from", time), least(coalesce("to", coalesce("from", time) + INTERVAL ${LEASE_DAYS} DAY), next)) AS last, ref
     FROM (SELECT *, coalesce(lead(time) OVER (PARTITION BY address ORDER BY time, time_100ns, length(ref), ref), 'infinity'::TIMESTAMP) AS next
           FROM ${input.from(addressLeaseTable)} WHERE address IS NOT NULL AND activity <> 'denied') AS l
     WHERE activity IN ('assigned', 'renewed')`,
  ]);
}

/** Addresses from which machines logged on by their own accounts (`ws01$@corp`). */
export function machineLogons(input: StageInput): Promise<Tenancy[]> {
  return tenancies(input, [
    `SELECT account AS name, source_address AS address, time AS first, time AS last, ref FROM ${input.from(authenticationTable)}
     WHERE account LIKE '%$@%' AND activity IN ('logon', 'ticket')`,
  ]);
}

/** Addresses of servers that named themselves when they asked for proof (the challenge of NTLM), as a sensor on the way saw it. */
export function serverNames(input: StageInput): Promise<Tenancy[]> {
  return tenancies(input, [
    `SELECT target_server AS name, destination_address AS address, time AS first, time AS last, ref FROM ${input.from(authenticationTable)}
     WHERE source = 'zeek' AND package = 'NTLM'`,
  ]);
}

/** What clients called themselves in logons at hosts of one domain. */
export interface WorkstationClaims {
  /** The domain of the hosts that were told, with a dot before it, so that it stands for any of them; empty for hosts of none. */
  readonly at: string;
  readonly tenancies: readonly Tenancy[];
}

/**
 * Addresses beside the names that clients gave themselves, apart for each domain in which they did, for there a short name is looked for
 * first. In a remote desktop logon that name is the server's own.
 */
export async function workstations(input: StageInput): Promise<WorkstationClaims[]> {
  const told = await tenancies(input, [
    `SELECT workstation AS name, source_address || '/' || ${DOTTED_DOMAIN} AS address, time AS first, time AS last, ref
     FROM ${input.from(authenticationTable)}
     WHERE activity = 'logon' AND logon_type = 3 AND workstation IS NOT NULL AND lower(workstation) <> split_part(host, '.', 1)
       AND ${namesMachineSql('source_address')}`,
  ]);
  const byDomain = new Map<string, Tenancy[]>();
  for (const one of told) {
    const slash = one.address.indexOf('/');
    collect(byDomain, one.address.slice(slash + 1), { ...one, address: one.address.slice(0, slash) });
  }
  return [...byDomain].sort(([a], [b]) => byText(a, b)).map(([at, claims]) => ({ at, tenancies: claims }));
}

/** `.corp.example` of `web01.corp.example`. */
const DOTTED_DOMAIN = `CASE WHEN contains(host, '.') AND NOT starts_with(host, 'ip:') THEN substr(host, strpos(host, '.')) ELSE '' END`;

/**
 * Names that were answered with addresses of the carrier's own. A name that leads to another (CNAME) is only its alias: the last
 * name before the address counts.
 */
export function answers(input: StageInput): Promise<Tenancy[]> {
  return tenancies(input, [
    `SELECT coalesce(list_filter(answers, lambda x: NOT regexp_matches(x, '${ADDRESS}'))[-1], query) AS name, address, time AS first, time AS last, ref
     FROM (${ANSWERED(input)}) AS a`,
  ]);
}

/** Every name that was asked for, with the addresses it led to. */
export function asked(input: StageInput): Promise<Tenancy[]> {
  return input.engine.rows(
    `SELECT query AS name, address, min(time) AS first, max(time) AS last, min(ref) AS ref, false AS shared
     FROM (${ANSWERED(input)}) AS a GROUP BY query, address ORDER BY query, address`,
  );
}

/** An address has digits and dots alone, or a colon. */
const ADDRESS = '^[0-9.]+$|:';
const ANSWERED = (input: StageInput): string =>
  `SELECT query, answers, time, ref, unnest(list_filter(answers, lambda x: regexp_matches(x, '${ADDRESS}') AND regexp_matches(x, '${INSIDE.source}'))) AS address
   FROM ${input.from(dnsActivityTable)} WHERE query IS NOT NULL AND coalesce(query_type, 'A') IN ('A', 'AAAA')`;

function tenancies(input: StageInput, sources: readonly string[]): Promise<Tenancy[]> {
  return input.engine.rows(tenancySql(sources.join(' UNION ALL ')));
}
