import { byMoment, collect, SKEW } from '../lib/index.ts';
import type { Finding } from '../case/index.ts';
import type { Actor } from './actor.ts';
import type { Link } from './chain.ts';
import { Groups } from './groups.ts';
import type { ClientSession } from './store-session.ts';
import { isTheft } from './credential-store.ts';

/** One operation, before it is cut into waves. */
export interface OperationMembers {
  readonly links: readonly Link[];
  /** Database sessions of the intruder's own processes, by time. */
  readonly dataSessions: readonly ClientSession[];
  /** Terminals on its hosts while they were held, by time. */
  readonly terminals: readonly Finding[];
  /** Since when each host was held; microseconds since 1970. */
  readonly heldSince: ReadonlyMap<string, number>;
}

/**
 * Draws an intruder's operation from all links that are laid to him, or none. Hosts are one group when a link, a stolen credential or a database session ties
 * them. A group is an operation only when it holds a whole chain: a foothold (a terminal), then a credential stolen there or
 * the intruder's own process, then its use on another host, then a terminal or data taken on that host; each by another
 * finding. Data taken straight from the first host needs two terminals of different rules there. Terminals that no chain
 * reaches stay unattached.
 */
export function operationMembers({ links, terminals }: Actor, sessions: readonly ClientSession[]): OperationMembers | null {
  const byHost = new Map<string, Finding[]>();
  for (const terminal of [...terminals].sort(byMoment)) collect(byHost, terminal.host, terminal);
  const chosen = new Set(links.map((link) => link.visit));
  const own = new Set(terminals);
  const data = sessions.filter(
    ({ origins }) => [...origins.terminals].some((terminal) => own.has(terminal)) || [...origins.visits].some((visit) => chosen.has(visit)),
  );
  const groups = new Groups<string>();
  for (const { visit, theft } of links) {
    groups.tie(visit.from, visit.to);
    if (theft) groups.tie(theft.host, visit.to);
  }
  for (const { client, session } of data) groups.tie(client, session.host);
  const whole = new Set<string>();
  for (const link of links) if (isWholeChain(link, byHost)) whole.add(groups.of(link.visit.to));
  for (const one of data) if (isWholeRaid(one, byHost)) whole.add(groups.of(one.client));
  if (whole.size === 0) return null;
  const inStory = (host: string): boolean => whole.has(groups.of(host));
  const kept = links.filter((link) => inStory(link.visit.to));
  const taken = data.filter((one) => inStory(one.client));
  const heldSince = holding(kept, taken, byHost);
  return {
    links: kept,
    dataSessions: taken,
    terminals: terminals.filter(({ host, time }) => time >= (heldSince.get(host) ?? Infinity)).sort(byMoment),
    heldSince,
  };
}

/** Foothold, cause, use and effect, each shown by a finding of its own (or the effect by data taken). */
function isWholeChain({ visit, theft, ownProcess, effect, explains }: Link, byHost: ReadonlyMap<string, readonly Finding[]>): boolean {
  if (!theft && !ownProcess) return false;
  if (effect !== 'data' && explains.length === 0) return false;
  const places = [visit.from, ...(theft ? [theft.host] : [])];
  return places.some((place) =>
    (byHost.get(place) ?? []).some(
      (terminal) =>
        terminal.time <= visit.time && terminal !== theft?.finding && !(theft && isTheft(terminal)) && !explains.includes(terminal),
    ),
  );
}

/** A process with a terminal in its line took data, on a host where another rule's terminal had shown the intruder too. */
function isWholeRaid({ client, session, origins }: ClientSession, byHost: ReadonlyMap<string, readonly Finding[]>): boolean {
  const before = (byHost.get(client) ?? []).filter((terminal) => terminal.time <= session.last);
  return [...origins.terminals].some((own) => before.includes(own) && before.some((other) => other.rule !== own.rule));
}

/** A host is held from the link that reached it, or from its first terminal when the story began there. */
function holding(
  links: readonly Link[],
  data: readonly ClientSession[],
  byHost: ReadonlyMap<string, readonly Finding[]>,
): Map<string, number> {
  const since = new Map<string, number>();
  const hold = (host: string, time: number): void => void since.set(host, Math.min(time, since.get(host) ?? Infinity));
  for (const { visit } of links) hold(visit.to, visit.time - SKEW);
  for (const { session } of data) hold(session.host, session.time);
  const reached = new Set(since.keys());
  for (const { visit, theft } of links) {
    for (const host of [visit.from, ...(theft ? [theft.host] : [])]) {
      const first = byHost.get(host)?.[0]?.time;
      if (!reached.has(host)) hold(host, first ?? visit.time);
      else if (theft && host === theft.host) hold(host, theft.time);
    }
  }
  for (const { client, origins } of data)
    for (const terminal of origins.terminals) if (!reached.has(client)) hold(client, byHost.get(client)?.[0]?.time ?? terminal.time);
  return since;
}
