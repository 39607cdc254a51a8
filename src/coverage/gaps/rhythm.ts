import { ordinaryLimit } from './ordinary.ts';

/** Consecutive hours with records, as hours since 1970, both included. */
export interface Island {
  readonly from: number;
  readonly to: number;
}

/** Hours without a record, between two that have some; both ends included. */
export interface Silence {
  readonly from: number;
  readonly to: number;
  /** How improbable it is under the log's rhythm: minus the logarithm. */
  readonly hazard: number;
}

export interface Rhythm {
  /** The hazard that the log's own silences can reach. */
  readonly limit: number;
  /** The hazard of one hour without a record. */
  readonly hazardOf: (hour: number) => number;
  /** Hours of silence at the log's mean hazard that reach the limit. */
  readonly ordinaryHours: number;
}

/** Fewer gaps than these tell no rhythm. */
const LEAST_GAPS = 20;
const [DAY_HOURS, WEEK_HOURS] = [24, 168];

/**
 * A log's own rhythm: how often each hour of the week (four weeks of records at least), of the day (four days) or any hour is without a record,
 * and how much silence that makes ordinary. Null where fewer than 20 gaps tell.
 */
export function rhythmOf(islands: readonly Island[]): Rhythm | null {
  const hours = islands.reduce((sum, island) => sum + island.to - island.from + 1, 0);
  const [first, last] = [islands[0], islands.at(-1)];
  if (!first || !last || hours <= LEAST_GAPS) return null;
  // What is too long even for an even rhythm would dilute the pattern that it is measured by.
  const even = hazards(islands, [], 1);
  const flat = ordinaryLimit(gapsOf(islands, even));
  const long = silencesOf(islands, even).filter((silence) => silence.hazard > flat);
  const counted = last.to - first.from + 1 - long.reduce((sum, silence) => sum + silence.to - silence.from + 1, 0);
  const slots = counted >= 4 * WEEK_HOURS ? WEEK_HOURS : counted >= 4 * DAY_HOURS ? DAY_HOURS : 1;
  const hazardOf = hazards(islands, long, slots);
  const mean = Array.from({ length: slots }, (_, slot) => hazardOf(slot)).reduce((sum, each) => sum + each, 0) / slots;
  const limit = ordinaryLimit(gapsOf(islands, hazardOf));
  return { limit, hazardOf, ordinaryHours: limit / mean };
}

/** The silences between the islands, with their hazard. */
export function silencesOf(islands: readonly Island[], hazardOf: Rhythm['hazardOf']): Silence[] {
  return islands.slice(1).map((island, index) => {
    const from = (islands[index]?.to ?? island.from) + 1;
    return { from, to: island.from - 1, hazard: hazardBetween(from, island.from - 1, hazardOf) };
  });
}

/** The hazard of a stretch without a record; a week's is reckoned once however long it is. */
export function hazardBetween(from: number, to: number, hazardOf: Rhythm['hazardOf']): number {
  const weeks = Math.floor((to - from + 1) / WEEK_HOURS);
  let sum = 0;
  if (weeks > 0) for (let hour = 0; hour < WEEK_HOURS; hour++) sum += hazardOf(hour) * weeks;
  for (let hour = from + weeks * WEEK_HOURS; hour <= to; hour++) sum += hazardOf(hour);
  return sum;
}

/** One gap after each hour with records: 0 where the next hour has some too. */
function gapsOf(islands: readonly Island[], hazardOf: Rhythm['hazardOf']): number[] {
  const within = islands.flatMap((island) => Array.from({ length: island.to - island.from }, () => 0));
  return [...within, ...silencesOf(islands, hazardOf).map((silence) => silence.hazard)];
}

/** For each slot the share of its hours without a record, drawn towards the share of all by the weight of one hour. */
function hazards(islands: readonly Island[], without: readonly Silence[], slots: number): Rhythm['hazardOf'] {
  const [active, silent] = [new Float64Array(slots), new Float64Array(slots)];
  for (const island of islands) add(active, island);
  const skipped = new Set(without.map((silence) => silence.from));
  for (const silence of silencesOf(islands, () => 0)) if (!skipped.has(silence.from)) add(silent, silence);
  const sum = (counts: Float64Array): number => counts.reduce((total, each) => total + each, 0);
  const [allActive, allSilent] = [sum(active), sum(silent)];
  const overall = (allSilent + 1) / (allActive + allSilent + 2);
  const bySlot = active.map((seen, slot) => {
    const quiet = silent[slot] ?? 0;
    return -Math.log((quiet + overall) / (seen + quiet + 1));
  });
  return (hour) => bySlot[slotOf(hour, slots)] ?? 0;
}

/** Counts each hour of a stretch in its slot; whole rounds at once, however long it is. */
function add(counts: Float64Array, { from, to }: Island): void {
  const rounds = Math.floor((to - from + 1) / counts.length);
  counts.forEach((count, slot) => (counts[slot] = count + rounds));
  for (let hour = from + rounds * counts.length; hour <= to; hour++) {
    const slot = slotOf(hour, counts.length);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
}

/** Hours before 1970 are negative. */
function slotOf(hour: number, slots: number): number {
  return ((hour % slots) + slots) % slots;
}
