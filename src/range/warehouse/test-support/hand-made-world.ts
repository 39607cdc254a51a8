import { usualKnobs } from '../../run/knobs-of.ts';
import type { Estate, Host, HostRole, Person, ServiceAccount } from '../../estate/index.ts';
import { DAY, HOUR, MINUTE, type Moment } from '../../moment.ts';
import type { Act } from '../../operation/index.ts';
import { PlanBuilder } from '../../plan/index.ts';
import { Random } from '../../random.ts';
import { drawTelephony, type RecordCounts } from '../../telephony/index.ts';
import { domainAccount, type Domain } from '../../windows/index.ts';
import type { World } from '../../world/index.ts';
import { drawStore, type Store } from '../store.ts';

const domain: Domain = { dns: 'north.example', netbios: 'NORTH', sid: 'S-1-5-21-1-2-3' };
const FROM: Moment = Date.UTC(2024, 0, 10) * 1000;
const SUBSCRIBERS = 40;

/** Hosts by place: 0 warehouse, 1 mediation, 2 reporting, 3–6 desks. */
const ROLES: readonly HostRole[] = ['warehouse', 'mediation', 'billing', 'desktop', 'desktop', 'desktop', 'desktop'];
const PEOPLE: readonly Person['role'][] = ['billing-analyst', 'fraud-analyst', 'intercept-officer', 'database-admin'];

/** A carrier of seven hosts whose every database session is planned by the clock: small, and known in full. */
export function handMadeWorld(seed: number, days: number, settings: Store['settings'], acts: readonly Act[] = []): World {
  const random = new Random(`hand-made/${seed}`);
  const accounts = [domainAccount(domain, 'svc-med', 1_101), domainAccount(domain, 'svc-rep', 1_102)];
  const people = PEOPLE.map((role, i): Person => {
    const account = domainAccount(domain, `person.${i}`, 1_200 + i);
    accounts.push(account);
    const hours = { begins: 8, ends: 17, utcOffset: 0, hiredAt: FROM - 900 * DAY, leavesAt: Infinity };
    return { index: i, role, account, admin: null, badHabits: false, desk: 3 + i, site: 0, servers: [0], ...hours };
  });
  const hosts = ROLES.map((role, index): Host => {
    const short = `${role}-${index}`;
    const place = { zone: 'data', site: 0, owner: null, dynamic: false } as const;
    const account = domainAccount(domain, `${short}$`, 1_000 + index);
    const built = { rid: 1_000 + index, bootedAt: FROM - DAY, skew: index === 0 ? 1_250_000 : 0 };
    return {
      index,
      short,
      fqdn: `${short}.${domain.dns}`,
      domain,
      role,
      system: index === 0 ? 'linux' : 'windows',
      account,
      ...place,
      ...built,
    };
  });
  const service = (account: number, purpose: ServiceAccount['purpose']): ServiceAccount => {
    const own = accounts[account];
    if (own === undefined) throw new RangeError('no such account');
    return { account: own, purpose, runsOn: [1], reaches: [0], administrator: false };
  };
  const estate: Estate = {
    domains: [domain],
    sites: [{ name: 'north', utcOffset: 0 }],
    hosts,
    people,
    services: [service(0, 'mediation'), service(1, 'reporting')],
    accounts,
    accountIndex: (account) => accounts.indexOf(account),
    byRole: (role) => hosts.filter((host) => host.role === role),
    controllerOf: () => hosts[1] ?? fail(),
    addressOf: (host) => `10.1.2.${10 + host}`,
    leasesOf: () => [],
    dhcpServerOf: () => hosts[1] ?? fail(),
    twinsOf: () => [],
    holidays: new Set(),
    administers: () => false,
  };
  const plan = new PlanBuilder();
  for (let day = 0; day < days; day++) {
    const add = (hour: number, minutes: number, from: number, account: number): void => {
      const at = FROM + day * DAY + hour * HOUR + (from * 7 + day) * MINUTE;
      plan.add({ kind: 'database', at, seconds: minutes * 60, from, to: 0, account });
    };
    for (let shift = 0; shift < 6; shift++) add(shift * 4, 200, 1, 0);
    add(2, 1, 2, 1);
    for (let person = 0; person < people.length; person++) add(9 + person, 45, 3 + person, 2 + person);
  }
  return {
    scenario: 'hand-made',
    knobs: { ...KNOBS, seed, days },
    span: { from: FROM, days, until: FROM + days * DAY },
    random,
    estate,
    plan: plan.build(),
    telephony: drawTelephony(random.stream('telephony'), KNOBS, { from: FROM, days, until: FROM + days * DAY }),
    store: { ...drawStore(random.stream('store')), settings },
    keeping: { keptFrom: () => FROM, keeps: () => true, clearedAt: () => null },
    acts,
    operations: [],
    tickets: [],
  };
}

/** So many records of every subscriber on every day that none two sums are alike by chance. */
export function handMadeCounts(days: number): RecordCounts {
  const counts = new Uint16Array(SUBSCRIBERS * days).map((_, i) => ((i * 2_654_435_761) >>> 16) % 23);
  return { days, counts };
}

const KNOBS: World['knobs'] = {
  ...usualKnobs,
  seed: 0,
  days: 0,
  hosts: ROLES.length,
  subscribers: SUBSCRIBERS,
  recordFormat: 'csv',
};

function fail(): never {
  throw new RangeError('no such host');
}
