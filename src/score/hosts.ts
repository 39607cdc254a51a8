import type { StoryHost } from '../case/index.ts';
import { byText } from '../lib/index.ts';

/** A compromised host that was not told as such, or one that was told and is none. */
export interface HostMiss {
  readonly kind: 'missed' | 'false';
  readonly host: string;
  readonly reason: string;
}

/** What is wrong with the hosts that a story calls compromised beyond doubt, by name. */
export function hostMisses(told: readonly StoryHost[], real: readonly string[]): HostMiss[] {
  const truth = new Set(real);
  const graded = new Map(told.map((row) => [row.host, row.compromised]));
  const missed = [...truth]
    .filter((host) => graded.get(host) !== 'confirmed')
    .map((host): HostMiss => {
      const grade = graded.get(host);
      return { kind: 'missed', host, reason: grade === undefined ? 'not told' : `told as ${grade}` };
    });
  const wrong = told
    .filter((row) => row.compromised === 'confirmed' && !truth.has(row.host))
    .map((row): HostMiss => ({ kind: 'false', host: row.host, reason: 'the intruder never came there' }));
  return [...missed, ...wrong].sort((a, b) => byText(a.host, b.host) || byText(a.kind, b.kind));
}
