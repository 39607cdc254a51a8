import type { Random } from '../random.ts';
import type { Site, Zone } from './estate.ts';
import { drawPlace } from './words.ts';

/** A place of the carrier's, and what its networks begin with. */
export interface DrawnSite extends Site {
  /** Three letters that host names may begin with. */
  readonly code: string;
  /** Share of the desks. */
  readonly weight: number;
  /** `10.41`: the first two numbers of every address there. */
  readonly network: string;
}

/**
 * The data centre first, where nobody sits; then the head office; then the others. Offsets are whole hours that no summer time
 * changes; one office in four lies further away.
 */
export function drawSites(random: Random, hosts: number): readonly DrawnSite[] {
  const count = hosts < 40 ? 2 : hosts < 150 ? 3 : Math.min(9, 3 + Math.floor(hosts / 150));
  const base = random.pick([-5, -3, 0, 1, 1, 2, 3]);
  const networks = drawNetworks(random, count);
  const sites: DrawnSite[] = [];
  const codes = new Set<string>();
  while (sites.length < count) {
    const name = drawPlace(random);
    const code = name.slice(0, 1) + name.slice(2, 4);
    if (codes.has(code)) continue;
    codes.add(code);
    const place = sites.length;
    const away = place < 2 ? 0 : random.chance(0.25) ? random.pick([-3, 3, 4]) : random.pick([0, 0, 1, -1]);
    const weight = place === 0 ? 0 : place === 1 ? 1 : random.between(0.15, 0.6);
    sites.push({
      name: place === 0 ? `${name} data centre` : name,
      code,
      utcOffset: base + away,
      weight,
      network: networks[place] ?? '10.0',
    });
  }
  return sites;
}

function drawNetworks(random: Random, count: number): string[] {
  const [head, low, high] = random.pick([
    ['10', 8, 60],
    ['10', 100, 220],
    ['172', 16, 31],
  ] as const);
  const seconds = random.sample(
    Array.from({ length: high - low + 1 }, (_, i) => low + i),
    count,
  );
  return seconds.map((second) => `${head}.${second}`);
}

const FIRST_SUBNET: Readonly<Record<Zone, number>> = { dmz: 2, servers: 16, data: 48, management: 64, office: 96 };
const A_SUBNET = 230;

/** The address of the nth host of a zone: subnets of 256 addresses, one after another as they fill. */
export function addressAt(site: DrawnSite, zone: Zone, number: number): string {
  return `${site.network}.${FIRST_SUBNET[zone] + Math.floor(number / A_SUBNET)}.${10 + (number % A_SUBNET)}`;
}
