import { matchGlob } from '../../lib/index.ts';
import type { CarrierContext, SourceEntry } from './types.ts';

/** The first entry of sources.yaml whose glob matches the path of an evidence file (relative, with `/`); null when none does. */
export function sourceFor(context: CarrierContext, evidencePath: string): SourceEntry | null {
  return context.sources.find((source) => matchGlob(source.match, evidencePath)) ?? null;
}
