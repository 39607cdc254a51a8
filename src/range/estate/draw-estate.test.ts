import { expect, test } from 'vitest';
import { DAY, HOUR } from '../moment.ts';
import { Random } from '../random.ts';
import { drawEstate, type Estate, type HostRole, type PersonRole } from './index.ts';
import { knobsOf, spanOf } from './test-support/asked.ts';

const span = spanOf(200);

function estateOf(hosts: number, seed = 1): Estate {
  return drawEstate(new Random(`estate ${seed}`), knobsOf({ hosts, days: span.days }), span);
}

const everyHostRole: readonly HostRole[] = [
  'controller',
  'files',
  'mail',
  'web',
  'portal',
  'jump',
  'mediation',
  'billing',
  'rollout',
  'backup',
  'monitoring',
  'scanner',
  'desktop',
  'warehouse',
  'frontend',
  'vpn',
];
const everyPersonRole: readonly PersonRole[] = [
  'office',
  'helpdesk',
  'desktop-admin',
  'server-admin',
  'domain-admin',
  'database-admin',
  'developer',
  'billing-analyst',
  'fraud-analyst',
  'intercept-officer',
  'tester',
];

test.each([20, 60, 300])('a carrier of %d hosts has every kind of host and of people, two domains and one warehouse', (hosts) => {
  const estate = estateOf(hosts);
  expect(estate.hosts).toHaveLength(hosts);
  expect(everyHostRole.filter((role) => estate.byRole(role).length === 0)).toEqual([]);
  expect(everyPersonRole.filter((role) => !estate.people.some((person) => person.role === role))).toEqual([]);
  expect(estate.byRole('warehouse')).toHaveLength(1);
  expect(new Set(estate.byRole('controller').map((host) => host.domain.dns)).size).toBe(2);
  expect(estate.byRole('desktop').length / hosts).toBeLessThan(0.75);
  if (hosts >= 60) expect(estate.byRole('desktop').length / hosts).toBeGreaterThan(0.65);
});

test('no two names, accounts, security ids or places in the lists are alike, and names fit into NetBIOS', () => {
  for (const seed of [1, 2, 3, 4]) {
    const { hosts, accounts, people } = estateOf(120, seed);
    expect(new Set(hosts.map((host) => host.short)).size).toBe(hosts.length);
    expect(new Set(accounts.map((account) => account.canonical)).size).toBe(accounts.length);
    expect(new Set(accounts.map((account) => account.sid)).size).toBe(accounts.length);
    expect(hosts.filter((host, i) => host.index !== i || host.short.length > 15 || !host.fqdn.endsWith('.example'))).toEqual([]);
    expect(people.filter((person, i) => person.index !== i || hosts[person.desk]?.role !== 'desktop')).toEqual([]);
  }
});

test('no two hosts have one address at one time, and an address is of its site', () => {
  const estate = estateOf(300, 5);
  for (let at = span.from; at < span.until; at += 5 * DAY + 7 * HOUR) {
    const addresses = estate.hosts.map((host) => estate.addressOf(host.index, at));
    expect(new Set(addresses).size).toBe(estate.hosts.length);
  }
  const networks = estate.sites.map(
    (_, site) =>
      new Set(
        estate.hosts.filter((host) => host.site === site).map((host) => estate.addressOf(host.index, span.from).split('.', 2).join('.')),
      ),
  );
  expect(networks.map((network) => network.size)).toEqual(estate.sites.map(() => 1));
});

test('leases follow one another without a gap, and are what a host is found under', () => {
  const estate = estateOf(60);
  const desks = estate.byRole('desktop');
  for (const desk of desks) {
    const leases = estate.leasesOf(desk.index);
    expect(leases[0]?.from).toBe(span.from);
    expect(leases.at(-1)?.to).toBe(span.until);
    for (const [i, lease] of leases.entries()) {
      if (i > 0) expect(lease.from).toBe(leases[i - 1]?.to);
      expect(estate.addressOf(desk.index, lease.from)).toBe(lease.address);
      expect(estate.addressOf(desk.index, lease.to - 1)).toBe(lease.address);
    }
  }
  const many = desks.reduce((sum, desk) => sum + estate.leasesOf(desk.index).length, 0);
  expect(many / desks.length).toBeGreaterThan(3);
});

test('each tier administers what is its own: desks, servers, domains, one host', () => {
  const estate = estateOf(300, 7);
  const domain = estate.people.find((person) => person.role === 'domain-admin');
  const helpdesk = estate.people.find((person) => person.role === 'helpdesk');
  const admin = (account = domain?.admin): number => (account ? estate.accountIndex(account) : -1);
  const reach = (account: number): number => estate.hosts.filter((host) => estate.administers(account, host.index)).length;
  expect(reach(admin())).toBe(estate.hosts.length);
  expect(reach(admin(helpdesk?.admin))).toBe(estate.byRole('desktop').length);
  const clerk = estate.people.find((person) => person.role === 'office');
  expect(reach(admin(clerk?.account))).toBeLessThanOrEqual(1);
  const local = estate.accounts.findIndex((account) => account.realm === null);
  expect(reach(local)).toBe(1);
});

test('twins name each other, and none itself', () => {
  const shared = [1, 2, 3, 4, 5, 6].map((seed) => estateOf(60, seed)).find((one) => one.accounts.some((_, i) => one.twinsOf(i).length > 0));
  const account = shared?.accounts.findIndex((_, i) => shared.twinsOf(i).length > 0) ?? -1;
  const twins = shared?.twinsOf(account) ?? [];
  expect(twins).not.toContain(account);
  expect(twins.filter((twin) => !shared?.twinsOf(twin).includes(account))).toEqual([]);
});

test('few clocks are wrong by much, and none by more than was asked for', () => {
  const skews = estateOf(300, 9).hosts.map((host) => Math.abs(host.skew) / 1e6);
  expect(Math.max(...skews)).toBeLessThanOrEqual(30);
  expect(Math.max(...skews)).toBeGreaterThan(15);
  expect(skews.filter((skew) => skew <= 1).length / skews.length).toBeGreaterThan(0.85);
});

test('the same stream draws the same carrier, another one other names', () => {
  const names = (estate: Estate): string => JSON.stringify([estate.hosts, estate.people, estate.services, estate.leasesOf(40)]);
  expect(names(estateOf(60, 1))).toBe(names(estateOf(60, 1)));
  expect(names(estateOf(60, 1))).not.toBe(names(estateOf(60, 2)));
});

test('who leaves a desk is followed by somebody with the same work', () => {
  const years = spanOf(1500);
  const estate = drawEstate(new Random('years'), knobsOf({ hosts: 60, days: years.days }), years);
  const first = estate.byRole('desktop').length;
  expect(estate.people.length).toBeGreaterThan(first + 5);
  for (const next of estate.people.slice(first)) {
    const before = estate.people.find((person) => person.desk === next.desk && person.leavesAt < next.hiredAt);
    expect(before?.role).toBe(next.role);
  }
});
