import type { ClockSkew } from '../../case/index.ts';
import { byText, within } from '../../lib/index.ts';
import { quantile } from '../gaps/ordinary.ts';
import { clockOffsets, type Difference } from './offsets.ts';
import type { Pair } from './pairs.ts';
import { levelsOf, type Level } from './steps.ts';

/** The levels of one pair of hosts. */
interface Edge {
  readonly a: string;
  readonly b: string;
  readonly levels: readonly Level[];
}

/** A host's offset in one epoch. */
interface Epoch {
  readonly from: number;
  readonly to: number;
  readonly offsets: ReadonlyMap<string, { readonly skew: number; readonly reference: string }>;
}

/** Two neighbouring offsets of a host that differ by less are one: what other hosts' steps leave over. Microseconds. */
const SAME = 500_000;

/** What a pair counts for outside its time: no more than to keep apart what nothing else tells. */
const ELSEWHERE = 1e-6;

/**
 * How far each host's clock was ahead of its reference, in the table's order. Time is cut where some two clocks' difference stepped; in each part
 * all differences are fitted together, and parts in which a host's offset is the same are one row.
 */
export function clockSkew(
  pairs: readonly Pair[],
  span: { readonly from: number; readonly to: number },
  prefer: (host: string) => number,
): ClockSkew[] {
  const edges = edgesOf(pairs);
  const reference = new Map<string, string>();
  for (const component of clockOffsets(
    edges.flatMap((edge) => overall(edge)),
    prefer,
  ))
    for (const host of component.offsets.keys()) reference.set(host, component.reference);
  const cuts = cutsOf(edges).filter((cut) => cut > span.from && cut < span.to);
  const epochs = [span.from, ...cuts].map((from, index): Epoch => {
    const offsets = new Map<string, { skew: number; reference: string }>();
    const to = cuts[index] ?? Infinity;
    const present = edges.map((edge) => differenceIn(edge, cuts, index, { from: index === 0 ? -Infinity : from, to }));
    // The reference of a component is the same in each part.
    for (const component of clockOffsets(present, (host) => (reference.get(host) === host ? -1 : prefer(host))))
      for (const [host, skew] of component.offsets) offsets.set(host, { skew, reference: component.reference });
    return { from, to: cuts[index] ?? span.to, offsets };
  });
  return [...reference.keys()].sort(byText).flatMap((host) => rowsOf(host, epochs, edges));
}

function edgesOf(pairs: readonly Pair[]): Edge[] {
  const byHosts = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const key = JSON.stringify([pair.a, pair.b]);
    const list = byHosts.get(key);
    if (list) list.push(pair);
    else byHosts.set(key, [pair]);
  }
  return [...byHosts.values()].flatMap((list) => {
    const [head] = list;
    const levels = levelsOf(list.toSorted((x, y) => x.time - y.time || x.delta - y.delta));
    return head && levels.length > 0 ? [{ a: head.a, b: head.b, levels }] : [];
  });
}

/** All levels of an edge as one difference, for telling what hangs together. */
function overall({ a, b, levels }: Edge): Difference[] {
  return levels.slice(0, 1).map(({ delta }) => ({ a, b, delta, weight: levels.reduce((sum, level) => sum + level.pairs, 0) }));
}

/** The pairs before and after which two clocks' difference changed. */
function changesOf({ levels }: Edge): { readonly after: number; readonly before: number }[] {
  return levels.slice(1).map((level, index) => ({ after: levels[index]?.last ?? level.first, before: level.first }));
}

/**
 * When levels change, in order. The pairs say only between which two moments a clock was set; changes that can be one moment are taken for one:
 * the earliest end of those that overlap.
 */
function cutsOf(edges: readonly Edge[]): number[] {
  const cuts: number[] = [];
  const changes = edges.flatMap(changesOf).sort((x, y) => x.before - y.before || x.after - y.after);
  for (const { after, before } of changes) if (cuts.length === 0 || (cuts.at(-1) ?? 0) <= after) cuts.push(before);
  return cuts;
}

/**
 * What an edge says in the part of time after so many cuts: each of its changes happened at the first cut that it allows. It counts for the pairs
 * that bear it out in just that part: a step with too few pairs on one side of it is no level of its own, and must not be outvoted by the other.
 */
function differenceIn(
  edge: Edge,
  cuts: readonly number[],
  part: number,
  { from, to }: { readonly from: number; readonly to: number },
): Difference {
  const past = cuts.slice(0, part);
  const changed = changesOf(edge).filter(
    ({ after, before }) => past.some((cut) => cut > after && cut <= before) || past.some((cut) => cut > before),
  );
  const level = edge.levels[changed.length] ?? edge.levels[0];
  if (!level) return { a: edge.a, b: edge.b, delta: 0, weight: 0 };
  // Times are whole microseconds: before `to` is up to the one before it.
  const here = within(level.near, from, to - 1).length;
  // A short part between two pairs that agree is as good as one pair of its own.
  const between = level.first < from && level.last >= to ? 1 : Math.min(level.pairs * ELSEWHERE, 0.5);
  return { a: edge.a, b: edge.b, delta: level.delta, weight: here || between };
}

/** A host's rows: neighbouring epochs of one offset joined, weighed by their length. */
function rowsOf(host: string, epochs: readonly Epoch[], edges: readonly Edge[]): ClockSkew[] {
  const levels = edges.filter((edge) => edge.a === host || edge.b === host).flatMap((edge) => edge.levels);
  const pairs = levels.reduce((sum, level) => sum + level.pairs, 0);
  const spread = Math.round(
    quantile(
      levels.map((level) => level.spread).sort((x, y) => x - y),
      0.5,
    ),
  );
  // What short epochs with few pairs differ by is as little a step of a clock.
  const same = Math.max(SAME, 4 * spread);
  const rows: { from: number; to: number; skew: number; reference: string }[] = [];
  for (const { from, to, offsets } of epochs) {
    const own = offsets.get(host);
    if (!own) continue;
    const last = rows.at(-1);
    if (last && last.reference === own.reference && Math.abs(last.skew - own.skew) < same) {
      last.skew = (last.skew * (last.to - last.from) + own.skew * (to - from)) / (to - last.from);
      last.to = to;
    } else rows.push({ from, to, ...own });
  }
  return rows.map(({ from, to, skew, reference }) => ({
    host,
    from,
    to,
    // Never -0, which Parquet keeps.
    skew_us: Math.round(skew) || 0,
    pairs,
    spread_us: spread,
    reference,
  }));
}
