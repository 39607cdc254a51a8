import { byMoment, collect, DAY, SECOND } from '../lib/index.ts';
import type { Finding } from '../case/index.ts';
import type { Candidate } from './candidate.ts';
import type { Lineage } from './lineage.ts';
import type { Visit } from './visit.ts';
import { BOUT } from './wave-plan.ts';

/** What a use led to: a terminal in its very session, data taken by its processes, a terminal soon after, a program run, or a further use. */
export type Effect = 'session' | 'data' | 'near' | 'execution' | 'onward';

/** A candidate that is the best explanation of something the intruder did. */
export interface Link extends Candidate {
  /** Null when only its process shows that it was theirs. */
  readonly effect: Effect | null;
  /** The terminals it explains. */
  readonly explains: readonly Finding[];
}

/** A terminal without a session of its own is laid to a logon at most this long before it: sessions end. */
const SESSION_LIFE = DAY;
const DISORDER = 2 * SECOND;

/** Strongest first: which effect a link is known by when it has several. */
const STRENGTH: readonly (Effect | null)[] = ['session', 'data', 'near', 'execution', 'onward', null];

/**
 * Keeps of the candidates those that explain something, one best parent for each effect: for every terminal the use whose
 * session it lies in, else (where the host was not reached before) the best use shortly before it; uses whose processes took
 * data; uses of a stolen credential on a new route that ran a program while the source showed a terminal; uses by the
 * intruder's own processes; and for each source that shows nothing itself, the best use that led there.
 */
export function links(
  found: ReadonlyMap<Visit, Candidate>,
  terminals: readonly Finding[],
  dataBy: ReadonlySet<Visit>,
  lineage: Lineage,
): Link[] {
  const into = new Map<string, Candidate[]>();
  for (const candidate of found.values()) collect(into, candidate.visit.to, candidate);
  const chosen = new Map<Visit, Link>();
  const choose = (candidate: Candidate | null, effect: Effect | null, explained: readonly Finding[] = []): void => {
    if (!candidate) return;
    const before = chosen.get(candidate.visit);
    const explains = [...new Set([...(before?.explains ?? []), ...explained])];
    const stronger = before && STRENGTH.indexOf(before.effect) < STRENGTH.indexOf(effect) ? before.effect : effect;
    chosen.set(candidate.visit, { ...candidate, effect: stronger, explains });
  };
  for (const candidate of found.values()) if (candidate.ownProcess) choose(candidate, null);
  for (const visit of dataBy) choose(found.get(visit) ?? null, 'data');
  for (const terminal of [...terminals].sort(byMoment)) {
    const own = best([...lineage.originsOfFinding(terminal).visits].flatMap((visit) => found.get(visit) ?? []));
    if (own) choose(own, 'session', [terminal]);
    else if (!isWayIn(terminal)) choose(nearby(terminal, into.get(terminal.host) ?? [], chosen), 'near', [terminal]);
  }
  for (const candidate of found.values()) if (didSomething(candidate, terminals, lineage)) choose(candidate, 'execution');
  leadOnward(chosen, terminals, into, choose);
  return [...chosen.values()].sort((a, b) => byMoment(a.visit, b.visit));
}

/** What shows that somebody came in through a service that is open to everybody: no logon led there (exploited application, web shell). */
function isWayIn({ attack }: Finding): boolean {
  return attack.some((technique) => technique === 'T1190' || technique === 'T1505.003');
}

/** The use that a terminal without a session is laid to: one already chosen, else the best of the last day. */
function nearby(terminal: Finding, arrivals: readonly Candidate[], chosen: ReadonlyMap<Visit, Link>): Candidate | null {
  const before = arrivals.filter(({ visit }) => visit.time <= terminal.time + DISORDER && terminal.time - visit.last <= SESSION_LIFE);
  return best(before.filter(({ visit }) => chosen.has(visit))) ?? best(before);
}

/** A program run in a session, or a drive opened, proves little by itself: it counts beside a terminal of the same bout at its source. */
function didSomething({ visit, theft, novel }: Candidate, terminals: readonly Finding[], lineage: Lineage): boolean {
  if (!theft || !novel || (lineage.setOff(visit).length === 0 && !visit.administrative)) return false;
  return terminals.some(({ host, time }) => host === visit.from && Math.abs(time - visit.time) <= BOUT);
}

/** Every chosen use starts on a host that a terminal or another chosen use made theirs; where neither did, the best use that led there. */
function leadOnward(
  chosen: ReadonlyMap<Visit, Link>,
  terminals: readonly Finding[],
  into: ReadonlyMap<string, readonly Candidate[]>,
  choose: (candidate: Candidate | null, effect: Effect) => void,
): void {
  const firstTerminal = new Map<string, number>();
  for (const { host, time } of terminals) firstTerminal.set(host, Math.min(time, firstTerminal.get(host) ?? Infinity));
  const open = [...chosen.values()];
  for (let link = open.pop(); link; link = open.pop()) {
    const { from, time } = link.visit;
    if ((firstTerminal.get(from) ?? Infinity) <= time) continue;
    const arrivals = (into.get(from) ?? []).filter(({ visit }) => visit.time <= time);
    if (arrivals.some(({ visit }) => chosen.has(visit))) continue;
    const parent = best(arrivals);
    choose(parent, 'onward');
    const added = parent && chosen.get(parent.visit);
    if (added) open.push(added);
  }
}

/** Own process, then stolen credential, then a new route; the latest of equals. */
function best(among: readonly Candidate[]): Candidate | null {
  const rank = (one: Candidate): number => (one.ownProcess ? 4 : 0) + (one.theft ? 2 : 0) + (one.novel ? 1 : 0);
  return [...among].sort((a, b) => rank(b) - rank(a) || byMoment(b.visit, a.visit))[0] ?? null;
}
