import type { NumberPlan } from './types.ts';

/** E.164 numbers have at most 15 digits (ITU-T E.164 §6), an IMSI likewise (3GPP TS 23.003 §2.2). */
export const LONGEST_NUMBER = 15;
/** What a foreign number needs behind + or 00 to be taken for one in free text. */
export const SHORTEST_FOREIGN = 10;

/** Tells what a run of digits is under the carrier's number plan; without a plan it recognises nothing of its own. */
export class NumberMatcher {
  readonly planned: boolean;
  readonly #country: string;
  readonly #trunk: string;
  readonly #lengths: ReadonlySet<number>;
  readonly #networks: readonly string[];

  constructor(plan: NumberPlan | null) {
    this.planned = plan !== null;
    this.#country = plan?.country_code ?? '';
    this.#trunk = plan?.national_prefix ?? '';
    this.#lengths = new Set(plan?.msisdn_lengths ?? []);
    this.#networks = plan?.mcc_mnc ?? [];
  }

  /** The country code; empty without a plan. */
  get countryCode(): string {
    return this.#country;
  }

  /** The national prefix; empty where there is none. */
  get trunk(): string {
    return this.#trunk;
  }

  /** E.164 digits when these are a home number with its country code, or with the national prefix left in behind it (+49 0170…). */
  international(digits: string): string | null {
    if (!this.planned || !digits.startsWith(this.#country)) return null;
    if (this.#lengths.has(digits.length)) return digits;
    if (this.#trunk === '' || !digits.startsWith(this.#trunk, this.#country.length)) return null;
    if (!this.#lengths.has(digits.length - this.#trunk.length)) return null;
    return this.#country + digits.slice(this.#country.length + this.#trunk.length);
  }

  /** E.164 digits when these are the national prefix and a national number. */
  national(digits: string): string | null {
    if (!this.planned || this.#trunk === '' || !digits.startsWith(this.#trunk)) return null;
    const own = digits.slice(this.#trunk.length);
    return own.startsWith('0') ? null : this.#withCountry(own);
  }

  /** E.164 digits when these have the length of a national number without any prefix (the subscriber's spelling). */
  significant(digits: string): string | null {
    if (!this.planned || digits.startsWith('00') || (this.#trunk === '0' && digits.startsWith('0'))) return null;
    return this.#withCountry(digits);
  }

  /** The IMSI when these are one of a home network, also behind the digit that EAP identities put first (TS 23.003 §19.3.2). */
  imsi(digits: string): string | null {
    if (digits.length === LONGEST_NUMBER + 1 && /^[016]/.test(digits)) return this.imsi(digits.slice(1));
    if (digits.length !== 14 && digits.length !== LONGEST_NUMBER) return null;
    return this.#networks.some((network) => digits.startsWith(network)) ? digits : null;
  }

  #withCountry(own: string): string | null {
    return this.#lengths.has(own.length + this.#country.length) ? this.#country + own : null;
  }
}

/** Whether 15 digits carry the check digit of an IMEI (Luhn, 3GPP TS 23.003 annex B); a run of one digit is filler. */
export function isImei(digits: string): boolean {
  if (digits.length !== 15 || digits === (digits[0] ?? '').repeat(15)) return false;
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const digit = digits.charCodeAt(i) - 48;
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
