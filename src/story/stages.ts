import { byText } from '../lib/index.ts';
import type { Finding, Hop, Stage } from '../case/index.ts';
import type { Lineage } from './lineage.ts';
import type { OperationMembers } from './operation.ts';
import { steps } from './tactic.ts';
import { isTheft } from './credential-store.ts';

/**
 * The operation's steps: its terminals, and of the other findings on its hosts those whose events were made by its own
 * processes or sessions. A theft names the credential that was used afterwards.
 */
export function stages(
  operation: string,
  members: OperationMembers,
  hops: readonly Hop[],
  findings: readonly Finding[],
  lineage: Lineage,
): Stage[] {
  const terminals = new Set(members.terminals);
  const visits = new Set(members.links.map((link) => link.visit));
  const isOwn = (finding: Finding): boolean => {
    if (terminals.has(finding)) return true;
    if (finding.terminal || finding.time < (members.heldSince.get(finding.host) ?? Infinity)) return false;
    const origins = lineage.originsOfFinding(finding);
    return [...origins.terminals].some((terminal) => terminals.has(terminal)) || [...origins.visits].some((visit) => visits.has(visit));
  };
  return findings
    .filter(isOwn)
    .flatMap((finding) =>
      steps(finding).map(({ tactic, technique }) => ({
        operation,
        tactic,
        technique,
        host: finding.host,
        time: finding.time,
        time_100ns: finding.time_100ns,
        time_digits: finding.time_digits,
        finding: finding.id,
        title: finding.title,
        account: stolenThere(finding, hops) ?? finding.account,
        pointers: finding.pointers,
      })),
    )
    .sort(byStage);
}

function byStage(a: Stage, b: Stage): number {
  return (
    a.time - b.time ||
    a.time_100ns - b.time_100ns ||
    byText(a.finding, b.finding) ||
    byText(a.technique, b.technique) ||
    byText(a.tactic, b.tactic)
  );
}

function stolenThere(finding: Finding, hops: readonly Hop[]): string | null {
  if (!isTheft(finding)) return null;
  return hops.find((hop) => hop.stolen_host === finding.host && hop.stolen_time === finding.time)?.account ?? null;
}
