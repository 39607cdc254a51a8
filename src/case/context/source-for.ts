import { matchGlob } from '../../lib/index.ts';
import type { CarrierContext, SourceEntry } from './types.ts';

/** Paths whose entry is known, by context: each file is asked for several times, and there may be a hundred thousand of them. */
const known = new WeakMap<CarrierContext, Map<string, SourceEntry | null>>();
const MOST_KNOWN = 10_000;

/** The first entry of sources.yaml whose glob matches the path of an evidence file (relative, with `/`); null when none does. */
export function sourceFor(context: CarrierContext, evidencePath: string): SourceEntry | null {
  const entries = known.get(context) ?? new Map<string, SourceEntry | null>();
  if (entries.size === 0 || entries.size > MOST_KNOWN) {
    entries.clear();
    known.set(context, entries);
  }
  const before = entries.get(evidencePath);
  if (before !== undefined) return before;
  const entry = context.sources.find((source) => matchGlob(source.match, evidencePath)) ?? null;
  entries.set(evidencePath, entry);
  return entry;
}
