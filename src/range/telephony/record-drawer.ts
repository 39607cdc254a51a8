import type { Span } from '../world/knobs.ts';
import type { Country } from './country.ts';
import { curves, secondOf, weeks, type DayCurve } from './curves.ts';
import { logNormalQuantiles } from './distances.ts';
import { DrawStream, fractionOf, mix } from './mixing.ts';
import { kindOf, type People } from './people.ts';
import { GPRS, MOC, MTC, SMS_MO, SMS_MT, type RecordBatch } from './record-batch.ts';
import { NOBODY, Ties, type Party } from './ties.ts';
import { cellOfSubscriber, isVisiting, type Surroundings } from './whereabouts.ts';

const DAY_SECONDS = 86_400;
/** The last second in which a call of the day may end: nothing crosses midnight, so that a day's records are drawn from that day alone. */
const LAST_SECOND = 86_380;

/** A call is recorded in parts of half an hour, a data session in parts of an hour (partial records, 3GPP TS 32.250 and 32.251). */
const CALL_PART = 1_800;
const SESSION_PART = 3_600;

/** Bursts of calls and texts a mean day, and how likely another follows within one. */
const BURSTS = 1.27;
const MORE = 0.54;
/** Data sessions, and texts from the bank, a mean day. */
const SESSIONS = 3.0;
const SERVICE_TEXTS = 0.28;

const QUANTILES = 4_096;
const callSeconds = logNormalQuantiles(QUANTILES, 62, 1.2, 3 * 3_600);
const sessionSeconds = logNormalQuantiles(QUANTILES, 560, 1.5, 6 * 3_600);
const sessionBytes = logNormalQuantiles(QUANTILES, 1_900_000, 1.9, 1_800_000_000);

/** What is the same for all records of a subscriber. */
interface Habits {
  readonly subscriber: number;
  readonly activity: number;
  readonly data: number;
  readonly texts: number;
  /** How much later than others he gets up and goes to bed, in seconds. */
  readonly later: number;
  readonly business: boolean;
  readonly visitor: boolean;
}

/** Draws call records into a batch: equal days of equal subscribers give equal records, whatever was drawn before. */
export class RecordDrawer {
  readonly #surroundings: Surroundings;
  readonly #people: People;
  readonly #country: Country;
  readonly #ties: Ties;
  readonly #stream = new DrawStream();
  readonly #batch: RecordBatch;
  readonly #until: number;
  readonly #seed: number;

  constructor(surroundings: Surroundings, span: Span, batch: RecordBatch) {
    this.#surroundings = surroundings;
    this.#people = surroundings.people;
    this.#country = surroundings.country;
    this.#ties = new Ties(surroundings.people);
    this.#batch = batch;
    this.#until = Math.floor((span.until - span.from) / 1e6);
    this.#seed = surroundings.people.seed ^ 0x0ca1_1000;
  }

