import type { OperationDocument } from '../../documents/types.ts';
import { moment } from '../time.ts';
import { tacticOf } from './cast.ts';
import { isPublicAddress } from './peers.ts';

/** The lanes of the drawing, top to bottom. */
export const tiers = ['Internet', 'Public servers', 'Servers', 'Call records'] as const;
export type Tier = (typeof tiers)[number];

/** Techniques that only work on a server that the Internet reaches: exploited application, web shell (ATT&CK). */
const PUBLIC_TECHNIQUES = ['T1190', 'T1505.003'];

/**
 * The lane of each host, from what the story tells and never from its name:
 *
 * - a bare address outside the carrier's private ranges stands in Internet;
 * - a host whose first stage is initial access, an exploited application or a web shell is a public server;
 * - a host with a database hop, at either end, or that holds a store or sent a query to one, is with the call records;
 * - every other host is a server.
 *
 * The first rule that fits decides.
 */
export function tierOf(operation: OperationDocument, stores: ReadonlySet<string>): (host: string) => Tier {
  const doors = new Set(
    firstStages(operation)
      .filter(isPublic)
      .map((stage) => stage.host),
  );
  const records = new Set(stores);
  for (const hop of operation.hops) {
    if (hop.mechanism === 'database') records.add(hop.from).add(hop.to);
  }
  return (host) => {
    if (isPublicAddress(host)) return 'Internet';
    if (doors.has(host)) return 'Public servers';
    return records.has(host) ? 'Call records' : 'Servers';
  };
}

type Stage = OperationDocument['stages'][number];

/** All stages at each host's first moment: a finding with two techniques makes two stages of one time. */
function firstStages(operation: OperationDocument): readonly Stage[] {
  const first = new Map<string, number>();
  for (const stage of operation.stages) first.set(stage.host, Math.min(first.get(stage.host) ?? Infinity, moment(stage.time)));
  return operation.stages.filter((stage) => first.get(stage.host) === moment(stage.time));
}

function isPublic(stage: Stage): boolean {
  return tacticOf(stage) === 'initial-access' || PUBLIC_TECHNIQUES.includes(stage.technique);
}
