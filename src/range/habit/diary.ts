import { SECOND, type Moment } from '../moment.ts';
import { PlanBuilder, type ActivityKind, type Plan } from '../plan/index.ts';
import type { Span } from '../world/index.ts';
import type { Downtimes } from './downtime.ts';

/** Takes down what happens; what cannot be is left out: before or after the span, from or to a host that is down. */
export class Diary {
  readonly #builder = new PlanBuilder();
  readonly #span: Span;
  readonly #downtimes: Downtimes;

  constructor(span: Span, downtimes: Downtimes) {
    this.#span = span;
    this.#downtimes = downtimes;
  }

  /**
   * Adds an activity and returns how many seconds it lasts: less than asked for where a restart of either end cuts it short, 0 where
   * it does not happen at all.
   */
  add(kind: ActivityKind, at: Moment, seconds: number, from: number, to: number, account: number): number {
    if (at < this.#span.from || at >= this.#span.until) return 0;
    let up = this.#downtimes.upFrom(to, at);
    if (from !== to) up = Math.min(up, this.#downtimes.upFrom(from, at));
    if (up <= SECOND) return 0;
    const lasts = Math.fround(Math.min(seconds, Math.floor(up / SECOND)));
    this.#builder.add({ kind, at, seconds: lasts, from, to, account });
    return lasts;
  }

  /** A restart itself: the one thing that begins when a host goes down. */
  addRestart(at: Moment, seconds: number, host: number, account: number): void {
    if (at < this.#span.from || at >= this.#span.until) return;
    this.#builder.add({ kind: 'reboot', at, seconds, from: host, to: host, account });
  }

  build(): Plan {
    return this.#builder.build();
  }
}
