import { createHash } from 'node:crypto';

/**
 * A small seeded generator (xorshift128 over 32-bit words). Streams are told apart by their label alone, so that what one
 * part of a range draws never shifts what another draws: the quiet carrier and the attacked one share their background.
 */
export class Random {
  readonly #label: string;
  #a: number;
  #b: number;
  #c: number;
  #d: number;
  /** What the stream began with: streams by number are derived from it, whatever was drawn since. */
  readonly #seed: readonly [number, number, number, number];

  constructor(label: string) {
    this.#label = label;
    const digest = createHash('sha256').update(label).digest();
    this.#a = digest.readUInt32LE(0) | 1;
    this.#b = digest.readUInt32LE(4) | 1;
    this.#c = digest.readUInt32LE(8) | 1;
    this.#d = digest.readUInt32LE(12) | 1;
    this.#seed = [this.#a, this.#b, this.#c, this.#d];
  }

  /** A stream of its own, whatever was drawn from this one so far. */
  stream(label: string): Random {
    return new Random(`${this.#label}/${label}`);
  }

  /**
   * Turns this stream into the one of its own that goes by a number (or two): for millions of small streams, where a label each
   * would cost more than what is drawn. Returns itself; what was drawn before does not matter.
   */
  restart(number: number, second = 0): this {
    const [a, b, c, d] = this.#seed;
    const low = mixed(number >>> 0, a);
    const high = mixed(Math.floor(number / 0x1_0000_0000) ^ second, low ^ b);
    this.#a = mixed(low, c) | 1;
    this.#b = mixed(high, d) | 1;
    this.#c = mixed(low ^ high, a) | 1;
    this.#d = mixed(high, b ^ low) | 1;
    return this;
  }

  /** 32 random bits. */
  word(): number {
    let t = this.#a;
    t ^= t << 11;
    t ^= t >>> 8;
    this.#a = this.#b;
    this.#b = this.#c;
    this.#c = this.#d;
    const last = this.#d;
    this.#d = (last ^ (last >>> 19) ^ t) >>> 0;
    return this.#d;
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
    while (text.length < digits) text += wordInHex(this.word());
    return text.length === digits ? text : text.slice(0, digits);
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
    const [a, b, c, d] = [wordInHex(this.word()), wordInHex(this.word()), wordInHex(this.word()), wordInHex(this.word())];
    return `{${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}}`;
  }
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** The finisher of MurmurHash3 (32 bits), which lets each bit of its input reach every bit of the result. */
function mixed(value: number, salt: number): number {
  let h = (value ^ salt) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** All numbers of 16 bits in four hexadecimal digits: two look-ups a word are far cheaper than printing it. */
const HALVES = Array.from({ length: 0x1_0000 }, (_, i) => i.toString(16).padStart(4, '0'));

/** 32 bits in eight hexadecimal digits. */
function wordInHex(word: number): string {
  return `${HALVES[word >>> 16] ?? ''}${HALVES[word & 0xffff] ?? ''}`;
}
