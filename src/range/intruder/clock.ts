import { DAY, HOUR, MINUTE, SECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';

/** A stretch of time. */
export interface Stretch {
  readonly from: Moment;
  /** Exclusive. */
  readonly to: Moment;
  /** Until when it may be drawn out at the most. */
  readonly latest: Moment;
}

/** When somebody works: from an hour of the day, UTC, for some hours; and whether he does on Saturdays and Sundays. */
export interface WorkingHours {
  readonly begins: number;
  readonly hours: number;
  readonly weekends: boolean;
}

/** The time of somebody at work: it goes on as he acts, and jumps to his next shift when one is over. */
export class Clock {
  readonly #random: Random;
  readonly #hours: WorkingHours;
  readonly #latest: Moment;
  #now: Moment;
  #shiftEnds: Moment;
  #until: Moment;

  constructor(random: Random, hours: WorkingHours, stretch: Stretch) {
    this.#random = random;
    this.#hours = hours;
    this.#until = stretch.to;
    this.#latest = stretch.latest;
    this.#now = stretch.from;
    this.#shiftEnds = stretch.from;
    this.#nextShift();
  }

  get now(): Moment {
    return this.#now;
  }

  /** When he goes home. */
  get shiftEnds(): Moment {
    return this.#shiftEnds;
  }

  /** His time is up. */
  get over(): boolean {
    return this.#now >= this.#until;
  }

  /** Stays on, where his errand asks for it and there is time. False where there is none. */
  drawOut(): boolean {
    this.#until = Math.max(this.#until, this.#latest);
    return !this.over;
  }

  /** The moment after some seconds more, whatever the hour: one thing is done right after another. */
  after(low: number, high: number): Moment {
    this.#now += Math.round(this.#random.between(low, high) * SECOND);
    return this.#now;
  }

  /** Thinks for some minutes; goes home and comes back when his shift is over meanwhile. */
  pause(low: number, high: number): Moment {
    this.#now += Math.round(this.#random.between(low, high) * MINUTE);
    if (this.#now >= this.#shiftEnds) this.#nextShift();
    return this.#now;
  }

  /** Waits until a moment, whether it lies in his hours or not; at the end of his time at the latest. */
  waitFor(moment: Moment): void {
    this.#now = Math.max(this.#now, Math.min(Math.round(moment), this.#until));
    if (this.#now >= this.#shiftEnds) this.#shiftEnds = this.#now + HOUR;
  }

  /** Goes home, whatever the hour. */
  goHome(): void {
    this.#nextShift();
  }

  #nextShift(): void {
    const { begins, hours, weekends } = this.#hours;
    const random = this.#random;
    let day = Math.floor(this.#now / DAY) * DAY;
    for (;;) {
      const begin = day + Math.round((begins + random.between(-0.5, 1)) * HOUR);
      // 1970-01-01 was a Thursday.
      const weekday = (Math.floor(day / DAY) + 4) % 7;
      if (begin >= this.#latest && begin > this.#until) {
        // There is no other day for him: he has stayed as long as he could.
        this.#now = Math.max(this.#now, this.#until);
        this.#shiftEnds = this.#now;
        return;
      }
      if (begin > this.#now && (weekends || (weekday > 0 && weekday < 6))) {
        this.#now = begin;
        this.#shiftEnds = begin + Math.round(hours * random.between(0.6, 1.1) * HOUR);
        return;
      }
      day += DAY;
    }
  }
}
