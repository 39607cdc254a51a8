import { DAY, HOUR } from '../lib/index.ts';

/** One wave: from its first to its last activity, microseconds since 1970. */
export interface WaveSpan {
  readonly number: number;
  readonly first: number;
  readonly last: number;
}

/** Activity closer than this is one bout: a night's work. */
export const BOUT = 12 * HOUR;
/** No shorter silence ends a wave, whatever the rhythm: a working week has its weekend. */
const LEAST_SILENCE = 7 * DAY;
/** A longer silence always does: with few bouts there is no rhythm to measure, and long pauses would vouch for each other. */
const MOST_SILENCE = 28 * DAY;
/** A silence this many times the usual pause between bouts ends a wave. */
const LONG = 6;

/**
 * Cuts an operation where it was silent for longer than its own rhythm: a pause between two bouts ends a wave when it exceeds
 * six times the median of the other pauses, but no less than a week and no more than four. No window is put on how long a stolen credential may wait.
 */
export function waveSpans(times: Iterable<number>): WaveSpan[] {
  const bouts: { first: number; last: number }[] = [];
  for (const time of [...times].sort((a, b) => a - b)) {
    const bout = bouts.at(-1);
    if (bout && time - bout.last <= BOUT) bout.last = time;
    else bouts.push({ first: time, last: time });
  }
  const pauses = bouts.slice(1).map((bout, i) => bout.first - (bouts[i]?.last ?? bout.first));
  const ordered = [...pauses].sort((a, b) => a - b);
  const spans: { number: number; first: number; last: number }[] = [];
  for (const [i, bout] of bouts.entries()) {
    const pause = pauses[i - 1];
    const wave = spans.at(-1);
    if (wave && (pause === undefined || pause <= limit(ordered, pause))) wave.last = bout.last;
    else spans.push({ number: spans.length + 1, first: bout.first, last: bout.last });
  }
  return spans;
}

/** The wave that a time lies in, up to a bout before or after it; null in the silence between. */
export function waveAt(spans: readonly WaveSpan[], time: number): WaveSpan | null {
  return spans.find(({ first, last }) => time >= first - BOUT && time <= last + BOUT) ?? null;
}

/** The longest silence that still belongs to a wave, by all pauses but this one. */
function limit(ordered: readonly number[], pause: number): number {
  const others = [...ordered];
  others.splice(others.indexOf(pause), 1);
  const median = others[Math.floor((others.length - 1) / 2)] ?? 0;
  return Math.min(MOST_SILENCE, Math.max(LEAST_SILENCE, LONG * median));
}

/** The number of the wave that a time lies in; the nearest one for a time between two. */
export function waveOf(spans: readonly WaveSpan[], time: number): number {
  const distance = ({ first, last }: WaveSpan): number => Math.max(0, first - time, time - last);
  let nearest = spans[0];
  for (const span of spans) if (nearest && distance(span) < distance(nearest)) nearest = span;
  return nearest?.number ?? 1;
}
