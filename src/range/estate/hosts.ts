import { DAY, HOUR, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { domainAccount } from '../windows/index.ts';
import type { Host, HostRole, Zone } from './estate.ts';
import { hostMix } from './mix.ts';
import type { Naming } from './naming.ts';
import type { RelativeIds } from './relative-ids.ts';
import { addressAt, type DrawnSite } from './sites.ts';

/** A host before it is known whose desk it is. `address` is its own for good; desks have none yet. */
export type DrawnHost = Omit<Host, 'owner'> & { readonly address: string | null };

const ZONES: Readonly<Record<HostRole, Zone>> = {
  controller: 'servers',
  files: 'servers',
  mail: 'dmz',
  web: 'dmz',
  portal: 'dmz',
  jump: 'management',
  mediation: 'data',
  billing: 'data',
  application: 'servers',
  rollout: 'management',
  backup: 'management',
  monitoring: 'management',
  scanner: 'management',
  desktop: 'office',
  warehouse: 'data',
  frontend: 'dmz',
  vpn: 'dmz',
};
const LINUX: ReadonlySet<HostRole> = new Set(['warehouse', 'frontend', 'vpn', 'scanner']);
const OF_OPERATIONS: ReadonlySet<HostRole> = new Set(['mediation', 'billing', 'warehouse', 'frontend']);
/** One host in so many has a clock that is really wrong. */
const WRONG_CLOCKS = 0.08;

/** What a host needs to know of the carrier to be drawn. */
export interface HostPlace {
  readonly hosts: number;
  /** The furthest that a clock is off, in seconds. */
  readonly skew: number;
  readonly from: Moment;
  readonly sites: readonly DrawnSite[];
  readonly naming: Naming;
  readonly ids: RelativeIds;
}

/** Draws the machines, servers first; each has a name of its own among all. */
export function drawHosts(random: Random, place: HostPlace): readonly DrawnHost[] {
  const { sites, naming, ids } = place;
  const names = new Set<string>();
  const counts = new Map<string, number>();
  const next = (key: string): number => {
    const number = counts.get(key) ?? 0;
    counts.set(key, number + 1);
    return number;
  };
  const swap = random.integer(0, 1);
  return hostMix(place.hosts).map((role, index) => {
    const number = next(role);
    const site = siteOf(random, role, number, sites);
    const here = sites[site];
    if (here === undefined) throw new RangeError('a host at no site');
    const domainNumber = domainOf(role, number, swap);
    const domain = naming.domains[domainNumber];
    const short = unusedName(names, naming.host(role, here.code, next(`${role}@${site}`), number));
    const rid = ids.next(domainNumber);
    const zone = ZONES[role];
    const dynamic = role === 'desktop';
    return {
      index,
      short,
      fqdn: `${short}.${domain.dns}`,
      domain,
      role,
      zone,
      site,
      system: LINUX.has(role) ? 'linux' : 'windows',
      account: domainAccount(domain, `${short.toUpperCase()}$`, rid),
      rid,
      dynamic,
      bootedAt: drawBoot(random, role, place.from),
      skew: drawSkew(random, role, place.skew),
      address: dynamic ? null : addressAt(here, zone, next(`${zone}@${site}`)),
    };
  });
}

/** Domains by their number in the naming: 0 the staff's, 1 the one of operations. */
function domainOf(role: HostRole, number: number, swap: number): 0 | 1 {
  if (OF_OPERATIONS.has(role)) return 1;
  if (role === 'controller') return number === 1 || number === 3 ? 1 : 0;
  if (role === 'application' || role === 'jump') return (number + swap) % 2 === 0 ? 1 : 0;
  return 0;
}

/** The first of everything stands in the data centre; branches get file servers and a controller. */
function siteOf(random: Random, role: HostRole, number: number, sites: readonly DrawnSite[]): number {
  if (role === 'desktop') return weighted(random, sites);
  if (role === 'files' && number > 0) return 1 + ((number - 1) % (sites.length - 1));
  if (role === 'controller' && number === 2) return 1;
  if (role === 'vpn' && number > 0) return 1;
  return 0;
}

function weighted(random: Random, sites: readonly DrawnSite[]): number {
  let left = random.between(
    0,
    sites.reduce((sum, site) => sum + site.weight, 0),
  );
  for (const [i, { weight }] of sites.entries()) {
    left -= weight;
    if (left <= 0 && weight > 0) return i;
  }
  return 1;
}

/** NetBIOS names have at most 15 characters; the account has one more, the dollar. */
function unusedName(taken: Set<string>, name: string): string {
  let candidate = name.slice(0, 15);
  for (let i = 2; taken.has(candidate); i++) candidate = `${name.slice(0, 13)}${i}`;
  taken.add(candidate);
  return candidate;
}

function drawBoot(random: Random, role: HostRole, from: Moment): Moment {
  const before = role === 'desktop' ? random.between(10 * HOUR, 9 * DAY) : random.between(2 * DAY, 28 * DAY);
  return Math.round(from - before);
}

/** Domain members take their time from a controller: most are within a second, a few are as far off as was asked for. µs. */
function drawSkew(random: Random, role: HostRole, most: number): number {
  // Load times in call records are the warehouse's own: a store that dates its records wrongly would be another story.
  const wrong = random.chance(WRONG_CLOCKS) && role !== 'controller' && role !== 'warehouse';
  const usual = Math.min(most, -0.25 * Math.log(1 - random.fraction()));
  const seconds = wrong ? most * random.between(0.5, 1) : Math.min(usual, 1);
  return Math.round((random.chance(0.5) ? 1 : -1) * seconds * 1e6) + 0;
}
