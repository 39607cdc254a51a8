import type { Link } from './chain.ts';

/** Never certain: logs can be forged. */
const MOST = 0.99;

/**
 * How much each independent reason is worth alone; together they leave the product of the doubts (noisy or). First estimates,
 * to be calibrated: they order hops, they are not yet frequencies.
 */
const REASONS = {
  socket: 0.3,
  address: 0.15,
  ownProcess: 0.7,
  theft: 0.5,
  novel: 0.3,
  session: 0.7,
  data: 0.7,
  near: 0.4,
  execution: 0.35,
  onward: 0.3,
} as const;

/** 1 − Π(1 − weight), to three digits, at most 0.99. */
export function together(weights: Iterable<number>): number {
  let doubt = 1;
  for (const weight of weights) doubt *= 1 - weight;
  return Math.min(MOST, Math.round((1 - doubt) * 1000) / 1000);
}

export function linkConfidence({ visit, ownProcess, theft, novel, effect }: Link, sourceLogged: boolean): number {
  const reasons = [
    REASONS[visit.join],
    ...(ownProcess ? [REASONS.ownProcess] : []),
    ...(theft ? [REASONS.theft] : []),
    ...(novel ? [REASONS.novel] : []),
    ...(effect ? [REASONS[effect]] : []),
  ];
  // From a host that left no log, everything said of the source is hearsay.
  return sourceLogged ? together(reasons) : Math.round(together(reasons) * 600) / 1000;
}

/** A database session joined by its socket to the intruder's own process. */
export function dataConfidence(): number {
  return together([REASONS.socket, REASONS.ownProcess, REASONS.data]);
}

/** A host by the terminals on it (0.6 each, three at most count) and by the best hop that ends or starts there (half of its confidence). */
export function hostConfidence(terminals: number, hops: readonly number[]): number {
  return together([...Array.from({ length: Math.min(3, terminals) }, () => 0.6), Math.max(0, ...hops) * (terminals > 0 ? 0.5 : 0.9)]);
}

/** An operation by its hops, each at half of its confidence. */
export function operationConfidence(hops: readonly number[]): number {
  return together(hops.map((confidence) => confidence / 2));
}
