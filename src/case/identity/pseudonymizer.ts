import { canonicalIdentifier } from './canonical.ts';
import { derivedKey, keyedHash } from './keyed-hash.ts';
import type { NumberMatcher } from './number-matcher.ts';
import type { ClearIdentifier, IdentifierDomain, Pseudonym } from './types.ts';

/** Spellings remembered in each domain before the older half is forgotten. */
const REMEMBERED = 32_768;

const PSEUDONYM = /^(msisdn|imsi|imei):[0-9a-f]{32}$/;

/** Turns clear identifiers, and parts of them, into pseudonyms. */
export interface Pseudonymizer {
  /** The pseudonym of a canonical identifier. */
  whole(domain: IdentifierDomain, canonical: ClearIdentifier): Pseudonym;
  /** `msisdn:~…`: a part of an identifier (prefix, suffix) in a domain of its own, so that it never equals a whole one. */
  part(domain: IdentifierDomain, digits: string): string;
  /** The pseudonym of any spelling; null when it holds no digits. A pseudonym of the domain stays as it is. */
  spelling(domain: IdentifierDomain, spelling: string): Pseudonym | null;
}

interface Hashes {
  readonly whole: (message: string) => string;
  readonly part: (message: string) => string;
  readonly known: Remembered;
}

/** HMAC-SHA-256 under a key of its own for each domain, cut to 128 bits. */
export function createPseudonymizer(key: Uint8Array, numbers: NumberMatcher): Pseudonymizer {
  const hashesOf = (domain: IdentifierDomain): Hashes => ({
    whole: keyedHash(derivedKey(key, domain)),
    part: keyedHash(derivedKey(key, `${domain} part`)),
    known: new Remembered(),
  });
  const hashes = { msisdn: hashesOf('msisdn'), imsi: hashesOf('imsi'), imei: hashesOf('imei') };
  const whole = (domain: IdentifierDomain, canonical: ClearIdentifier): Pseudonym =>
    branded(`${domain}:${hashes[domain].whole(canonical)}`);
  return {
    whole,
    part: (domain, digits) => `${domain}:~${hashes[domain].part(digits)}`,
    spelling(domain, spelling) {
      const { known } = hashes[domain];
      const before = known.get(spelling);
      if (before !== undefined) return before;
      if (PSEUDONYM.exec(spelling)?.[1] === domain) return branded(spelling);
      const canonical = canonicalIdentifier(domain, spelling, numbers);
      const pseudonym = canonical === null ? null : whole(domain, canonical);
      known.set(spelling, pseudonym);
      return pseudonym;
    },
  };
}

/** The latest spellings and what they became: two generations, so that memory stays bounded without a list of uses. */
class Remembered {
  #young = new Map<string, Pseudonym | null>();
  #old = new Map<string, Pseudonym | null>();

  get(spelling: string): Pseudonym | null | undefined {
    return this.#young.get(spelling) ?? this.#old.get(spelling);
  }

  set(spelling: string, pseudonym: Pseudonym | null): void {
    // Long texts are no identifiers: remembering them would hold memory for nothing.
    if (spelling.length > 64) return;
    if (this.#young.size >= REMEMBERED) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(spelling, pseudonym);
  }
}

function branded(text: string): Pseudonym {
  return text as Pseudonym;
}
