import { byText, collect, DAY } from '../lib/index.ts';
import type { AddressInterval } from '../case/index.ts';
import { namesMachine } from './address.ts';
import { USABLE } from './certainty.ts';

/** Whose an address was at a time. */
export interface AddressBook {
  /** The host that held the address at `time` (microseconds since 1970); null where none is known, or where two may have. */
  readonly hostOf: (address: string, time: number) => string | null;
  /** The addresses that a host is known by, sorted. */
  readonly addressesOf: (host: string) => readonly string[];
}

/** Below this an interval is what somebody said of himself: it counts for its own day alone, and only where no other tells. */
const CLAIM = 0.65;

/** Two confidences that differ by less are equal. */
const EQUAL = 0.05;

/**
 * An address belongs to a host for an interval: the surest that contains the time decides, else the nearest one. Where two kinds
 * of evidence speak for different hosts, the one that came later has it: when a lease ends is often not told. Of two that came at once,
 * the shorter interval is the closer observation. Two hosts of one kind leave it open.
 */
export function addressBook(intervals: readonly AddressInterval[]): AddressBook {
  const known = new Map<string, AddressInterval[]>();
  const claimed = new Map<string, AddressInterval[]>();
  const byHost = new Map<string, Set<string>>();
  for (const interval of intervals) {
    if (!namesMachine(interval.address) || interval.host.startsWith('ip:') || interval.confidence < USABLE) continue;
    collect(interval.confidence < CLAIM ? claimed : known, interval.address, interval);
    if (interval.confidence >= CLAIM) byHost.set(interval.host, (byHost.get(interval.host) ?? new Set()).add(interval.address));
  }
  return {
    hostOf(address, time) {
      return nearest(known.get(address) ?? [], time, Infinity) ?? nearest(claimed.get(address) ?? [], time, DAY);
    },
    addressesOf: (host) => [...(byHost.get(host) ?? [])].sort(byText),
  };
}

function nearest(intervals: readonly AddressInterval[], time: number, reach: number): string | null {
  const least = Math.min(reach, ...intervals.map((one) => distance(one, time)));
  const near = intervals.filter((one) => distance(one, time) === least);
  const sure = Math.max(...near.map((one) => one.confidence));
  const candidates = near.filter((one) => sure - one.confidence < EQUAL);
  const hosts = new Set(candidates.map((one) => one.host));
  if (hosts.size <= 1) return candidates[0]?.host ?? null;
  const kinds = new Set(candidates.map((one) => one.evidence));
  const latest = Math.max(...candidates.map((one) => one.from));
  const came = candidates.filter((one) => one.from === latest);
  const shortest = Math.min(...came.map(length));
  const closest = new Set(came.filter((one) => length(one) === shortest).map((one) => one.host));
  return least === 0 && kinds.size > 1 && closest.size === 1 ? ([...closest][0] ?? null) : null;
}

function distance({ from, to }: AddressInterval, time: number): number {
  return Math.max(0, from - time, time - to);
}

function length({ from, to }: AddressInterval): number {
  return to - from;
}
