/** The three kinds of subscriber identifier; each is hashed in a domain of its own. */
export type IdentifierDomain = 'msisdn' | 'imsi' | 'imei';

declare const pseudonymBrand: unique symbol;
declare const clearBrand: unique symbol;

/** `msisdn:…`, `imsi:…` or `imei:…` with 32 hex digits: the only form in which an identifier may be written. */
export type Pseudonym = string & { readonly [pseudonymBrand]: true };

/** An identifier in clear: MSISDN as E.164 digits, IMSI as up to 15 digits, IMEI as its first 14. Lives in memory only. */
export type ClearIdentifier = string & { readonly [clearBrand]: true };

/** The carrier's number plan (`context/numbers.yaml`). */
export interface NumberPlan {
  /** Digits without +, such as `49`. */
  readonly country_code: string;
  /** Digits dialled before a national number, such as `0`; empty where there is none. */
  readonly national_prefix: string;
  /** Lengths of an MSISDN in digits, country code included (3GPP TS 23.003 §3.3). */
  readonly msisdn_lengths: readonly number[];
  /** Home networks, such as `00101`. */
  readonly mcc_mnc: readonly string[];
}

/** Replaces identifiers by pseudonyms before anything is written. */
export interface Masker {
  /** The pseudonym of an identifier whose kind is known, in whatever spelling (+, 00, national, separators); null when it holds no digits. */
  identifier(domain: IdentifierDomain, spelling: string): Pseudonym | null;
  /** The clear canonical form of a spelling, for comparisons in memory; null when it holds no digits. */
  canonical(domain: IdentifierDomain, spelling: string): ClearIdentifier | null;
  /** Free text that is not a statement: URLs, command lines, paths, file names, messages. */
  text(text: string): string;
  /** A statement against a store, or its parameters: the compared column decides the domain, prefixes of seven digits or more are masked too. */
  statement(sql: string): string;
}
