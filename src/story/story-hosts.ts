import { byText } from '../lib/index.ts';
import type { Hop, StoryHost } from '../case/index.ts';
import { hostConfidence } from './confidence.ts';
import type { OperationMembers } from './operation.ts';

/**
 * The hosts of an operation, by name. `confirmed`: a terminal shows it there, data was taken there by its own socket, or a use
 * by its own process reached it. `possible`: all else, above all sources that left no log and hosts reached without any effect.
 */
export function storyHosts(operation: string, members: OperationMembers, hops: readonly Hop[]): StoryHost[] {
  const terminals = new Map<string, number[]>();
  for (const { host, time, last } of members.terminals) terminals.set(host, [...(terminals.get(host) ?? []), time, last]);
  const sure = new Set([
    ...terminals.keys(),
    ...members.dataSessions.map((one) => one.session.host),
    ...members.links.filter((link) => link.ownProcess || link.effect === 'data').map((link) => link.visit.to),
  ]);
  const names = new Set([...terminals.keys(), ...hops.flatMap((hop) => [hop.from_host, hop.to_host])]);
  return [...names].sort(byText).map((host) => {
    const touching = hops.filter((hop) => hop.from_host === host || hop.to_host === host);
    const times = [...(terminals.get(host) ?? []), ...touching.flatMap((hop) => [hop.time, hop.last])];
    return {
      operation,
      host,
      compromised: sure.has(host) ? 'confirmed' : 'possible',
      first: Math.min(...times),
      last: Math.max(...times),
      confidence: hostConfidence(
        (terminals.get(host)?.length ?? 0) / 2,
        touching.map((hop) => hop.confidence),
      ),
    };
  });
}
