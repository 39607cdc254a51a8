import { fractionOf, mix } from './mixing.ts';
import { COMMUNITY, employeeAt, firmOf, householdOf, isResident, kindOf, type People } from './people.ts';

/** Who is called: a subscriber by his index; others below zero (`elsewhere`, `abroad`). */
export type Party = number;

/** Nobody: data sessions have no other party. */
export const NOBODY: Party = -1;
const ABROAD = -1_500_000_000;

/** A customer of another carrier of the country, or somebody abroad. */
export function partyElsewhere(person: number): Party {
  return -2 - person;
}
export function partyAbroad(person: number): Party {
  return ABROAD - person;
}
export function whichElsewhere(party: Party): number {
  return -2 - party;
}
export function whichAbroad(party: Party): number {
  return ABROAD - party;
}
export function isAbroad(party: Party): boolean {
  return party <= ABROAD;
}

/** Most contacts of one subscriber. */
const MOST = 160;
/** Where friends may come from, and how many times one is drawn there: from the own community, from a region, from anywhere. */
const CIRCLES = [
  { size: COMMUNITY, layers: 8 },
  { size: 1_024, layers: 10 },
  { size: 0, layers: 10 },
] as const;

/**
 * The people somebody has to do with, and how much. Ties have two ends: who is a contact of somebody has him as a contact, and equally close,
 * so that calls go both ways. Sociability is heavy-tailed, and two sociable people know each other more often.
 */
export class Ties {
  readonly people: People;
  readonly #seed: number;
  /** Contacts of the subscriber that was looked up last, and the sum of their weights up to each. */
  readonly parties = new Int32Array(MOST);
  readonly sums = new Float64Array(MOST);
  count = 0;

  constructor(people: People) {
    this.people = people;
    this.#seed = people.seed ^ 0x71e5_0000;
  }

  /** Looks up the contacts of a subscriber. Hubs have none: they are called. */
  of(i: number): void {
    this.count = 0;
    if (i < this.people.hubs) return;
    if (isResident(this.people, i)) this.#resident(i);
    else this.#visitor(i);
    let sum = 0;
    for (let k = 0; k < this.count; k++) {
      sum += this.sums[k] ?? 0;
      this.sums[k] = sum;
    }
  }

  /** One of the contacts, by a fraction: the closer, the more often. -1 where there are none. */
  pick(fraction: number): Party {
    const { count, sums } = this;
    if (count === 0) return NOBODY;
    const wanted = fraction * (sums[count - 1] ?? 0);
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return this.parties[low] ?? NOBODY;
  }

  /** Indices of the subscribers among the contacts, the closest first. */
  subscribers(): number[] {
    const weight = (k: number): number => (this.sums[k] ?? 0) - (k === 0 ? 0 : (this.sums[k - 1] ?? 0));
    return Array.from({ length: this.count }, (_, k) => ({ party: this.parties[k] ?? NOBODY, weight: weight(k) }))
      .filter(({ party }) => party >= 0)
      .sort((a, b) => b.weight - a.weight || a.party - b.party)
      .map(({ party }) => party);
  }

  /** The line of his bank, which writes to him. */
  bankOf(i: number): number {
    return (mix(this.#seed, Math.floor(i / 8), 5) >>> 0) % this.people.hubs;
  }

  #resident(i: number): void {
    const { people } = this;
    const business = kindOf(people, i) === 'business';
    const household = householdOf(people, i);
    for (let j = household.first; j < household.first + household.size; j++) this.#meet(i, j, business ? 1 : 4, 1, 1);
    if (people.works[i] === 1) {
      const firm = firmOf(people, i);
      for (let place = firm.first; place < firm.first + firm.size; place++) {
        const j = employeeAt(place);
        if (people.works[j] === 1) this.#meet(i, j, business ? 3 : 0.7, 2, 0.6);
      }
    }
    const own = this.#sociability(i);
    let circle = 0;
    for (const { size, layers } of CIRCLES) {
      circle += 1;
      const length = size === 0 ? people.count : size;
      const base = i - (i % length);
      for (let layer = 0; layer < layers; layer++) {
        // Reflected about a point, who is met meets back.
        const about = (mix(this.#seed, Math.floor(i / length), 100 * circle + layer) >>> 0) % length;
        const j = base + ((about + length - (i - base)) % length);
        this.#meet(i, j, 1, 100 * circle + layer, 0.6 * own * this.#sociability(j));
      }
    }
    this.#others(i, own);
    this.#add(this.#hub(Math.floor(i / 512), 6), 0.9);
    this.#add(this.bankOf(i), 0.2);
    this.#add(this.#hub(i, 7), 0.25);
  }

  /** Customers of other carriers: some are known to many in the community, and some live abroad. */
  #others(i: number, sociability: number): void {
    const { count } = this.people;
    const known = 4 + Math.floor(9 * sociability);
    const persons = Math.min(1_500_000, 2_000 + 2 * count);
    for (let k = 0; k < known; k++) {
      const bits = mix(this.#seed, i, 300 + k);
      const weight = closeness(mix(this.#seed, i, 500 + k));
      if ((bits & 15) === 0) this.#add(partyAbroad((bits >>> 4) % 30_000_000), 0.6 * weight);
      else if ((bits & 3) === 0)
        this.#add(partyElsewhere((mix(this.#seed, Math.floor(i / COMMUNITY), (bits >>> 4) & 31) >>> 0) % persons), weight);
      else this.#add(partyElsewhere((bits >>> 4) % persons), weight);
    }
  }

  /** Visitors call home, each other hardly ever. */
  #visitor(i: number): void {
    for (let k = 0; k < 7; k++)
      this.#add(partyAbroad((mix(this.#seed, i, 300 + k) >>> 2) % 30_000_000), closeness(mix(this.#seed, i, 500 + k)));
    this.#add(this.#hub(i, 8), 0.5);
    for (let k = 0; k < 3; k++) this.#add(partyElsewhere((mix(this.#seed, i, 320 + k) >>> 0) % 2_000), 0.5);
  }

  #hub(number: number, salt: number): number {
    return (mix(this.#seed, number, salt) >>> 0) % this.people.hubs;
  }

  #sociability(i: number): number {
    const u = fractionOf(mix(this.#seed, i, 9));
    return 0.25 + 1.6 * u * u * u;
  }

  /** A tie to another subscriber of which both sides see the same. */
  #meet(i: number, j: number, weight: number, label: number, probability: number): void {
    if (i === j || !isResident(this.people, j)) return;
    const bits = i < j ? mix(this.#seed ^ label, i, j) : mix(this.#seed ^ label, j, i);
    if ((bits & 0xffff) < probability * 0x1_0000) this.#add(j, weight * closeness(mix(bits, 17, 4)));
  }

  #add(party: Party, weight: number): void {
    for (let k = 0; k < this.count; k++) if (this.parties[k] === party) return;
    if (this.count === MOST) return;
    this.parties[this.count] = party;
    this.sums[this.count] = weight;
    this.count += 1;
  }
}

/** Few contacts get most of the calls. */
function closeness(bits: number): number {
  return 0.3 / (0.03 + fractionOf(bits));
}
