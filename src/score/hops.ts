import type { Hop } from '../case/index.ts';
import { canonicalAccount, canonicalHost } from '../facts/index.ts';
import { byText, instantFromIso, isoFromMicros } from '../lib/index.ts';
import { ratio, type PrecisionRecall } from './ratio.ts';
import type { TrueAttempt, TrueHop } from './truth.ts';

/** A logged hop may differ from the truth by this much; an inferred one counts only when its interval is this short. In µs. */
const TOLERANCE = 60_000_000;
const MAX_INTERVAL = 7 * 86_400_000_000;

/** A true hop that was not claimed, or a claim that is not true, with what can be told of why. */
export interface HopMiss {
  readonly kind: 'missed' | 'false';
  readonly from: string;
  readonly to: string;
  readonly account: string;
  readonly time: string;
  readonly reason: string;
}

/** A hop that was rightly told, traced to the wrong theft or to none. */
export interface TheftMiss {
  readonly account: string;
  readonly to: string;
  readonly time: string;
  readonly reason: string;
}

interface Pair {
  readonly truth: TrueHop;
  readonly claim: Hop;
}

export interface HopScore extends PrecisionRecall {
  readonly recall_observable: number | null;
}

export interface HopResult {
  readonly hops: HopScore;
  readonly stolen_at: PrecisionRecall;
  readonly misses: readonly HopMiss[];
  readonly theft_misses: readonly TheftMiss[];
}

/** Matches claimed and true hops one to one: same from, to and account, and the same time. */
export function scoreHops(claimed: readonly Hop[], real: readonly TrueHop[], attempts: readonly TrueAttempt[] = []): HopResult {
  const hosts = new Set(real.flatMap((hop) => [host(hop.from), host(hop.to)]));
  const named = <T extends TrueAttempt>(one: T): T => ({
    ...one,
    from: host(one.from),
    to: host(one.to),
    account: account(one.account, hosts),
  });
  return scoreNamed(claimed, real.map(named), attempts.map(named));
}

function scoreNamed(claimed: readonly Hop[], real: readonly TrueHop[], attempts: readonly TrueAttempt[]): HopResult {
  const free = new Set(claimed);
  const pairs: Pair[] = [];
  const missed: TrueHop[] = [];
  for (const truth of real) {
    const claim = [...free]
      .filter((hop) => sameEnds(hop, truth) && sameTime(hop, truth))
      .sort((a, b) => distance(a, truth) - distance(b, truth))[0];
    if (claim) {
      free.delete(claim);
      pairs.push({ truth, claim });
    } else missed.push(truth);
  }
  const observable = real.filter((hop) => hop.observable);
  const stolenRight = pairs.filter(({ truth, claim }) => sameTheft(truth, claim)).length;
  return {
    hops: {
      precision: ratio(pairs.length, claimed.length),
      recall: ratio(pairs.length, real.length),
      recall_observable: ratio(pairs.filter(({ truth }) => truth.observable).length, observable.length),
    },
    stolen_at: {
      precision: ratio(stolenRight, pairs.filter(({ claim }) => claim.stolen_host !== null).length),
      recall: ratio(stolenRight, real.filter((hop) => hop.stolen_at !== null).length),
    },
    misses: [
      ...missed.map((hop) => ({
        kind: 'missed' as const,
        from: hop.from,
        to: hop.to,
        account: hop.account,
        time: hop.time,
        reason: whyMissed(hop, claimed),
      })),
      ...[...free].map((hop) => ({
        kind: 'false' as const,
        from: hop.from_host,
        to: hop.to_host,
        account: hop.account,
        time: isoFromMicros(hop.time),
        reason: whyFalse(hop, real, attempts),
      })),
    ].sort((a, b) => byText(a.time, b.time) || byText(a.to, b.to) || byText(a.from, b.from) || byText(a.account, b.account)),
    theft_misses: pairs.flatMap((pair) => theftMiss(pair) ?? []).sort((a, b) => byText(a.time, b.time) || byText(a.to, b.to)),
  };
}

function sameEnds(hop: Hop, truth: TrueHop): boolean {
  return hop.from_host === truth.from && hop.to_host === truth.to && hop.account === truth.account;
}

