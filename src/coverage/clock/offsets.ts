import { byText, collect } from '../../lib/index.ts';

/** What one pair of hosts says: b's clock is `delta` ahead of a's. */
export interface Difference {
  readonly a: string;
  readonly b: string;
  /** Microseconds. */
  readonly delta: number;
  /** How much it counts: its pairs. Less than 1 where no pair says so at this time: it then decides only what nothing else does. */
  readonly weight: number;
}

/** A host and how far the pair's other end is ahead of it. */
interface Neighbour {
  readonly host: string;
  readonly ahead: number;
  readonly weight: number;
}

/** Residuals below this are noise and count squared, above it only by their size (Huber). Microseconds. */
const NOISE = 100_000;
const ROUNDS = 200;

/** Hosts that are joined by differences, each with how far its clock is ahead of the reference's, which has 0. */
export interface Component {
  readonly reference: string;
  readonly offsets: ReadonlyMap<string, number>;
}

/**
 * One offset a host that fits all differences best: robust least squares over each connected component, where a wrong difference counts little.
 * `prefer` ranks hosts as reference, the least first; ties by most neighbours, most pairs, name.
 */
export function clockOffsets(differences: readonly Difference[], prefer: (host: string) => number): Component[] {
  const neighbours = new Map<string, Neighbour[]>();
  for (const { a, b, delta, weight } of differences) {
    collect(neighbours, a, { host: b, ahead: delta, weight });
    collect(neighbours, b, { host: a, ahead: -delta, weight });
  }
  const left = new Set([...neighbours.keys()].sort(byText));
  const components: Component[] = [];
  for (const start of left) {
    const members = reached(start, neighbours);
    for (const host of members) left.delete(host);
    const pairs = (host: string): number => (neighbours.get(host) ?? []).reduce((sum, each) => sum + each.weight, 0);
    const [reference = start] = members.toSorted(
      (x, y) =>
        prefer(x) - prefer(y) || (neighbours.get(y)?.length ?? 0) - (neighbours.get(x)?.length ?? 0) || pairs(y) - pairs(x) || byText(x, y),
    );
    components.push({ reference, offsets: fitted(reference, neighbours) });
  }
  return components;
}

function reached(start: string, neighbours: ReadonlyMap<string, readonly Neighbour[]>): string[] {
  const found = new Set([start]);
  for (const host of found) for (const next of neighbours.get(host) ?? []) found.add(next.host);
  return [...found];
}

/** From the surest differences outwards, then each host in turn to the weighted mean of what its neighbours say, until nothing moves. */
function fitted(reference: string, neighbours: ReadonlyMap<string, readonly Neighbour[]>): Map<string, number> {
  const offsets = outwards(reference, neighbours);
  for (let round = 0; round < ROUNDS; round++) {
    let moved = 0;
    for (const [host, before] of offsets) {
      if (host === reference) continue;
      let [sum, weights] = [0, 0];
      for (const { host: other, ahead, weight } of neighbours.get(host) ?? []) {
        const said = (offsets.get(other) ?? 0) - ahead;
        const sure = weight * Math.min(1, NOISE / Math.max(1, Math.abs(said - before)));
        sum += said * sure;
        weights += sure;
      }
      const after = weights > 0 ? sum / weights : before;
      moved = Math.max(moved, Math.abs(after - before));
      offsets.set(host, after);
    }
    if (moved < 1) break;
  }
  return offsets;
}

/** Over what pairs say as far as that reaches; over what is less than a pair only to hosts that are not reached otherwise. */
function outwards(reference: string, neighbours: ReadonlyMap<string, readonly Neighbour[]>): Map<string, number> {
  const surest = (host: string): Neighbour[] =>
    (neighbours.get(host) ?? []).toSorted((x, y) => y.weight - x.weight || byText(x.host, y.host));
  const offsets = new Map([[reference, 0]]);
  const spread = (start: string): void => {
    const open = [start];
    for (const host of open)
      for (const { host: other, ahead, weight } of surest(host)) {
        if (weight < 1) break;
        if (offsets.has(other)) continue;
        offsets.set(other, (offsets.get(host) ?? 0) + ahead);
        open.push(other);
      }
  };
  spread(reference);
  for (const [host, own] of offsets)
    for (const { host: other, ahead } of surest(host)) {
      if (offsets.has(other)) continue;
      offsets.set(other, own + ahead);
      spread(other);
    }
  return offsets;
}
