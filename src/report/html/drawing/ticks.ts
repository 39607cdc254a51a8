import { clock, DAY, dayAndMonth, monthShort } from '../time.ts';
import { textWidth } from './placer.ts';
import type { Band, TimeScale } from './scale.ts';

export interface Tick {
  readonly x: number;
  readonly label: string | null;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;
const STEPS = [
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
];
const MOST_IN_A_BAND = 60;

/** Ticks of every band at one step for all: round clock times, days counted from the wave's first, or first days of months. */
export function ticksOf(scale: TimeScale, apart = 50): readonly Tick[] {
  if (scale.perMs === 0) return scale.bands.map((band) => ({ x: scale.x(band.from), label: dayAndMonth(band.from) }));
  const step = STEPS.find((each) => each * scale.perMs >= apart) ?? null;
  return scale.bands.flatMap((band) => labelled(momentsOf(band, step, scale.perMs, apart), band, scale, step));
}

function momentsOf(band: Band, step: number | null, perMs: number, apart: number): readonly number[] {
  if (step === null) return monthsOf(band, Math.max(1, Math.ceil(apart / (30 * DAY * perMs))));
  const origin = step < DAY ? Math.ceil(band.from / step) * step : Math.floor(band.from / DAY) * DAY;
  const moments: number[] = [];
  for (let at = origin; at <= band.to && moments.length < MOST_IN_A_BAND; at += step) moments.push(at);
  return moments.length === 0 ? [band.from] : moments;
}

function monthsOf(band: Band, every: number): readonly number[] {
  const start = new Date(band.from);
  const moments: number[] = [];
  for (let month = start.getUTCMonth() + 1; moments.length < MOST_IN_A_BAND; month += every) {
    const at = Date.UTC(start.getUTCFullYear(), month, 1);
    if (at > band.to) break;
    moments.push(at);
  }
  return moments.length === 0 ? [band.from] : moments;
}

function labelled(moments: readonly number[], band: Band, scale: TimeScale, step: number | null): readonly Tick[] {
  let end = -Infinity;
  return moments.map((at) => {
    const x = Math.max(band.x0 + 1, scale.x(at));
    const name = tickName(at, step, end === -Infinity);
    const half = textWidth(name, 11) / 2;
    if (x - half < Math.max(end + 8, band.x0 - 26) || x + half > band.x1 + 26) return { x, label: null };
    end = x + half;
    return { x, label: name };
  });
}

/** Days and months by date; clock times with the date on a band's first, and midnight as the date alone. */
function tickName(at: number, step: number | null, first: boolean): string {
  if (step === null) return monthAndYear(at);
  if (step >= DAY || at % DAY === 0) return dayAndMonth(at);
  return first ? `${dayAndMonth(at)}, ${clock(at)}` : clock(at);
}

function monthAndYear(at: number): string {
  return `${monthShort(at)}\u00a0${new Date(at).getUTCFullYear()}`;
}
