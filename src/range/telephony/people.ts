import type { Random } from '../random.ts';
import type { Country } from './country.ts';
import { gauss, gyration, normalQuantile } from './distances.ts';
import { cityOf, EAST, NORTH } from './land.ts';
import { fractionOf, mix } from './mixing.ts';
import type { SubscriberKind } from './subscriber-kind.ts';

/** People whose indices share the higher bits live together: households of up to 4 in neighbourhoods of 16 in communities of 64. */
export const HOUSEHOLD = 4;
export const NEIGHBOURHOOD = 16;
export const COMMUNITY = 64;

/** Places beside home and work that somebody goes to. */
export const PLACES = 4;

/** What is stored of subscribers, by index: 22 bytes each. All else about them is worked out from the seed when it is needed. */
export interface People {
  readonly count: number;
  readonly seed: number;
  readonly hubs: number;
  readonly roamers: number;
  readonly home: Uint16Array;
  readonly work: Uint16Array;
  readonly places: Uint16Array;
  /** Two cells on the way from home to work. */
  readonly way: Uint16Array;
  /** How much somebody calls and writes; the mean of all is 1. */
  readonly activity: Float32Array;
  /** Bit 0: goes to work. */
  readonly works: Uint8Array;
}

/** Draws who lives where. Hubs come first, roamers last. */
export function drawPeople(random: Random, country: Country, count: number): People {
  const seed = random.word() | 0;
  const people: People = {
    count,
    seed,
    hubs: Math.max(4, Math.round(count * 0.006)),
    roamers: Math.round(count * 0.02),
    home: new Uint16Array(count),
    work: new Uint16Array(count),
    places: new Uint16Array(count * PLACES),
    way: new Uint16Array(count * 2),
    activity: new Float32Array(count),
    works: new Uint8Array(count),
  };
  const offset = random.fraction();
  for (let i = 0; i < count; i++) {
    // Quantiles spread evenly, so that the mean is the same whoever is drawn: a heavy tail's would not be.
    const quantile = (i * 0.618_033_988_749_895 + offset) % 1;
    people.activity[i] = Math.exp(SPREAD * normalQuantile(Math.min(0.9995, Math.max(0.0005, quantile))) - (SPREAD * SPREAD) / 2);
    settle(people, country, i);
  }
  return people;
}

/** Spread of the logarithm of activity: calls a person are heavy-tailed, the most active tenth makes a third of all. */
const SPREAD = 0.85;

export function kindOf(people: People, i: number): SubscriberKind {
  if (i < people.hubs) return 'hub';
  if (i >= people.count - people.roamers) return 'roamer-in';
  return fractionOf(mix(people.seed, i, 11)) < 0.14 ? 'business' : 'private';
}

/** Whether somebody lives here: no hub, no visitor. */
export function isResident(people: People, i: number): boolean {
  return i >= people.hubs && i < people.count - people.roamers;
}

/** The first of the household and how many live in it: homes of one to four. */
export function householdOf(people: People, i: number): { readonly first: number; readonly size: number } {
  const base = i - (i % HOUSEHOLD);
  const pattern = PATTERNS[(mix(people.seed, base, 12) >>> 0) % PATTERNS.length] ?? [4];
  return part(base, pattern, i - base);
}

/** The colleagues of a community: everybody's place among the firms, and how many work there. `first` and `size` count places, see `employeeAt`. */
export function firmOf(people: People, i: number): { readonly first: number; readonly size: number } {
  const base = i - (i % COMMUNITY);
  const place = ((i - base) * 27 + 5) % COMMUNITY;
  const sixteen = place - (place % 16);
  const pattern = FIRMS[(mix(people.seed, base + sixteen, 13) >>> 0) % FIRMS.length] ?? [16];
  const { first, size } = part(sixteen, pattern, place - sixteen);
  return { first: base + first, size };
}

/** Who has a place among a community's firms (27 · 19 = 513 = 8 · 64 + 1). */
export function employeeAt(place: number): number {
  const base = place - (place % COMMUNITY);
  return base + (((place - base + COMMUNITY - 5) * 19) % COMMUNITY);
}

