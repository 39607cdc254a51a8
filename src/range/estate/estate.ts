import type { Moment } from '../moment.ts';
import type { Account, Domain } from '../windows/index.ts';

/** What a host is for. */
export type HostRole =
  | 'controller'
  | 'files'
  | 'mail'
  | 'web'
  | 'portal'
  | 'jump'
  | 'mediation'
  | 'billing'
  | 'application'
  | 'rollout'
  | 'backup'
  | 'monitoring'
  | 'scanner'
  | 'desktop'
  | 'warehouse'
  | 'frontend'
  | 'vpn';

/** Where in the network: a subnet of its own at each site. */
export type Zone = 'dmz' | 'servers' | 'data' | 'management' | 'office';

/** A computer of the carrier. `index` is its place in `Estate.hosts`. */
export interface Host {
  readonly index: number;
  readonly short: string;
  readonly fqdn: string;
  readonly domain: Domain;
  readonly role: HostRole;
  readonly zone: Zone;
  /** Index into `Estate.sites`. */
  readonly site: number;
  readonly system: 'windows' | 'linux';
  /** The machine's own account; Linux hosts have one too, which nothing uses. */
  readonly account: Account;
  readonly rid: number;
  /** Index of the person whose desk it is, the last one where it had several; null for servers. */
  readonly owner: number | null;
  /** Its address comes from DHCP and changes. */
  readonly dynamic: boolean;
  readonly bootedAt: Moment;
  /** How far its clock is ahead, µs (negative: behind). What its own logs print is true time + skew. */
  readonly skew: number;
}

export type PersonRole =
  | 'office'
  | 'helpdesk'
  | 'desktop-admin'
  | 'server-admin'
  | 'domain-admin'
  | 'database-admin'
  | 'developer'
  | 'billing-analyst'
  | 'fraud-analyst'
  | 'intercept-officer'
  | 'tester';

/** Somebody on the staff. `index` is his place in `Estate.people`. */
export interface Person {
  readonly index: number;
  readonly role: PersonRole;
  readonly account: Account;
  /** The account he administers with; null for who has none. Some administrators have the bad habit of using it at their desk. */
  readonly admin: Account | null;
  readonly badHabits: boolean;
  /** Index of his desk. */
  readonly desk: number;
  readonly site: number;
  /** Local hours at which he begins and ends a day, and his site's offset from UTC in hours. */
  readonly begins: number;
  readonly ends: number;
  readonly utcOffset: number;
  /** Hosts he has a reason to work on, most often first. */
  readonly servers: readonly number[];
  /** He is on the staff from one moment to before the other; both may lie outside the span. */
  readonly hiredAt: Moment;
  readonly leavesAt: Moment;
}

/** An account that no person signs on with. */
export interface ServiceAccount {
  readonly account: Account;
  readonly purpose: 'backup' | 'deployment' | 'mediation' | 'monitoring' | 'scanner' | 'sql' | 'web' | 'task' | 'reporting' | 'mail';
  /** Where it runs as a service or a task (its password lies in memory there). */
  readonly runsOn: readonly number[];
  /** Where it logs on to over the network. */
  readonly reaches: readonly number[];
  /** Whether it is an administrator of the hosts it reaches. */
  readonly administrator: boolean;
}

export interface Site {
  readonly name: string;
  readonly utcOffset: number;
}

/** An address that was lent to a host, or is its own for good. */
export interface Lease {
  readonly from: Moment;
  /** Exclusive. */
  readonly to: Moment;
  readonly address: string;
}

/** The whole carrier as built: nothing happens in it yet. */
export interface Estate {
  readonly domains: readonly Domain[];
  readonly sites: readonly Site[];
  readonly hosts: readonly Host[];
  readonly people: readonly Person[];
  readonly services: readonly ServiceAccount[];
  /** Every account that may log on anywhere, people's, administrators', services', machines': the plan names accounts by their place here. */
  readonly accounts: readonly Account[];
  /** The place of an account in `accounts`. */
  accountIndex(account: Account): number;
  byRole(role: HostRole): readonly Host[];
  /** The controller that a host asks (true time decides nothing: one of its site or domain). */
  controllerOf(host: Host): Host;
  /** IPv4 address of a host at a true time; changes for dynamic ones. */
  addressOf(host: number, at: Moment): string;
  /** Every address a host has in the span, in order of time, one after another without a gap; one for hosts that are not dynamic. */
  leasesOf(host: number): readonly Lease[];
  /** The controller that lends addresses to the desks of a site. */
  dhcpServerOf(site: number): Host;
  /** Days on which nobody works (weekends aside), as days since the span's first. */
  readonly holidays: ReadonlySet<number>;
  /** Whether an account is an administrator of a host. */
  administers(account: number, host: number): boolean;
  /** Other accounts that have the same password, as the local administrators of desks that were set up alike; in order. */
  twinsOf(account: number): readonly number[];
}
