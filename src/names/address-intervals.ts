import { collect } from '../lib/index.ts';
import type { AddressInterval } from '../case/index.ts';
import { UNDECIDED } from './certainty.ts';
import type { Tenancy } from './islands.ts';

/** What each kind of evidence is worth (`evidence` as in the table). */
const SURENESS = {
  own_record: 0.95,
  lease: 0.95,
  computer_account: 0.8,
  server_name: 0.8,
  dns: 0.7,
  /** A client may call itself anything. */
  workstation: 0.5,
} as const;
export type AddressEvidence = keyof typeof SURENESS;

/** Tenancies of one kind, and what turns the name that the records use into a canonical host; null where it means none. */
export interface TenancySource {
  readonly evidence: AddressEvidence;
  readonly tenancies: readonly Tenancy[];
  readonly hostOf: (tenancy: Tenancy) => string | null;
}

/**
 * Address intervals of all kinds. Tenancies that follow each other and turn out to be of one host are one interval; one that another
 * host ends (its lease was for longer) ends there.
 */
export function addressIntervals(sources: readonly TenancySource[]): AddressInterval[] {
  return sources.flatMap(({ evidence, tenancies, hostOf }) => {
    const byAddress = new Map<string, AddressInterval[]>();
    for (const tenancy of tenancies) {
      const host = hostOf(tenancy);
      if (host === null) continue;
      const { address, first, last, ref, shared } = tenancy;
      const before = byAddress.get(address)?.pop();
      if (before?.host === host) collect(byAddress, address, { ...before, to: Math.max(before.to, last) });
      else {
        if (before) collect(byAddress, address, shared ? before : { ...before, to: Math.min(before.to, first) });
        const [kind, confidence] = shared ? ['shared', UNDECIDED] : [evidence, SURENESS[evidence]];
        collect(byAddress, address, { address, host, from: first, to: last, evidence: kind, confidence, ref });
      }
    }
    return [...byAddress.values()].flat();
  });
}
