import { withinBounds } from '../bounds.ts';
import type { Correlation } from '../correlation.ts';
import { SECOND_TICKS, witnesses, type Episode } from '../correlator.ts';
import { termsOf, type Term } from '../terms.ts';

/** A row of one group's events. */
export interface NaiveRow {
  readonly time: number;
  readonly step: number;
  readonly record: number;
  readonly value: number;
}

/** The episodes of one group, by looking at every window in full: slow, and close to the wording of docs/sigma.md. */
export function naiveEpisodes(correlation: Correlation, rows: readonly NaiveRow[], most: number): Episode[] {
  const span = correlation.timespan * SECOND_TICKS;
  const witness = witnesses(correlation);
  const moments = [...new Set(rows.map(({ time }) => time))].sort((a, b) => a - b);
  const held = moments.flatMap((time) => {
    const from = fires(correlation, rows, time, span);
    return from === null ? [] : [{ time, from }];
  });
  const eventsIn = (from: number, to: number): number =>
    new Set(
      rows.filter(({ time, step }) => witness[step] === true && time >= from && time <= to).map(({ record, time }) => `${record} ${time}`),
    ).size;
  const episodes: Episode[] = [];
  let told = -Infinity;
  let isOpen = false;
  for (const { time, from } of held) {
    const last = episodes.at(-1);
    if (isOpen && last !== undefined && time - last.to <= span)
      episodes[episodes.length - 1] = { ...last, to: time, events: eventsIn(last.from, time) };
    else {
      const begin = Math.max(from, told + 1);
      episodes.push({ from: begin, held: time, to: time, events: eventsIn(begin, time) });
    }
    told = time;
    isOpen = (episodes.at(-1)?.events ?? 0) < most;
  }
  return episodes;
}

/** Where the window that ends at a time begins, if it meets the condition. */
function fires({ type, condition, steps }: Correlation, rows: readonly NaiveRow[], time: number, span: number): number | null {
  const window = rows.filter((row) => row.time >= time - span && row.time <= time);
  const begin = time - span;
  if (condition.kind === 'expression') {
    const terms =
      termsOf(
        condition.expression,
        steps.map(({ name }) => name),
      ) ?? [];
    const begins = terms
      .map((term) => (type === 'temporal' ? seen(term, rows, time, span) : ordered(term, rows, time, span)))
      .filter((from) => from !== null);
    return begins.length === 0 ? null : Math.min(...begins);
  }
  const { bounds, percentile } = condition;
  const records = [...new Map(window.map((row) => [`${row.record} ${row.time}`, row.value])).values()];
  const sum = records.reduce((all, value) => all + value, 0);
  const all = steps.map((_, i) => i);
  switch (type) {
    case 'event_count':
      return withinBounds(records.length, bounds) ? begin : null;
    case 'value_count':
      return withinBounds(new Set(window.map(({ value }) => value)).size, bounds) ? begin : null;
    case 'value_sum':
      return withinBounds(sum, bounds) ? begin : null;
    case 'value_avg':
      return withinBounds(sum / records.length, bounds) ? begin : null;
    case 'value_percentile':
    case 'value_median':
      return withinBounds(interpolated(records, percentile ?? 50), bounds) ? begin : null;
    case 'temporal':
      return withinBounds(new Set(window.map(({ step }) => step)).size, bounds) ? begin : null;
    case 'temporal_ordered':
    default: {
      const [only] = bounds;
      if (bounds.length === 1 && only?.operator === 'gte' && only.number === steps.length)
        return ordered({ seen: all, absent: [] }, rows, time, span);
      const lengths = Array.from({ length: 2 ** steps.length }, (_, bits) => all.filter((i) => (bits & (1 << i)) !== 0)).map((some) =>
        chains(some, window).length > 0 ? some.length : 0,
      );
      return withinBounds(Math.max(...lengths), bounds) ? begin : null;
    }
  }
}

function interpolated(values: readonly number[], percentile: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = ((sorted.length - 1) * percentile) / 100;
  const low = sorted[Math.floor(rank)] ?? NaN;
  const high = sorted[Math.ceil(rank)] ?? NaN;
  return low + (high - low) * (rank - Math.floor(rank));
}

function anyAt(rows: readonly NaiveRow[], steps: readonly number[], from: number, to: number): boolean {
  return rows.some(({ step, time }) => steps.includes(step) && time >= from && time <= to);
}

function seen(term: Term, rows: readonly NaiveRow[], time: number, span: number): number | null {
  const all = term.seen.every((step) => anyAt(rows, [step], time - span, time));
  return all && anyAt(rows, term.seen, time, time) && !anyAt(rows, term.absent, time - span, time + span) ? time - span : null;
}

function ordered(term: Term, rows: readonly NaiveRow[], time: number, span: number): number | null {
  const window = rows.filter((row) => row.time >= time - span && row.time <= time);
  const between = (step: number): number => term.seen.filter((other) => other < step).length;
  const quiet = (chain: readonly NaiveRow[]): boolean =>
    term.absent.every((step) => {
      const gap = between(step);
      const from = gap === 0 ? (chain[0]?.time ?? 0) - span : (chain[gap - 1]?.time ?? 0);
      const to = gap === chain.length ? time + span : (chain[gap]?.time ?? 0);
      return !anyAt(rows, [step], from, to);
    });
  const whole = chains(term.seen, window).filter((chain) => chain.at(-1)?.time === time && quiet(chain));
  const firsts = window.filter(({ step }) => step === term.seen[0]).map((row) => row.time);
  return whole.length > 0 ? Math.min(...firsts) : null;
}

/** Every way to take one row a step in order of time, each record once. */
function chains(steps: readonly number[], window: readonly NaiveRow[]): NaiveRow[][] {
  let found: NaiveRow[][] = [[]];
  for (const step of steps) {
    found = found.flatMap((chain) =>
      window
        .filter((row) => row.step === step && row.time >= (chain.at(-1)?.time ?? -Infinity))
        .filter((row) => !chain.some((other) => other.record === row.record && other.time === row.time))
        .map((row) => [...chain, row]),
    );
  }
  return steps.length === 0 ? [] : found;
}
