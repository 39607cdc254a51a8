import { createHash } from 'node:crypto';

/**
 * A small seeded generator (xorshift128 over 32-bit words). Streams are told apart by their label alone, so that what one
 * part of a range draws never shifts what another draws: the quiet carrier and the attacked one share their background.
 */
export class Random {
  readonly #label: string;
  readonly #state: Uint32Array;

  constructor(label: string) {
    this.#label = label;
    const digest = createHash('sha256').update(label).digest();
    this.#state = Uint32Array.from([0, 4, 8, 12], (at) => digest.readUInt32LE(at) | 1);
  }

  /** A stream of its own, whatever was drawn from this one so far. */
  stream(label: string): Random {
    return new Random(`${this.#label}/${label}`);
  }

  /** 32 random bits. */
  word(): number {
    const s = this.#state;
    let t = s[0] ?? 0;
    t ^= t << 11;
    t ^= t >>> 8;
    const last = s[3] ?? 0;
    s.copyWithin(0, 1);
    s[3] = (last ^ (last >>> 19) ^ t) >>> 0;
    return s[3] ?? 0;
  }

  /** 0 ≤ x < 1. */
  fraction(): number {
    return this.word() / 0x1_0000_0000;
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low + 1));
  }

  /** A number between `low` and `high`. */
  between(low: number, high: number): number {
    return low + this.fraction() * (high - low);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    const one = list[this.integer(0, list.length - 1)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  }

  /** `count` different members, in random order; all of them when there are fewer. */
  sample<T>(list: readonly T[], count: number): T[] {
    const rest = [...list];
    const taken: T[] = [];
    while (taken.length < count && rest.length > 0) taken.push(...rest.splice(this.integer(0, rest.length - 1), 1));
    return taken;
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.word().toString(16).padStart(8, '0');
    return text.slice(0, digits);
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.integer(0, 9)).join('');
  }

  /** Letters in mixed case, as tools draw names for services. */
  letters(count: number): string {
    return Array.from({ length: count }, () => this.pick(LETTERS)).join('');
  }

  /** A random GUID, version 4, in braces. */
  guid(): string {
    const hex = this.hex(32);
    return `{${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}}`;
  }
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];
