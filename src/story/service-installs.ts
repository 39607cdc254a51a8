import { SECOND, within } from '../lib/index.ts';
import type { ProcessFact } from './story-facts.ts';

/** How far apart the two records of one installation may be. */
const TWICE = 2 * SECOND;

/**
 * System's record of a service (7045) names no session; Security's of the same moment and image (4697) does, and lends it.
 * `facts` of one host, by time.
 */
export function withInstallers(facts: readonly ProcessFact[]): ProcessFact[] {
  const named = facts.filter((fact) => fact.activity === 'service_installed' && fact.logon_id !== null);
  return facts.map((fact) => {
    if (fact.activity !== 'service_installed' || fact.logon_id !== null) return fact;
    const twin = within(named, fact.time - TWICE, fact.time + TWICE).find((other) => other.image === fact.image);
    return twin ? { ...fact, logon_id: twin.logon_id } : fact;
  });
}
