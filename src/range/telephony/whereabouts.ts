import type { Country } from './country.ts';
import { fractionOf, mix } from './mixing.ts';
import { PLACES, type People } from './people.ts';

const DAY_SECONDS = 86_400;
/** Trips are drawn once for so many days. */
const PERIOD = 28;
/** Visitors from abroad: once for so many. */
const STAY = 12;

/** What whereabouts depend on: the span begins on a weekday, 0 for Monday. */
export interface Surroundings {
  readonly people: People;
  readonly country: Country;
  readonly firstWeekday: number;
}

/**
 * The cell in which somebody is, so many seconds after the span began. Nights at home, workdays at work with the way there and back, lunch,
 * evenings out and weekends elsewhere, trips of days, some abroad; now and then a neighbouring cell takes over.
 */
export function cellOfSubscriber({ people, country, firstWeekday }: Surroundings, i: number, second: number): number {
  const { seed } = people;
  const home = people.home[i] ?? 0;
  if (i < people.hubs) return home;
  const day = Math.floor(second / DAY_SECONDS);
  const minute = Math.floor((second - day * DAY_SECONDS) / 60);
  const base = i >= people.count - people.roamers ? visiting(people, country, i, day) : tripCell(people, country, i, day);
  const slot = second >> 10;
  const flap = mix(seed ^ 0x0f1a_9000, i, slot);
  if (base >= 0) return (flap & 3) === 0 ? country.cellBeside(base, flap >>> 2) : base;
  const cell = routineCell(people, i, day, minute, (day + firstWeekday) % 7);
  return (flap & 15) === 0 ? country.cellBeside(cell, flap >>> 4) : cell;
}

/** Whether a visitor's phone is in the country on a day. */
export function isVisiting({ seed }: People, i: number, day: number): boolean {
  const shift = (mix(seed, i, 91) >>> 0) % STAY;
  const bits = mix(seed ^ 0x57a1_0000, i, Math.floor((day + shift) / STAY));
  const first = (bits >>> 2) & 3;
  const place = (day + shift) % STAY;
  return (bits & 3) !== 0 && place >= first && place <= first + ((bits >>> 5) & 7);
}

function visiting({ seed }: People, country: Country, i: number, day: number): number {
  const shift = (mix(seed, i, 91) >>> 0) % STAY;
  return country.destinations[mix(seed ^ 0x57a2_0000, i, Math.floor((day + shift) / STAY)) & 255] ?? 0;
}

/** Where somebody is on a trip; -1 when on none. One in twenty travels much. */
function tripCell(people: People, country: Country, i: number, day: number): number {
  const { seed } = people;
  const character = mix(seed, i, 92);
  const shift = (character >>> 16) % PERIOD;
  const bits = mix(seed ^ 0x7219_0000, i, Math.floor((day + shift) / PERIOD));
  if ((bits & 255) >= ((character & 15) === 0 ? 170 : 30)) return -1;
  const first = (bits >>> 8) & 15;
  const place = (day + shift) % PERIOD;
  if (place < first || place > first + (TRIP_DAYS[(bits >>> 12) & 7] ?? 0)) return -1;
  if (((bits >>> 16) & 3) === 0) return country.homeCells + (((bits >>> 20) & 0xfff) % (country.names.length - country.homeCells));
  return country.destinations[(bits >>> 20) & 255] ?? 0;
}

/** Nights away. */
const TRIP_DAYS = [0, 1, 1, 2, 2, 4, 7, 12];

function routineCell(people: People, i: number, day: number, minute: number, weekday: number): number {
  const { seed } = people;
  const home = people.home[i] ?? 0;
  const bits = mix(seed ^ 0x0da7_0000, i, day);
  const character = mix(seed, i, 93);
  const place = (k: number): number => people.places[i * PLACES + (k & 1)] ?? home;
  // One in eight workers has days of his own; of the others one in thirty is ill or on leave at home.
  const onShift = (character & 7) === 0;
  const worksToday = people.works[i] === 1 && (onShift ? (bits & 7) < 5 : weekday < 5 && (bits & 31) !== 0);
  if (worksToday) {
    const start = (onShift && (character & 8) !== 0 ? 13 * 60 : 7 * 60 + 15) + ((character >>> 4) & 127) + ((bits >>> 5) & 15);
    const end = start + 480 + ((bits >>> 9) & 63);
    const way = 12 + ((character >>> 12) & 31);
    if (minute >= start && minute <= end) {
      const lunch = start + 240;
      const out = (bits & 0x8000) !== 0 && minute >= lunch && minute < lunch + 45;
      return out ? (people.places[i * PLACES + PLACES - 1] ?? home) : (people.work[i] ?? home);
    }
    const before = start - minute;
    const after = minute - end;
    if (before > 0 && before <= way) return people.way[i * 2 + (before > way / 2 ? 0 : 1)] ?? home;
    if (after > 0 && after <= way) return people.way[i * 2 + (after > way / 2 ? 0 : 1)] ?? home;
  } else if (people.works[i] === 0 && fractionOf(mix(seed, i, 94)) < 0.5) {
    // School, an office of another sort, grandchildren: on most weekdays, for some hours.
    const start = 480 + ((character >>> 4) & 127);
    if (weekday < 5 && (bits & 7) < 6 && minute >= start && minute < start + 200 + ((bits >>> 9) & 127)) return people.work[i] ?? home;
  }
  const weekend = weekday >= 5;
  const morning = 570 + ((bits >>> 16) & 127);
  if ((weekend ? (bits & 0x0300_0000) !== 0 : !worksToday && (bits & 0x0300_0000) === 0) && minute >= morning)
    if (minute < morning + 60 + ((bits >>> 19) & 255)) return place(bits >>> 26);
  const evening = 1_080 + ((bits >>> 20) & 127);
  const goesOut = weekend ? (bits & 0x1800_0000) === 0 || (bits & 0x6000_0000) === 0 : (bits & 0x1800_0000) === 0;
  if (goesOut && minute >= evening && minute < evening + 50 + ((bits >>> 23) & 127)) return people.places[i * PLACES + 2] ?? home;
  return home;
}
