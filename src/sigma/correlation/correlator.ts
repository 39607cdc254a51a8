import type { Correlation } from './correlation.ts';
import { termsOf } from './terms.ts';
import { TimeQueue } from './time-queue.ts';
import { windowOf, type Window } from './windows/index.ts';

/** A stretch of a group's time in which the condition held without a break. Times as they were given; both ends belong to it. */
export interface Episode {
  readonly from: number;
  /** When the condition held first. */
  readonly held: number;
  readonly to: number;
  /** Events of the group in it, those that must be absent left out; of more than a million at once, at least that many. */
  readonly events: number;
}

/** Units of 100 ns in a second. */
export const SECOND_TICKS = 10_000_000;

/** A stretch with more events than this is told in parts: a reader needs no more at once, and nobody can hold without bound. */
const MOST_EVENTS = 10_000;
/** Events of a window that are counted to tell how large an episode is. */
const MOST_COUNTED = 1_000_000;

/**
 * Runs one correlation over the events of one group after another. Within a group they come in the order of their times (units of 100 ns
 * since any base); all of one time count as there at once, so that their order makes no difference, except that the rows of one record
 * that several rules matched follow on each other.
 *
 * A window ends at an event and reaches back over the timespan, both ends included. Windows that meet the condition and share an event
 * make one episode.
 */
export class Correlator {
  readonly #window: Window;
  readonly #span: number;
  readonly #kept: number;
  readonly #most: number;
  readonly #tell: (episode: Episode) => void;
  readonly #witnesses: readonly boolean[];
  readonly #times = new TimeQueue(MOST_COUNTED);
  #time = NaN;
  #counted = false;
  #open: { from: number; held: number; to: number; before: number; through: number } | null = null;
  #toldThrough = -Infinity;

  constructor(correlation: Correlation, tell: (episode: Episode) => void, most = MOST_EVENTS) {
    this.#span = correlation.timespan * SECOND_TICKS;
    this.#window = windowOf(correlation, this.#span, (time, from) => this.#fire(time, from));
    // What must be absent is known only a timespan later.
    this.#kept = correlation.condition.kind === 'expression' ? 2 * this.#span : this.#span;
    this.#witnesses = witnesses(correlation);
    this.#most = most;
    this.#tell = tell;
  }

  /** Begins a group. */
  begin(): void {
    this.#window.begin();
    this.#times.begin();
    this.#time = NaN;
    this.#open = null;
    this.#toldThrough = -Infinity;
  }

  /**
   * One event of the group. `until` is later than `time` for one that lasts (a finding of another correlation); `value` is the number to
   * add up, or stands for the value to count; `same` says that it is the record of the event before, matched by another rule.
   */
  add(time: number, until: number, step: number, value: number, same: boolean): void {
    if (time !== this.#time) {
      this.#moment();
      this.#time = time;
    }
    if (!same) this.#counted = false;
    if (!this.#counted && this.#witnesses[step] === true) {
      this.#counted = true;
      this.#times.push(time);
    }
    this.#window.add(time, until, step, value, same);
  }

  /** Ends the group. */
  end(): void {
    this.#moment();
    this.#window.end();
    this.#close();
  }

  #moment(): void {
    if (Number.isNaN(this.#time)) return;
    this.#window.moment(this.#time);
    this.#times.forget(this.#time - this.#kept);
  }

  #fire(time: number, from: number): void {
    const open = this.#open;
    if (open !== null && time - open.to <= this.#span) {
      open.to = time;
      open.through = this.#times.countBefore(time + 1);
    } else {
      this.#close();
      const begin = Math.max(from, this.#toldThrough + 1);
      this.#open = {
        from: begin,
        held: time,
        to: time,
        before: this.#times.countBefore(begin),
        through: this.#times.countBefore(time + 1),
      };
    }
    const now = this.#open;
    if (now !== null && now.through - now.before >= this.#most) this.#close();
  }

  #close(): void {
    const open = this.#open;
    if (open === null) return;
    this.#open = null;
    this.#toldThrough = open.to;
    this.#tell({ from: open.from, held: open.held, to: open.to, events: open.through - open.before });
  }
}

/** Whether the events of each step stand behind a finding: not those that must only be absent. */
export function witnesses({ condition, steps }: Correlation): boolean[] {
  if (condition.kind !== 'expression') return steps.map(() => true);
  const terms = termsOf(
    condition.expression,
    steps.map(({ name }) => name),
  );
  return steps.map((_, i) => terms?.some(({ seen }) => seen.includes(i)) ?? true);
}