const PATTERNS: readonly (readonly number[])[] = [[4], [3, 1], [2, 2], [2, 1, 1], [1, 1, 1, 1], [4], [2, 2], [3, 1]];
const FIRMS: readonly (readonly number[])[] = [[16], [8, 8], [4, 12], [4, 4, 8], [2, 2, 4, 8]];

function part(base: number, pattern: readonly number[], place: number): { first: number; size: number } {
  let first = 0;
  for (const size of pattern) {
    if (place < first + size) return { first: base + first, size };
    first += size;
  }
  return { first: base + place, size: 1 };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Finds the cells of a subscriber's home, work and ways. */
function settle(people: People, country: Country, i: number): void {
  const { seed } = people;
  const home = homeOf(people, country, i);
  const household = householdOf(people, i).first;
  people.home[i] = country.cellAt(home.x, home.y, mix(seed, household, 21));
  const kind = kindOf(people, i);
  const works = kind === 'business' || (kind === 'private' && fractionOf(mix(seed, i, 22)) < 0.62);
  people.works[i] = works ? 1 : 0;
  const firm = firmOf(people, i).first;
  const work = works ? firmPlace(people, country, firm) : away(home, gyration(fractionOf(mix(seed, i, 23)), 250) * 0.4, mix(seed, i, 24));
  people.work[i] = country.cellAt(work.x, work.y, mix(seed, firm, 25));
  for (let k = 0; k < PLACES; k++) {
    // The last one is where lunch is eaten.
    const from = works && k === PLACES - 1 ? work : home;
    const far = gyration(fractionOf(mix(seed, i, 30 + k)), 120) * (k === PLACES - 1 ? 0.1 : 0.35);
    const place = away(from, far, mix(seed, i, 40 + k));
    people.places[i * PLACES + k] = country.cellAt(place.x, place.y, mix(seed, i, 50 + k));
  }
  for (let k = 0; k < 2; k++) {
    const share = (k + 1) / 3;
    people.way[i * 2 + k] = country.cellAt(home.x + share * (work.x - home.x), home.y + share * (work.y - home.y), mix(seed, i, 60 + k));
  }
}

/** Communities lie in cities or, one in five, in the country; neighbourhoods within them, households within those. */
function homeOf({ seed }: People, country: Country, i: number): Place {
  const community = Math.floor(i / COMMUNITY);
  const neighbourhood = Math.floor(i / NEIGHBOURHOOD);
  const household = Math.floor(i / HOUSEHOLD);
  const centre = communityPlace(seed, country, community);
  const district = scattered(centre, centre.radius * 0.8, mix(seed, neighbourhood, 71));
  return scattered(district, 0.6, mix(seed, household, 72));
}

function communityPlace(seed: number, country: Country, community: number): Place & { readonly radius: number } {
  const rural = fractionOf(mix(seed, community, 73)) < 0.2;
  const u = fractionOf(mix(seed, community, 74));
  if (!rural) return cityOf(country.cities, u);
  return { x: u * EAST, y: fractionOf(mix(seed, community, 75)) * NORTH, radius: 2.5 };
}

/** A firm's distance from its people's town follows the radius of gyration: who spends a third of his time at work has half the way as radius. */
function firmPlace({ seed }: People, country: Country, firm: number): Place {
  const town = communityPlace(seed, country, Math.floor(firm / COMMUNITY));
  const middle = scattered(town, town.radius * 0.6, mix(seed, firm, 81));
  return away(middle, gyration(fractionOf(mix(seed, firm, 82)), 130) / 0.5, mix(seed, firm, 83));
}

/** A place so far away, on land: other directions are tried, then shorter ways. */
function away(from: Place, distance: number, bits: number): Place {
  let far = distance;
  for (let turn = 0; turn < 12; turn++) {
    const angle = 2 * Math.PI * ((fractionOf(bits) + turn * 0.381_966) % 1);
    const place = { x: from.x + far * Math.cos(angle), y: from.y + far * Math.sin(angle) };
    if (place.x > 0 && place.y > 0 && place.x < EAST && place.y < NORTH) return place;
    if (turn % 4 === 3) far /= 2;
  }
  return from;
}

function scattered(from: Place, radius: number, bits: number): Place {
  const u = fractionOf(bits);
  const v = fractionOf(mix(bits, 1, 2));
  return { x: from.x + radius * gauss(u, v), y: from.y + radius * gauss(v, u) };
}
