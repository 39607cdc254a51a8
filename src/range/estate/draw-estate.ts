import type { Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { domainAccount, localAccount, type Account } from '../windows/index.ts';
import type { Knobs, Span } from '../world/index.ts';
import { drawHolidays, isWeekend } from './calendar.ts';
import type { Estate, Host, HostRole, Lease, Person, ServiceAccount } from './estate.ts';
import { drawHosts, type DrawnHost } from './hosts.ts';
import { drawLeases, leaseAt } from './leases.ts';
import { drawNaming, type Naming } from './naming.ts';
import { grantAll, Privileges } from './privileges.ts';
import { RelativeIds } from './relative-ids.ts';
import { drawServiceAccounts } from './service-accounts.ts';
import { addressAt, drawSites, type DrawnSite } from './sites.ts';
import { drawStaff } from './staff.ts';

/** Builds a carrier. Equal streams, knobs and spans give equal ones; `random` is the stream of nothing else. */
export function drawEstate(random: Random, knobs: Knobs, span: Span): Estate {
  const naming = drawNaming(random.stream('naming'));
  const sites = drawSites(random.stream('sites'), knobs.hosts);
  const ids = new RelativeIds(random.stream('relative ids'));
  const place = { hosts: knobs.hosts, skew: knobs.skew, from: span.from, sites, naming, ids };
  const drawn = drawHosts(random.stream('hosts'), place);
  const people = drawStaff(random.stream('staff'), span, drawn, sites, naming, ids);
  const services = drawServiceAccounts(random.stream('services'), drawn, naming, ids);
  const holidays = drawHolidays(random.stream('holidays'), span);
  const hosts = drawn.map((host) => owned(host, people));
  const leases = drawAllLeases(random.stream('leases'), span, drawn, sites, holidays);
  return new DrawnEstate(random.stream('rights'), { naming, sites, hosts, people, services, holidays, leases });
}

/** A desk passes from one to the next; the inventory knows the last. */
function owned(host: DrawnHost, people: readonly Person[]): Host {
  const owner = people.findLast((person) => person.desk === host.index);
  return { ...host, owner: owner?.index ?? null };
}

function drawAllLeases(
  random: Random,
  span: Span,
  hosts: readonly DrawnHost[],
  sites: readonly DrawnSite[],
  holidays: ReadonlySet<number>,
): readonly (readonly Lease[])[] {
  const rested = (day: number): boolean => isWeekend(span, day - 1) || holidays.has(day - 1);
  const leases: (readonly Lease[])[] = hosts.map(({ address }) => [{ from: span.from, to: span.until, address: address ?? '' }]);
  for (const [number, site] of sites.entries()) {
    const desks = hosts.filter((host) => host.dynamic && host.site === number);
    const pool = Array.from({ length: Math.ceil(desks.length * 1.5) + 25 }, (_, i) => addressAt(site, 'office', i));
    const drawn = drawLeases(random.stream(site.code), span, desks.length, pool, rested);
    for (const [i, desk] of desks.entries()) leases[desk.index] = drawn.leasesOf(i);
  }
  return leases;
}

interface Parts {
  readonly naming: Naming;
  readonly sites: readonly DrawnSite[];
  readonly hosts: readonly Host[];
  readonly people: readonly Person[];
  readonly services: readonly ServiceAccount[];
  readonly holidays: ReadonlySet<number>;
  readonly leases: readonly (readonly Lease[])[];
}

class DrawnEstate implements Estate {
  readonly domains: Estate['domains'];
  readonly sites: Estate['sites'];
  readonly hosts: readonly Host[];
  readonly people: readonly Person[];
  readonly services: readonly ServiceAccount[];
  readonly accounts: readonly Account[];
  readonly holidays: ReadonlySet<number>;
  readonly #leases: Parts['leases'];
  readonly #indices: ReadonlyMap<string, number>;
  readonly #byRole = new Map<HostRole, Host[]>();
  readonly #controllers: readonly Host[];
  readonly #dhcp: readonly Host[];
  readonly #privileges: Privileges;
  /** Accounts with one password, each with all that have it. */
  readonly #twins = new Map<number, readonly number[]>();

  constructor(random: Random, { naming, sites, hosts, people, services, holidays, leases }: Parts) {
    this.domains = naming.domains;
    this.sites = sites.map(({ name, utcOffset }) => ({ name, utcOffset }));
    this.hosts = hosts;
    this.people = people;
    this.services = services;
    this.holidays = holidays;
    this.#leases = leases;
    const locals = drawLocalAdministrators(random.stream('local'), hosts);
    const builtIn = naming.domains.map((domain) => domainAccount(domain, 'Administrator', 500));
    this.accounts = [
      ...people.map((person) => person.account),
      ...people.flatMap((person) => person.admin ?? []),
      ...services.map((service) => service.account),
      ...builtIn,
      ...hosts.map((host) => host.account),
      ...locals.values(),
    ];
    this.#indices = new Map(this.accounts.map((account, i) => [account.canonical, i]));
    for (const host of hosts) this.#byRole.set(host.role, [...(this.#byRole.get(host.role) ?? []), host]);
    this.#controllers = hosts.map((host) => nearestController(host, this.byRole('controller')));
    this.#dhcp = sites.map((_, site) => lendingController(site, this.byRole('controller'), naming.domains[0].dns));
    this.#privileges = new Privileges(this.accounts.length, hosts, naming.domains[0].dns);
    const localNumbers = new Map([...locals].map(([host, account]) => [host, this.accountIndex(account)]));
    const [first, second] = builtIn.map((account) => this.accountIndex(account));
    grantAll(random.stream('grants'), this.#privileges, {
      people,
      services,
      hosts,
      staffDomain: naming.domains[0].netbios,
      localAdministrators: localNumbers,
      domainAdministrators: [first ?? 0, second ?? 0],
      indexOf: (account) => this.accountIndex(account),
    });
    this.#setTwins(random.stream('twins'), localNumbers);
  }

  /** Throws RangeError for an account of another estate. */
  accountIndex(account: Account): number {
    const index = this.#indices.get(account.canonical);
    if (index === undefined) throw new RangeError(`no account ${account.canonical}`);
    return index;
  }

  byRole(role: HostRole): readonly Host[] {
    return this.#byRole.get(role) ?? [];
  }

  controllerOf(host: Host): Host {
    return this.#controllers[host.index] ?? host;
  }

  addressOf(host: number, at: Moment): string {
    const leases = this.leasesOf(host);
    return (leases.length === 1 ? leases[0] : leaseAt(leases, at))?.address ?? '';
  }

  leasesOf(host: number): readonly Lease[] {
    return this.#leases[host] ?? [];
  }

  /** Throws RangeError for a site that there is not. */
  dhcpServerOf(site: number): Host {
    const server = this.#dhcp[site];
    if (server === undefined) throw new RangeError(`no site ${site}`);
    return server;
  }

  administers(account: number, host: number): boolean {
    return this.#privileges.administers(account, host);
  }

  twinsOf(account: number): readonly number[] {
    return (this.#twins.get(account) ?? []).filter((other) => other !== account);
  }

  /** Desks are set up from one image, in most carriers with one password for all of a site or for all; servers less often. */
  #setTwins(random: Random, locals: ReadonlyMap<number, number>): void {
    const desks = random.pick(['all', 'all', 'site', 'none']);
    const servers = random.chance(0.35);
    const groups = new Map<string, number[]>();
    for (const [host, account] of locals) {
      const { role, site } = this.hosts[host] ?? { role: 'application' as const, site: 0 };
      if (role === 'desktop' ? desks === 'none' : !servers) continue;
      const key = role === 'desktop' ? (desks === 'site' ? `desks ${site}` : 'desks') : 'servers';
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [account]);
      else group.push(account);
    }
    for (const group of groups.values()) for (const account of group) this.#twins.set(account, group);
  }
}

