import type { Hop } from '../case/index.ts';
import { canonicalAccount, canonicalHost } from '../facts/index.ts';
import { byText, instantFromIso, isoFromMicros } from '../lib/index.ts';
import { ratio, type PrecisionRecall } from './ratio.ts';
import type { TrueHop } from './truth.ts';

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

export interface HopScore extends PrecisionRecall {
  readonly recall_observable: number | null;
}

export interface HopResult {
  readonly hops: HopScore;
  readonly stolen_at: PrecisionRecall;
  readonly misses: readonly HopMiss[];
}

/** Matches claimed and true hops one to one: same from, to and account, and the same time. */
export function scoreHops(claimed: readonly Hop[], real: readonly TrueHop[]): HopResult {
  const free = new Set(claimed);
  const pairs: { readonly truth: TrueHop; readonly claim: Hop }[] = [];
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
        reason: whyFalse(hop, real),
      })),
    ].sort((a, b) => byText(a.time, b.time) || byText(a.to, b.to)),
  };
}

function sameEnds(hop: Hop, truth: TrueHop): boolean {
  return hop.from_host === host(truth.from) && hop.to_host === host(truth.to) && hop.account === account(truth.account);
}

function host(name: string): string {
  return canonicalHost(name) ?? name;
}

/** Names in the truth are canonical already, if it was written by `rehearse`; a truth by hand may spell them as a log would. */
function account(name: string): string {
  return canonicalAccount({ user: name, host: '' }) ?? name;
}

function micros(iso: string): number {
  return instantFromIso(iso)?.us ?? Number.NaN;
}

function distance(hop: Hop, truth: TrueHop): number {
  return Math.abs(hop.time - micros(truth.time));
}

function sameTime(hop: Hop, truth: TrueHop): boolean {
  if (hop.interval_from === null || hop.interval_to === null) return distance(hop, truth) <= TOLERANCE;
  const at = micros(truth.time);
  return hop.interval_to - hop.interval_from <= MAX_INTERVAL && hop.interval_from <= at && at <= hop.interval_to;
}

function sameTheft(truth: TrueHop, claim: Hop): boolean {
  if (truth.stolen_at === null || claim.stolen_host === null || claim.stolen_time === null) return false;
  return claim.stolen_host === host(truth.stolen_at.host) && Math.abs(claim.stolen_time - micros(truth.stolen_at.time)) <= TOLERANCE;
}

function whyMissed(truth: TrueHop, claimed: readonly Hop[]): string {
  if (!truth.observable) return 'no kept record names two of source, destination and account';
  if (claimed.some((hop) => sameEnds(hop, truth))) return 'claimed at another time';
  const sameTarget = claimed.filter((hop) => hop.to_host === host(truth.to) && sameTime(hop, truth));
  if (sameTarget.some((hop) => hop.account === account(truth.account))) return 'claimed with another source';
  if (sameTarget.length) return 'claimed with another account';
  return 'not claimed';
}

function whyFalse(hop: Hop, real: readonly TrueHop[]): string {
  const same = real.filter((truth) => host(truth.to) === hop.to_host);
  if (same.some((truth) => sameEnds(hop, truth))) return 'the true hop was at another time, or is claimed twice';
  if (same.some((truth) => account(truth.account) === hop.account)) return 'the true hop came from another source';
  if (same.length) return 'the true hop used another account';
  return 'the intruder never came there';
}
