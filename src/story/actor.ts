import { byMoment, byText } from '../lib/index.ts';
import type { Finding } from '../case/index.ts';
import { explains, type Candidate } from './candidate.ts';
import type { Link } from './chain.ts';
import { Groups } from './groups.ts';
import type { Origins } from './host-lineage.ts';
import type { Lineage } from './lineage.ts';
import type { ClientSession } from './store-session.ts';
import type { Theft, Thefts } from './theft.ts';
import type { Visit } from './visit.ts';
import { bothHours, daysApart, sameHours, workingHours, type WorkingHours } from './working-hours.ts';

/** Everything that is laid to one and the same intruder. */
export interface Actor {
  readonly links: readonly Link[];
  /** By time. */
  readonly terminals: readonly Finding[];
}

/** What actors are told apart by. */
export interface ActorSources {
  readonly links: readonly Link[];
  readonly terminals: readonly Finding[];
  readonly sessions: readonly ClientSession[];
  readonly lineage: Lineage;
  readonly thefts: Thefts;
  /** Whether what is laid to an actor is a whole operation. */
  readonly isOperation: (actor: Actor) => boolean;
}

/** One intruder is likelier than two in one network, before anything is known: in nats, as all that follows. */
const ONE = 2;
/** A credential that one stole and the other used; of several uses so many count. */
const CREDENTIAL = 2;
const CREDENTIALS = 3;
/** One goes on from a host that the other was on before. */
const ONWARD = 1.5;
/** More threads than this are taken for one intruder's: comparing them all would take too long. */
const MOST_THREADS = 400;

/** Acts that follow from each other, and what is known of who acted. */
interface Thread {
  readonly acts: ReadonlySet<Visit | Finding>;
  readonly links: readonly Link[];
  readonly terminals: readonly Finding[];
  readonly hours: WorkingHours;
  /** When its acts were seen on each host. */
  readonly hosts: ReadonlyMap<string, { readonly first: number; readonly last: number }>;
}

/**
 * Tells whether one intruder was at work or several. Acts that follow from each other by process, session or tool are one thread. Threads are joined,
 * the likeliest pair first, as long as it is likelier that one did both than that two did: by the hours they work at, by who used what the other
 * stole, by who goes on from where the other was. Terminals that no use is tied to go to who was on their host at the nearest time.
 */
export function actors({ links, terminals, sessions, lineage, thefts, isOperation }: ActorSources): Actor[] {
  const threads = threadsOf(links, terminals, lineage);
  const stolen = new Map<Link, readonly Theft[]>(
    links.map((link) => [link, thefts.of(link.visit.account).filter((theft) => explains(theft, link.visit))]),
  );
  const same = (a: Thread, b: Thread): number => likelihood(a, b, stolen);
  const took = new Set(sessions.flatMap(({ origins }) => [...origins.terminals]));
  const isWorking = (one: Thread): boolean => one.links.length > 0 || one.terminals.some((terminal) => took.has(terminal));
  const working = threads.filter(isWorking);
  const rest = threads.filter((one) => !isWorking(one));
  if (working.length > MOST_THREADS) return actorsOf([working.reduce(join)], rest);
  return actorsOf(joinRest(joinAll(working, same), rest, same, isOperation), rest);
}

/** The actors of threads, with the terminals that no use is tied to. */
function actorsOf(threads: readonly Thread[], rest: readonly Thread[]): Actor[] {
  const found = threads.map((each) => ({ thread: each, more: [] as Finding[] }));
  for (const one of rest) for (const terminal of one.terminals) nearest(terminal, one, found)?.more.push(terminal);
  return found.map(({ thread: { links, terminals }, more }) => ({ links, terminals: [...terminals, ...more].sort(byMoment) }));
}

function threadsOf(links: readonly Link[], terminals: readonly Finding[], lineage: Lineage): Thread[] {
  const byVisit = new Map<Visit, Link>(links.map((link) => [link.visit, link]));
  const known = new Set(terminals);
  const groups = new Groups<Link | Finding>();
  const tieTo = (act: Link | Finding, { terminals: shown, visits }: Origins): void => {
    for (const terminal of shown) if (known.has(terminal)) groups.tie(act, terminal);
    for (const visit of visits) {
      const link = byVisit.get(visit);
      if (link) groups.tie(act, link);
    }
  };
  for (const terminal of terminals) tieTo(terminal, lineage.originsOfFinding(terminal));
  for (const link of links) for (const socket of link.opened) tieTo(link, lineage.origins(link.visit.from, socket));
  const members = new Map<Link | Finding, { links: Link[]; terminals: Finding[] }>();
  const memberOf = (act: Link | Finding): { links: Link[]; terminals: Finding[] } => {
    const root = groups.of(act);
    const before = members.get(root) ?? { links: [], terminals: [] };
    members.set(root, before);
    return before;
  };
  for (const link of links) memberOf(link).links.push(link);
  for (const terminal of terminals) memberOf(terminal).terminals.push(terminal);
  return [...members.values()].map(thread).sort(byBeginning);
}