  /** Everything that a subscriber sets off on days from `fromDay` to before `toDay`: his calls and texts with both ends' records, what comes to him from elsewhere, his data. */
  draw(subscriber: number, fromDay: number, toDay: number): void {
    const people = this.#people;
    if (subscriber < people.hubs) return;
    const kind = kindOf(people, subscriber);
    const character = mix(this.#seed, subscriber, 3);
    const habits: Habits = {
      subscriber,
      activity: people.activity[subscriber] ?? 1,
      data: (0.35 + 1.3 * fractionOf(mix(this.#seed, subscriber, 4))) * (kind === 'business' ? 0.9 : 1),
      texts: 0.2 + 0.6 * fractionOf(mix(this.#seed, subscriber, 5)),
      later: ((character >>> 0) % 9_000) - 3_600,
      business: kind === 'business',
      visitor: kind === 'roamer-in',
    };
    this.#ties.of(subscriber);
    for (let day = fromDay; day < toDay; day++) {
      if (habits.visitor && !isVisiting(people, subscriber, day)) continue;
      this.#stream.begin(this.#seed, subscriber, day);
      this.#day(habits, day);
    }
  }

  #day(habits: Habits, day: number): void {
    const stream = this.#stream;
    const weekday = (day + this.#surroundings.firstWeekday) % 7;
    const week = (habits.business ? weeks.business : weeks.private)[weekday] ?? 1;
    // Days differ more than chance alone would have it.
    const u = stream.fraction();
    const presence = habits.visitor ? 1.8 : 1;
    const talk = habits.activity * week * 3 * u * u * presence;
    const curve = habits.business && weekday < 5 ? curves.business : weekday < 5 ? curves.private : curves.weekend;
    for (let left = stream.poisson(Math.min(40, BURSTS * talk)); left > 0; left--) this.#burst(habits, day, this.#time(curve, habits));
    const data = SESSIONS * habits.data * (weeks.data[weekday] ?? 1) * (0.5 + stream.fraction()) * presence;
    for (let left = stream.poisson(data); left > 0; left--) this.#session(habits, day, this.#time(curves.data, habits));
    if (!habits.visitor) for (let left = stream.poisson(SERVICE_TEXTS); left > 0; left--) this.#serviceText(habits, day);
  }

  #time(curve: DayCurve, habits: Habits): number {
    const second = secondOf(curve, this.#stream.bits()) + habits.later;
    return second < 0 ? second + DAY_SECONDS : second >= LAST_SECOND ? second - LAST_SECOND : second;
  }

  /** Calls and texts come in bursts, within which the gaps are heavy-tailed too (K.-I. Goh, A.-L. Barabási: Burstiness and memory in complex systems. EPL 81:48002, 2008). */
  #burst(habits: Habits, day: number, first: number): void {
    const stream = this.#stream;
    let second = first;
    let party = this.#ties.pick(stream.fraction());
    while (second < LAST_SECOND && party !== NOBODY) {
      const texts = stream.fraction() < habits.texts;
      const ended = texts ? this.#text(habits, day, second, party) : this.#call(habits, day, second, party);
      if (stream.fraction() >= MORE) return;
      second = ended + 8 + Math.min(9_000, Math.floor(24 / (stream.fraction() + 0.002)));
      if (stream.fraction() < 0.4) party = this.#ties.pick(stream.fraction());
    }
  }

  /** Returns the second of the day in which the call ends. */
  #call(habits: Habits, day: number, second: number, party: Party): number {
    const stream = this.#stream;
    const length = Math.ceil(callSeconds[stream.bits() >>> 20] ?? 60);
    const duration = party >= 0 && party < this.#people.hubs ? Math.min(length, 900) : length;
    const start = second + duration > LAST_SECOND ? Math.max(0, second - duration) : second;
    const at = day * DAY_SECONDS + start;
    const bits = stream.bits();
    const { subscriber } = habits;
    if (party >= 0) {
      this.#parts(subscriber, party, MOC, at, duration, CALL_PART);
      this.#parts(party, subscriber, MTC, at + (bits & 1), duration, CALL_PART);
    } else this.#parts(subscriber, party, (bits & 1) === 0 ? MOC : MTC, at, duration, CALL_PART);
    return start + duration;
  }

  #text(habits: Habits, day: number, second: number, party: Party): number {
    const bits = this.#stream.bits();
    const { subscriber } = habits;
    const at = day * DAY_SECONDS + second;
    if (party >= 0) {
      this.#add(subscriber, party, SMS_MO, at, 0, 0, 0);
      this.#add(party, subscriber, SMS_MT, at + deliveryDelay(bits, second), 0, 0, 0);
    } else this.#add(subscriber, party, (bits & 1) === 0 ? SMS_MO : SMS_MT, at, 0, 0, 0);
    return second;
  }

  #serviceText(habits: Habits, day: number): void {
    const second = secondOf(curves.service, this.#stream.bits());
    const at = day * DAY_SECONDS + second;
    const bank = this.#ties.bankOf(habits.subscriber);
    this.#add(bank, habits.subscriber, SMS_MO, at, 0, 0, 0);
    this.#add(habits.subscriber, bank, SMS_MT, at + deliveryDelay(this.#stream.bits(), second), 0, 0, 0);
  }

  #session(habits: Habits, day: number, second: number): void {
    const stream = this.#stream;
    const bits = stream.bits();
    const duration = Math.ceil(sessionSeconds[bits >>> 20] ?? 600);
    const start = second + duration > LAST_SECOND ? Math.max(0, second - duration) : second;
    const down = sessionBytes[stream.bits() >>> 20] ?? 0;
    const up = down * (0.04 + 0.3 * (bits & 255) * (1 / 255));
    this.#parts(habits.subscriber, NOBODY, GPRS, day * DAY_SECONDS + start, duration, SESSION_PART, up, down);
  }

  /** One record, or several where it lasts longer than a part: each begins where the one before ends, and together they hold all seconds and bytes. */
  #parts(served: number, other: Party, type: number, start: number, duration: number, part: number, up = 0, down = 0): void {
    if (duration <= part) {
      this.#add(served, other, type, start, duration, Math.floor(up), Math.floor(down));
      return;
    }
    for (let done = 0; done < duration; done += part) {
      const end = Math.min(duration, done + part);
      const share = (whole: number): number => Math.floor((whole * end) / duration) - Math.floor((whole * done) / duration);
      this.#add(served, other, type, start + done, end - done, share(up), share(down));
    }
  }

  #add(served: number, other: Party, type: number, start: number, duration: number, up: number, down: number): void {
    const batch = this.#batch;
    const cell = cellOfSubscriber(this.#surroundings, served, start);
    const end = start + duration;
    const loaded = cell < this.#country.homeCells ? loadTime(this.#seed, served, end) : loadTimeAbroad(end);
    // What was not loaded when the records were collected is in no file.
    if (loaded >= this.#until) return;
    batch.reserve(1);
    const row = batch.count++;
    batch.served[row] = served;
    batch.other[row] = other;
    batch.start[row] = start;
    batch.duration[row] = duration;
    batch.cell[row] = cell;
    batch.type[row] = type;
    batch.uplink[row] = up;
    batch.downlink[row] = down;
    batch.loaded[row] = loaded;
  }
}

/** Texts arrive within seconds; one in fifty waits until the phone is on again. */
function deliveryDelay(bits: number, second: number): number {
  const delay = (bits >>> 8) % 50 === 0 ? 60 + ((bits >>> 14) & 4095) : 1 + ((bits >>> 2) & 7);
  return Math.min(delay, DAY_SECONDS - 1 - second);
}

const BATCH = 900;

/** Records are collected every quarter of an hour, and each batch is loaded at once, minutes later; one in thirty comes late. */
function loadTime(seed: number, served: number, end: number): number {
  const batch = Math.floor(end / BATCH);
  const late = mix(seed, served, end);
  const hours = (late & 0x1f) === 0 ? 1 + ((late >>> 5) & 7) : 0;
  const collected = batch + 1 + hours * 4;
  return collected * BATCH + 150 + ((mix(seed, collected, 77) >>> 0) % 500);
}

/** Networks abroad send theirs once a day. */
function loadTimeAbroad(end: number): number {
  return (Math.floor(end / DAY_SECONDS) + 1) * DAY_SECONDS + 5 * 3_600 + 1_260;
}
