import { SECOND, type Moment } from '../moment.ts';

/** When a host is down: from a moment on, for so many seconds. */
export interface Downtime {
  readonly at: Moment;
  readonly seconds: number;
}

/** Every time that a host is restarted. */
export class Downtimes {
  readonly #hosts: readonly (readonly Downtime[])[];

  /** One list a host; each is put in order of time here, and those that overlap an earlier one are left out. */
  constructor(hosts: readonly (readonly Downtime[])[]) {
    this.#hosts = hosts.map((list) => {
      const kept: Downtime[] = [];
      for (const one of [...list].sort((a, b) => a.at - b.at)) {
        const last = kept.at(-1);
        if (last === undefined || one.at > last.at + last.seconds * SECOND + 600 * SECOND) kept.push(one);
      }
      return kept;
    });
  }

  of(host: number): readonly Downtime[] {
    return this.#hosts[host] ?? [];
  }

  /** How long, in µs, a host is up from a moment on; 0 while it is down; Infinity when it is not restarted any more. */
  upFrom(host: number, at: Moment): number {
    const list = this.of(host);
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((list[middle]?.at ?? Infinity) <= at) low = middle + 1;
      else high = middle;
    }
    const before = list[low - 1];
    if (before !== undefined && at < before.at + before.seconds * SECOND) return 0;
    const next = list[low];
    return next === undefined ? Infinity : next.at - at;
  }
}