/** Controllers have no local accounts; every other Windows host has an administrator of its own. */
function drawLocalAdministrators(random: Random, hosts: readonly Host[]): ReadonlyMap<number, Account> {
  const name = random.pick(['Administrator', 'Administrator', 'localadm', 'sysadm']);
  const part = (): number => random.integer(400_000_000, 3_900_000_000);
  const accounts = new Map<number, Account>();
  for (const host of hosts) {
    const sid = `S-1-5-21-${part()}-${part()}-${part()}-${name === 'Administrator' ? 500 : 1001}`;
    if (host.system === 'windows' && host.role !== 'controller') accounts.set(host.index, localAccount(host, name, sid));
  }
  return accounts;
}

function nearestController(host: Host, controllers: readonly Host[]): Host {
  if (host.role === 'controller') return host;
  const own = controllers.filter((controller) => controller.domain === host.domain);
  const here = own.filter((controller) => controller.site === host.site);
  const near = here.length > 0 ? here : own;
  return near[host.index % near.length] ?? host;
}

function lendingController(site: number, controllers: readonly Host[], staffDomain: string): Host {
  const own = controllers.filter((controller) => controller.domain.dns === staffDomain);
  const server = own.find((controller) => controller.site === site) ?? own[0];
  if (server === undefined) throw new RangeError('a carrier without a controller');
  return server;
}