function host(name: string): string {
  return canonicalHost(name) ?? name;
}

/**
 * Names in the truth are canonical already, if it was written by `rehearse`; a truth by hand may spell them as a log would. What stands
 * before a backslash is a host where the truth knows it as one, else a domain.
 */
function account(name: string, hosts: ReadonlySet<string>): string {
  const [machine = '', user] = name.split('\\');
  const local = host(machine);
  if (user !== undefined && hosts.has(local)) return `${local}\\${user.toLowerCase()}`;
  return canonicalAccount({ user: name, host: '' }) ?? name;
}

function micros(iso: string): number {
  return instantFromIso(iso)?.us ?? Number.NaN;
}

function distance(hop: Hop, truth: Pick<TrueHop, 'time'>): number {
  return Math.abs(hop.time - micros(truth.time));
}

function sameTime(hop: Hop, truth: TrueHop): boolean {
  if (hop.interval_from === null || hop.interval_to === null) return distance(hop, truth) <= TOLERANCE;
  const at = micros(truth.time);
  return hop.interval_to - hop.interval_from <= MAX_INTERVAL && hop.interval_from <= at && at <= hop.interval_to;
}

/** What is wrong with the theft that a rightly told hop is traced to; null where nothing is. */
function theftMiss({ truth, claim }: Pair): TheftMiss | null {
  if (truth.stolen_at === null && claim.stolen_host === null) return null;
  if (sameTheft(truth, claim)) return null;
  const real = truth.stolen_at === null ? null : `${truth.stolen_at.host} ${truth.stolen_at.time}`;
  const said =
    claim.stolen_host === null ? null : `${claim.stolen_host} ${claim.stolen_time === null ? '' : isoFromMicros(claim.stolen_time)}`;
  const reason =
    said === null ? `not told: it was ${real}` : real === null ? `told as ${said}: it was not stolen` : `told as ${said}: it was ${real}`;
  return { account: truth.account, to: truth.to, time: truth.time, reason };
}

function sameTheft(truth: TrueHop, claim: Hop): boolean {
  if (truth.stolen_at === null || claim.stolen_host === null || claim.stolen_time === null) return false;
  return claim.stolen_host === host(truth.stolen_at.host) && Math.abs(claim.stolen_time - micros(truth.stolen_at.time)) <= TOLERANCE;
}

function whyMissed(truth: TrueHop, claimed: readonly Hop[]): string {
  if (!truth.observable) return 'no log there: no kept record names two of source, destination and account';
  if (claimed.some((hop) => sameEnds(hop, truth))) return 'claimed at another time';
  const sameTarget = claimed.filter((hop) => hop.to_host === truth.to && sameTime(hop, truth));
  const elsewhere = sameTarget.find((hop) => hop.account === truth.account);
  if (elsewhere) return `wrong parent: claimed from ${elsewhere.from_host}`;
  const another = sameTarget.find((hop) => hop.from_host === truth.from);
  if (another) return `wrong account: claimed with ${another.account}`;
  if (sameTarget.length) return 'wrong parent and account';
  return truth.witnesses?.length ? `not claimed, though it is told by ${truth.witnesses.join(', ')}` : 'not claimed';
}

function whyFalse(hop: Hop, real: readonly TrueHop[], attempts: readonly TrueAttempt[]): string {
  const refused = attempts.some(
    (one) => one.from === hop.from_host && one.to === hop.to_host && one.account === hop.account && distance(hop, one) <= TOLERANCE,
  );
  if (refused) return 'tried and refused: he did not get in there';
  const same = real.filter((truth) => truth.to === hop.to_host);
  if (same.some((truth) => sameEnds(hop, truth))) return 'wrong time: the true hop was at another, or is claimed twice';
  const elsewhere = same.find((truth) => truth.account === hop.account);
  if (elsewhere) return `wrong parent: the true hop came from ${elsewhere.from}`;
  const another = same.find((truth) => truth.from === hop.from_host);
  if (another) return `wrong account: the true hop used ${another.account}`;
  if (same.length) return 'wrong parent and account';
  return 'the intruder never came there';
}
