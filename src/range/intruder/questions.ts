import { DAY, HOUR, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { RecordColumn, RecordCondition, RecordQuestion, Telephony } from '../telephony/index.ts';
import type { Goal, Span } from '../world/index.ts';

/** Records are loaded within a day of their call; who asks for the last two days gets holes. */
const LOADED_AFTER = 36 * HOUR;
/** Contacts of those he looks for whom he asks for by name too, in all. */
const LISTED = 5;

/** What somebody wants of the call records, question by question: persons he looks for, and records in bulk. */
export class Inquiry {
  readonly #random: Random;
  readonly #telephony: Telephony;
  readonly #span: Span;
  /** Subscribers he looks for, in the order in which he will. */
  readonly #wanted: readonly number[];
  readonly #goal: Goal;
  readonly #seen: number[] = [];
  #next = 0;
  /** Contacts that may yet be listed with those he looks for. */
  #listed = LISTED;

  constructor(random: Random, telephony: Telephony, span: Span, goal: Goal) {
    this.#random = random;
    this.#telephony = telephony;
    this.#span = span;
    this.#goal = goal;
    this.#wanted = drawWanted(random, telephony, goal === 'bulk' ? random.integer(0, 4) : random.integer(20, 25));
  }

  /** How many persons he has yet to look for. */
  get left(): number {
    return this.#wanted.length - this.#next;
  }

  /** The next question, asked at a moment; null where no records are in the store yet. */
  ask(at: Moment): RecordQuestion | null {
    if (at - LOADED_AFTER < this.#span.from + DAY) return null;
    const random = this.#random;
    const bulk = this.#goal === 'bulk' ? 0.75 : this.#goal === 'both' ? 0.25 : 0.04;
    const question =
      this.left > 0 && !random.chance(bulk)
        ? this.#selective(at)
        : this.#goal === 'targets' && this.#seen.length > 0
          ? this.#again(at)
          : this.#bulk(at);
    return { ...question, ...(random.chance(0.12) ? { bound: true } : {}) };
  }

  /** One to five persons by what they are known by. */
  #selective(at: Moment): RecordQuestion {
    const random = this.#random;
    const form = random.pick(['number', 'number', 'number', 'cards', 'cards', 'device', 'partner', 'contacts'] as const);
    const [one, ...more] = this.#take(form === 'cards' ? random.integer(2, 4) : 1);
    if (one === undefined) return this.#bulk(at);
    const telephony = this.#telephony;
    const window = random.chance(0.55) ? [this.#window(at)] : [];
    const then = window[0]?.kind === 'between' ? window[0].to - HOUR : at - LOADED_AFTER;
    switch (form) {
      case 'number': {
        const number = telephony.msisdnOf(one);
        return asking(random, [{ kind: 'equals', column: 'msisdn', value: number }, ...window], [number]);
      }
      case 'cards': {
        const values = [one, ...more].map((subscriber) => telephony.imsiOf(subscriber, then));
        return asking(random, [{ kind: 'in', column: 'imsi', values }, ...window], values);
      }
      case 'device': {
        const value = telephony.imeiOf(one, then);
        return asking(random, [{ kind: 'equals', column: 'imei', value }, ...window], [value.slice(0, 14)]);
      }
      case 'partner': {
        const number = telephony.msisdnOf(one);
        return asking(random, [{ kind: 'equals', column: 'other', value: number }, ...window], [number]);
      }
      case 'contacts':
        return this.#contacts(one, at);
    }
  }

  /** A person's nearest contacts in some days. */
  #contacts(subscriber: number, at: Moment): RecordQuestion {
    const random = this.#random;
    const telephony = this.#telephony;
    const contacts = telephony.contactsOf(subscriber).slice(0, Math.min(this.#listed, random.integer(1, 3)));
    this.#listed -= contacts.length;
    const values = [subscriber, ...contacts].map((one) => telephony.msisdnOf(one));
    return asking(random, [{ kind: 'in', column: 'msisdn', values }, this.#window(at)], values);
  }

  /** Somebody he has looked for before: what is new about him. */
  #again(at: Moment): RecordQuestion {
    const number = this.#telephony.msisdnOf(this.#random.pick(this.#seen));
    return asking(this.#random, [{ kind: 'equals', column: 'msisdn', value: number }, this.#window(at)], [number]);
  }

  #bulk(at: Moment): RecordQuestion {
    const random = this.#random;
    const telephony = this.#telephony;
    const day = this.#day(at);
    const some = random.integer(0, telephony.subscribers - 1);
    const days: RecordCondition = { kind: 'between', column: 'start', from: day, to: day + random.integer(1, 2) * DAY };
    const cell = telephony.cellOf(some, day + 11 * HOUR);
    switch (random.pick(['day', 'day', 'prefix', 'cell', 'long', 'area', 'md5'] as const)) {
      case 'day':
        return asking(random, [{ ...days, to: day + DAY }], []);
      case 'prefix':
        return asking(
          random,
          [
            {
              kind: 'prefix',
              column: 'msisdn',
              value: telephony.msisdnOf(some).slice(0, Math.max(7, telephony.plan.country_code.length + 5)),
            },
            days,
          ],
          [],
        );
      case 'cell':
        return asking(random, [{ kind: 'prefix', column: 'cell', value: cell.slice(0, cell.lastIndexOf('-') + 1) }, days], []);
      case 'long':
        return asking(random, [days, { kind: 'longer', column: 'duration', seconds: random.pick([600, 900, 1_800]) }], []);
      case 'area':
        return asking(random, [days, { kind: 'area', area: telephony.areaOf(cell) }], [], false);
      case 'md5':
        return asking(random, [days, { kind: 'md5', column: 'msisdn', digits: random.hex(1) }], [], false);
    }
  }

  #take(count: number): number[] {
    const taken = this.#wanted.slice(this.#next, this.#next + count);
    this.#next += taken.length;
    this.#seen.push(...taken);
    return taken;
  }

  /** Some weeks before a moment, loaded by then. */
  #window(at: Moment): Extract<RecordCondition, { kind: 'between' }> {
    const random = this.#random;
    const to = Math.floor((at - LOADED_AFTER - random.integer(0, 10) * DAY) / DAY) * DAY;
    const last = Math.max(to, this.#span.from + DAY);
    return { kind: 'between', column: 'start', from: Math.max(this.#span.from, last - random.integer(3, 45) * DAY), to: last };
  }

  #day(at: Moment): Moment {
    const { from } = this.#span;
    const days = Math.floor((at - LOADED_AFTER - from) / DAY);
    return from + Math.max(0, days - 1 - this.#random.integer(0, Math.min(20, Math.max(0, days - 1)))) * DAY;
  }
}

const SELECTIONS: readonly (readonly RecordColumn[] | null)[] = [
  null,
  null,
  ['number', 'msisdn', 'other', 'start', 'duration', 'type'],
  ['start', 'cell', 'other'],
  ['msisdn', 'imsi', 'imei', 'start', 'cell'],
  ['msisdn', 'other', 'start', 'duration'],
];

function asking(random: Random, conditions: readonly RecordCondition[], targets: readonly string[], understood = true): RecordQuestion {
  return { columns: random.pick(SELECTIONS), conditions, targets, understood };
}

/** Private people and firms; a hotline is nobody's target. */
function drawWanted(random: Random, telephony: Telephony, count: number): readonly number[] {
  const wanted = new Set<number>();
  for (let tries = 0; wanted.size < count && tries < count * 40; tries++) {
    const subscriber = random.integer(0, telephony.subscribers - 1);
    const kind = telephony.kindOf(subscriber);
    if (kind === 'private' || kind === 'business') wanted.add(subscriber);
  }
  return [...wanted];
}
