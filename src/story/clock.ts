import { latestAt } from '../lib/index.ts';
import { clockSkewTable, type ClockSkew, type StageInput } from '../case/index.ts';

/** Turns what a host's clock showed into the time of the case's reference clock, and back. Microseconds since 1970. */
export interface Clock {
  /** When it was, by the reference clock. */
  corrected(host: string, time: number): number;
  /**
   * What the host's clock showed then: the time its records bear. Where two times of a clock that was set come to this instant, the one that was
   * corrected, else the earlier; the instant itself where none does.
   */
  shown(host: string, time: number): number;
}

/** What is known of one host's clock. */
interface Dial {
  /** By their start. A row that is no more than delay stays, as 0: it too says which time is of which row. */
  readonly rows: (ClockSkew & { readonly time: number })[];
  /** All that the clock is ever off by, and 0. */
  readonly skews: Set<number>;
  /** The times that were corrected, where two of them can come to the same instant. */
  readonly borne: Set<number>;
}

/** How far hosts' clocks were off, as far as it is known. A skew within its own spread is no more than delay, and is left alone. */
export function clockOf(rows: readonly ClockSkew[], host: (host: string) => string): Clock {
  const dials = new Map<string, Dial>();
  for (const row of [...rows].sort((a, b) => a.from - b.from)) {
    const name = host(row.host);
    const dial = dials.get(name) ?? { rows: [], skews: new Set([0]), borne: new Set() };
    const skew = Math.abs(row.skew_us) > row.spread_us ? row.skew_us : 0;
    dial.rows.push({ ...row, skew_us: skew, time: row.from });
    dial.skews.add(skew);
    dials.set(name, dial);
  }
  const skewAt = (dial: Dial, time: number): number => {
    const row = latestAt(dial.rows, time);
    return row && time < row.to ? row.skew_us : 0;
  };
  return {
    corrected(name, time) {
      const dial = dials.get(name);
      if (!dial) return time;
      if (dial.skews.size > 1) dial.borne.add(time);
      return time - skewAt(dial, time);
    },
    shown(name, time) {
      const dial = dials.get(name);
      if (!dial) return time;
      const can = [...dial.skews].filter((skew) => skewAt(dial, time + skew) === skew).map((skew) => time + skew);
      const borne = can.filter((each) => dial.borne.has(each));
      const all = borne.length > 0 ? borne : can;
      return all.length > 0 ? Math.min(...all) : time;
    },
  };
}

/** The skews of a case. */
export function clockSkews(input: StageInput): Promise<ClockSkew[]> {
  return input.rows(clockSkewTable);
}
