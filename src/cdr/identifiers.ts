import type { ClearIdentifier, IdentifierDomain, Masker } from '../case/index.ts';

/** Identifiers come again and again; this many are kept per kind before the memory is cleared. */
const KEPT = 65_536;

/** Canonical forms through the masker, each spelling worked out once. */
export class CanonicalIdentifiers {
  readonly #masker: Masker;
  readonly #known = {
    msisdn: new Map<string, ClearIdentifier | null>(),
    imsi: new Map<string, ClearIdentifier | null>(),
    imei: new Map<string, ClearIdentifier | null>(),
  };

  constructor(masker: Masker) {
    this.#masker = masker;
  }

  of(domain: IdentifierDomain, spelling: string): ClearIdentifier | null {
    if (spelling === '') return null;
    const known = this.#known[domain];
    const found = known.get(spelling);
    if (found !== undefined) return found;
    const canonical = this.#masker.canonical(domain, spelling);
    if (known.size >= KEPT) known.clear();
    known.set(spelling, canonical);
    return canonical;
  }
}
