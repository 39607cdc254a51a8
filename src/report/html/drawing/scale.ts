/** One wave on the time axis. */
export interface Band {
  readonly number: number;
  /** The wave's own ends, ms. */
  readonly from: number;
  readonly to: number;
  readonly x0: number;
  readonly x1: number;
}

/** A silence between two waves, cut short. */
export interface Silence {
  readonly x0: number;
  readonly x1: number;
  readonly ms: number;
}

export interface TimeScale {
  readonly bands: readonly Band[];
  readonly silences: readonly Silence[];
  /** Pixels a millisecond inside every band; 0 when no wave lasts. */
  readonly perMs: number;
  readonly x0: number;
  readonly x1: number;
  /** A moment's place; what lies before the first wave or after the last stands at the edge. */
  x(ms: number): number;
}

export interface ScaleOptions {
  readonly left: number;
  readonly width: number;
  /** Width of a silence while there is room. */
  readonly gap: number;
  /** Room before the first and after the last moment of a wave. */
  readonly before: number;
  readonly after: number;
  /** No band is narrower. */
  readonly least: number;
}

/** Time that is linear inside waves on one scale for all, with each silence a gap of one width. */
export function timeScale(
  waves: readonly { readonly number: number; readonly from: number; readonly to: number }[],
  options: ScaleOptions,
): TimeScale {
  const count = Math.max(1, waves.length);
  // Beyond some ten waves silences and paddings give way, so that the bands keep half of the width.
  const gap = count === 1 ? 0 : Math.min(options.gap, (options.width * 0.4) / (count - 1));
  const room = options.width - gap * (count - 1);
  const squeeze = Math.min(1, room / (count * Math.max(options.least, options.before + options.after) * 1.15));
  const before = options.before * squeeze;
  const padding = (options.before + options.after) * squeeze;
  const least = options.least * squeeze;
  const perMs = scaleOf(
    waves.map((wave) => wave.to - wave.from),
    room,
    padding,
    least,
  );
  const bands: Band[] = [];
  let x = options.left;
  for (const wave of waves) {
    const width = perMs === 0 ? room / count : Math.max(least, (wave.to - wave.from) * perMs + padding);
    bands.push({ number: wave.number, from: wave.from, to: wave.to, x0: x, x1: x + width });
    x += width + gap;
  }
  return scaleFrom(bands, perMs, before, options);
}

/** The largest scale at which every band, none narrower than `least`, fits into the room. */
function scaleOf(lengths: readonly number[], room: number, padding: number, least: number): number {
  let perMs = 0;
  let wide = lengths.filter((length) => length > 0);
  // A band that would be narrower than `least` is given `least`; the others share the rest. Each round settles one at least.
  for (let round = 0; round <= lengths.length; round += 1) {
    const total = wide.reduce((sum, length) => sum + length, 0);
    if (total === 0) return perMs;
    perMs = Math.max(0, (room - least * (lengths.length - wide.length) - padding * wide.length) / total);
    const still = wide.filter((length) => length * perMs + padding >= least);
    if (still.length === wide.length || still.length === 0) return perMs;
    wide = still;
  }
  return perMs;
}

function scaleFrom(bands: readonly Band[], perMs: number, before: number, options: ScaleOptions): TimeScale {
  const silences = bands.slice(1).map((band, index): Silence => {
    const previous = bands[index] ?? band;
    return { x0: previous.x1, x1: band.x0, ms: band.from - previous.to };
  });
  const x0 = bands[0]?.x0 ?? options.left;
  const x1 = bands.at(-1)?.x1 ?? options.left + options.width;
  const x = (ms: number): number => {
    for (const [index, band] of bands.entries()) {
      const start = perMs === 0 && band.to === band.from ? (band.x0 + band.x1) / 2 : band.x0 + before;
      const inside = start + (ms - band.from) * perMs;
      const next = bands[index + 1];
      if (ms <= band.to || next === undefined) return clamp(inside, index === 0 ? x0 : band.x0, band.x1);
      if (ms < next.from) return between(ms, band, next, start, before, perMs);
    }
    return x0;
  };
  return { bands, silences, perMs, x0, x1, x };
}

/** A moment in a silence: linear between the two waves, so that order is kept. */
function between(ms: number, band: Band, next: Band, start: number, before: number, perMs: number): number {
  const left = Math.min(band.x1, start + (band.to - band.from) * perMs + 4);
  const right = next.x0 + before - 4;
  return left + ((ms - band.to) / (next.from - band.to)) * (right - left);
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
