import { collect, latestAt } from '../lib/index.ts';
import { clockSkewTable, type ClockSkew, type StageInput } from '../case/index.ts';

/** Turns what a host's clock showed into the time of the case's reference clock, and back. Microseconds since 1970. */
export interface Clock {
  /** When it was, by the reference clock. */
  corrected(host: string, time: number): number;
  /** What the host's clock showed then: the time its records bear. */
  shown(host: string, time: number): number;
}

/** How far hosts' clocks were off, as far as it is known. A skew within its own spread is no more than delay, and is left alone. */
export function clockOf(rows: readonly ClockSkew[], host: (host: string) => string): Clock {
  const byHost = new Map<string, (ClockSkew & { readonly time: number })[]>();
  for (const row of [...rows].sort((a, b) => a.from - b.from))
    if (Math.abs(row.skew_us) > row.spread_us) collect(byHost, host(row.host), { ...row, time: row.from });
  const skewAt = (name: string, time: number): number => {
    const row = latestAt(byHost.get(name) ?? [], time);
    return row && time < row.to ? row.skew_us : 0;
  };
  return {
    corrected: (name, time) => time - skewAt(name, time),
    shown(name, time) {
      const row = byHost.get(name)?.find(({ from, to, skew_us: skew }) => from <= time + skew && time + skew < to);
      return time + (row?.skew_us ?? 0);
    },
  };
}

/** The skews of a case. */
export function clockSkews(input: StageInput): Promise<ClockSkew[]> {
  return input.rows(clockSkewTable);
}
