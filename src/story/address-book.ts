import { byText } from '../lib/index.ts';
import { collect } from './moment.ts';
import type { AddressSighting } from './story-facts.ts';

/** Which host an address belonged to at a time, and which host a short name means. */
export interface AddressBook {
  /** The host that held the address at `time`; null where none is known, or where two may have. */
  hostOf(address: string, time: number): string | null;
  /** The one known host of that name, full or short; null for none or several. */
  hostNamed(name: string): string | null;
  addressesOf(host: string): readonly string[];
}

/** A stretch in which nobody else was seen with the address. */
interface Tenancy {
  readonly host: string;
  readonly first: number;
  last: number;
}

/**
 * An address belongs to a host for an interval (leases): the sighting that contains the time decides, else the nearest one.
 * Two hosts at the same distance leave it open.
 */
export function addressBook(sightings: readonly AddressSighting[], hosts: Iterable<string>): AddressBook {
  const byAddress = new Map<string, Tenancy[]>();
  const byHost = new Map<string, Set<string>>();
  const ordered = [...sightings].sort((a, b) => a.first - b.first || a.last - b.last || byText(a.host, b.host));
  for (const sighting of ordered) {
    if (!names(sighting.address) || sighting.host.startsWith('ip:')) continue;
    const before = byAddress.get(sighting.address)?.at(-1);
    if (before?.host === sighting.host) before.last = Math.max(before.last, sighting.last);
    else collect(byAddress, sighting.address, { ...sighting });
    byHost.set(sighting.host, (byHost.get(sighting.host) ?? new Set()).add(sighting.address));
  }
  const shortNames = new Map<string, string | null>();
  const known = new Set(hosts);
  for (const host of known) {
    const short = firstLabel(host);
    shortNames.set(short, shortNames.has(short) ? null : host);
  }
  return {
    hostOf(address, time) {
      let nearest: string | null = null;
      let least = Infinity;
      for (const { host, first, last } of byAddress.get(address) ?? []) {
        const distance = Math.max(0, first - time, time - last);
        if (distance > least) continue;
        nearest = distance === least && nearest !== host ? null : host;
        least = distance;
      }
      return nearest;
    },
    hostNamed(name) {
      const lower = name.toLowerCase();
      return known.has(lower) ? lower : (shortNames.get(firstLabel(lower)) ?? null);
    },
    addressesOf: (host) => [...(byHost.get(host) ?? [])].sort(byText),
  };
}

/** `web01.corp.example` → `web01`; a bare address has no labels. */
export function firstLabel(host: string): string {
  return host.startsWith('ip:') ? host : (host.split('.', 1)[0] ?? host);
}

/** False for addresses that every machine has: loopback, unspecified and link-local (RFC 6890). */
export function names(address: string): boolean {
  return !/^(?:127\.|0\.0\.0\.0$|169\.254\.|::1?$|fe80:|-?$)/i.test(address);
}

/** Addresses that only machines of the carrier's own can have (RFC 1918, RFC 6598, RFC 4193). */
export function isInside(address: string): boolean {
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:)/i.test(address);
}