function thread({ links, terminals }: { readonly links: readonly Link[]; readonly terminals: readonly Finding[] }): Thread {
  const hosts = new Map<string, { first: number; last: number }>();
  const seen = (host: string, first: number, last: number): void => {
    const before = hosts.get(host);
    hosts.set(host, { first: Math.min(first, before?.first ?? first), last: Math.max(last, before?.last ?? last) });
  };
  for (const { visit, theft } of links) {
    for (const host of [visit.from, visit.to]) seen(host, visit.time, visit.last);
    if (theft) seen(theft.host, theft.time, theft.time);
  }
  for (const { host, time, last } of terminals) seen(host, time, last);
  const times = [...links.map(({ visit }) => visit.time), ...terminals.map(({ time }) => time)];
  return { acts: new Set([...links.map(({ visit }) => visit), ...terminals]), links, terminals, hosts, hours: workingHours(times) };
}

function join(a: Thread, b: Thread): Thread {
  return {
    ...thread({ links: [...a.links, ...b.links], terminals: [...a.terminals, ...b.terminals] }),
    hours: bothHours(a.hours, b.hours),
  };
}

/** Joins the likeliest pair until none is likelier one than two. */
function joinAll(threads: readonly Thread[], same: Likelihood): Thread[] {
  const left = [...threads];
  const scores = new Map<Thread, Map<Thread, number>>();
  const scoreOf = (a: Thread, b: Thread): number => {
    const row = scores.get(a) ?? new Map<Thread, number>();
    scores.set(a, row);
    const score = row.get(b) ?? same(a, b);
    row.set(b, score);
    return score;
  };
  for (;;) {
    let best: { readonly a: Thread; readonly b: Thread; readonly score: number } | null = null;
    for (const [i, a] of left.entries())
      for (const b of left.slice(i + 1)) {
        const score = scoreOf(a, b);
        if (score > (best?.score ?? 0)) best = { a, b, score };
      }
    if (!best) return left;
    const { a, b } = best;
    left.splice(left.indexOf(b), 1);
    left[left.indexOf(a)] = join(a, b);
  }
}

/** What is no operation by itself is part of one: it goes to whom it is likeliest to be of, the earliest first, as long as there is anybody else. */
function joinRest(threads: readonly Thread[], rest: readonly Thread[], same: Likelihood, isOperation: (actor: Actor) => boolean): Thread[] {
  const left = [...threads];
  for (;;) {
    const place = left.length > 1 ? actorsOf(left, rest).findIndex((actor) => !isOperation(actor)) : -1;
    const [part] = place < 0 ? [] : left.splice(place, 1);
    if (!part) return left;
    const [nearer] = [...left].sort((a, b) => same(part, b) - same(part, a));
    if (nearer) left[left.indexOf(nearer)] = join(nearer, part);
  }
}

/** How much likelier it is that one intruder did both than that two did, in nats. */
type Likelihood = (a: Thread, b: Thread) => number;

function likelihood(a: Thread, b: Thread, stolen: ReadonlyMap<Link, readonly Theft[]>): number {
  const credentials = Math.min(CREDENTIALS, used(a, b, stolen) + used(b, a, stolen));
  return ONE + sameHours(a.hours, b.hours) + CREDENTIAL * credentials + ONWARD * (onward(a, b) + onward(b, a));
}

/** How many uses of one can have their credential from a theft of the other, and from none of its own. */
function used(by: Thread, from: Thread, stolen: ReadonlyMap<Link, readonly Theft[]>): number {
  return by.links.filter((link) => {
    const possible = stolen.get(link) ?? [];
    return possible.some((theft) => isOf(theft, from)) && !possible.some((theft) => isOf(theft, by));
  }).length;
}

function isOf({ finding, by }: Theft, { acts }: Thread): boolean {
  return (finding !== null && acts.has(finding)) || [...by.terminals, ...by.visits].some((act) => acts.has(act));
}

/** Whether one begins on a host where the other was before. */
function onward(later: Thread, earlier: Thread): 0 | 1 {
  const first = beginning(later);
  return later.links.some(({ visit }) => visit.time === first && (earlier.hosts.get(visit.from)?.first ?? Infinity) < first) ? 1 : 0;
}

function beginning({ links, terminals }: Thread): number {
  return Math.min(...links.map(({ visit }) => visit.time), ...terminals.map(({ time }) => time));
}

function byBeginning(a: Thread, b: Thread): number {
  return beginning(a) - beginning(b) || byText(refOf(a), refOf(b));
}

function refOf({ links, terminals }: Thread): string {
  return [...links.map(({ visit }) => visit.ref), ...terminals.map(({ ref }) => ref)].sort(byText)[0] ?? '';
}

interface Found {
  readonly thread: Thread;
  readonly more: Finding[];
}

/** Who was on the terminal's host at the nearest time; of several who were there within days, who works at such hours. All where there is one actor. */
function nearest(terminal: Finding, { hours }: Thread, found: readonly Found[]): Found | null {
  if (found.length === 1) return found[0] ?? null;
  const rank = ({ thread: { hosts, hours: theirs } }: Found): number => {
    const span = hosts.get(terminal.host);
    return span ? sameHours(hours, theirs) - Math.log1p(daysApart(terminal.time, span)) : -Infinity;
  };
  const there = found.filter(({ thread: { hosts } }) => hosts.has(terminal.host));
  return [...there].sort((a, b) => rank(b) - rank(a))[0] ?? null;
}

/** The uses that are nobody else's: what an actor's hops may count beside his own links. */
export function usesOf(actor: Actor, all: readonly Actor[], found: ReadonlyMap<Visit, Candidate>): Visit[] {
  const others = new Set(all.filter((one) => one !== actor).flatMap(({ links }) => links.map(({ visit }) => visit)));
  return [...found.keys()].filter((visit) => !others.has(visit));
}
