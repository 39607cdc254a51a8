import type { Random } from '../random.ts';
import type { Host, Person, ServiceAccount } from './estate.ts';

/** Groups of hosts that somebody administers as a whole, as bits. */
const DESKS = 1;
const STAFF_SERVERS = 2;
const OPS_SERVERS = 4;
const STAFF_CONTROLLERS = 8;
const OPS_CONTROLLERS = 16;
const ALL_OF_STAFF = DESKS | STAFF_SERVERS | STAFF_CONTROLLERS;
const ALL_OF_OPS = OPS_SERVERS | OPS_CONTROLLERS;

/** Who is an administrator of which host: whole groups of hosts by the groups his account is in, and single hosts. */
export class Privileges {
  readonly #groups: Uint8Array;
  readonly #hostGroup: Uint8Array;
  readonly #single = new Map<number, Set<number>>();

  constructor(accounts: number, hosts: readonly Host[], staffDomain: string) {
    this.#groups = new Uint8Array(accounts);
    this.#hostGroup = Uint8Array.from(hosts, (host) => groupOf(host, host.domain.dns === staffDomain));
  }

  grant(account: number, groups: number): void {
    this.#groups[account] = (this.#groups[account] ?? 0) | groups;
  }

  grantHost(account: number, host: number): void {
    const hosts = this.#single.get(account);
    if (hosts === undefined) this.#single.set(account, new Set([host]));
    else hosts.add(host);
  }

  administers(account: number, host: number): boolean {
    if (((this.#groups[account] ?? 0) & (this.#hostGroup[host] ?? 0)) !== 0) return true;
    return this.#single.get(account)?.has(host) ?? false;
  }
}

function groupOf(host: Host, staff: boolean): number {
  if (host.role === 'desktop') return DESKS;
  if (host.role === 'controller') return staff ? STAFF_CONTROLLERS : OPS_CONTROLLERS;
  return staff ? STAFF_SERVERS : OPS_SERVERS;
}

/** What an account is of, as far as rights go. */
export interface Holders {
  readonly people: readonly Person[];
  readonly services: readonly ServiceAccount[];
  readonly hosts: readonly Host[];
  /** NetBIOS name of the staff's domain. */
  readonly staffDomain: string;
  /** Each host's local administrator, and each domain's own: accounts by number. */
  readonly localAdministrators: ReadonlyMap<number, number>;
  readonly domainAdministrators: readonly [number, number];
  readonly indexOf: (account: Person['account']) => number;
}

/** Gives out rights as carriers do: by tier, and then some. */
export function grantAll(random: Random, privileges: Privileges, holders: Holders): void {
  const { people, services, localAdministrators, domainAdministrators, indexOf } = holders;
  privileges.grant(domainAdministrators[0], ALL_OF_STAFF);
  privileges.grant(domainAdministrators[1], ALL_OF_OPS);
  for (const [host, account] of localAdministrators) privileges.grantHost(account, host);
  const ownDesk = random.pick([0.05, 0.2, 0.5]);
  const alone = people.every(({ role, admin }) => role !== 'server-admin' || admin?.domain === holders.staffDomain);
  for (const person of people) {
    if (person.role === 'developer' || random.chance(ownDesk)) privileges.grantHost(indexOf(person.account), person.desk);
    if (person.admin !== null) privileges.grant(indexOf(person.admin), groupsOf(person, holders.staffDomain, alone));
    if (person.role === 'database-admin' && person.admin !== null) grantHosts(privileges, indexOf(person.admin), person.servers);
    // Developers look after what they made, under the account they read mail with.
    if (person.role === 'developer' && random.chance(0.4)) {
      const own = person.servers.filter((host) => holders.hosts[host]?.role === 'application');
      grantHosts(privileges, indexOf(person.account), own);
    }
  }
  const deploysAnywhere = random.chance(0.4);
  for (const service of services) {
    if (!service.administrator) continue;
    const account = indexOf(service.account);
    grantHosts(privileges, account, service.purpose === 'task' ? service.runsOn : service.reaches);
    if (service.purpose === 'deployment' && deploysAnywhere) privileges.grant(account, ALL_OF_STAFF | ALL_OF_OPS);
  }
}

function grantHosts(privileges: Privileges, account: number, hosts: readonly number[]): void {
  for (const host of hosts) privileges.grantHost(account, host);
}

function groupsOf({ role, admin, badHabits }: Person, staffDomain: string, alone: boolean): number {
  const staff = admin?.domain === staffDomain;
  if (role === 'domain-admin') return ALL_OF_STAFF | ALL_OF_OPS;
  if (role === 'helpdesk' || role === 'desktop-admin') return DESKS;
  if (role === 'server-admin')
    return (alone ? STAFF_SERVERS | OPS_SERVERS : staff ? STAFF_SERVERS : OPS_SERVERS) | (badHabits && staff ? DESKS : 0);
  return 0;
}
