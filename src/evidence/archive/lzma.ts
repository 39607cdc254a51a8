import type { Dictionary, LzmaProperties } from './lzma-dictionary.ts';
import type { PackedBytes } from './packed-bytes.ts';
import { damaged } from './problem.ts';

const TOP = 0x1000000;
const HALF = 1024;
const STATES = 12;
const POSITION_STATES = 16;
const LEN_CHOICE = 0;
const LEN_LOW = 2;
const LEN_MID = LEN_LOW + POSITION_STATES * 8;
const LEN_HIGH = LEN_MID + POSITION_STATES * 8;
const LEN_PROBS = LEN_HIGH + 256;
const MIN_MATCH = 2;
const START_POSITION_MODEL = 4;
const END_POSITION_MODEL = 14;
const ALIGN_BITS = 4;

// Places of the probabilities, all in one array: the literals come last because their number varies.
const IS_MATCH = 0;
const IS_REP = IS_MATCH + STATES * POSITION_STATES;
const IS_REP_G0 = IS_REP + STATES;
const IS_REP_G1 = IS_REP_G0 + STATES;
const IS_REP_G2 = IS_REP_G1 + STATES;
const IS_REP0_LONG = IS_REP_G2 + STATES;
const POSITION_SLOT = IS_REP0_LONG + STATES * POSITION_STATES;
const SPECIAL_POSITION = POSITION_SLOT + 4 * 64;
const ALIGN = SPECIAL_POSITION + 128;
const LENGTH = ALIGN + (1 << ALIGN_BITS);
const REP_LENGTH = LENGTH + LEN_PROBS;
const LITERAL = REP_LENGTH + LEN_PROBS;

/**
 * The LZMA decoder, after the specification in the LZMA SDK (lzma-specification.txt). It decodes into a dictionary and stops when told,
 * also within a match; whatever the bytes say, it touches nothing outside the ring.
 */
export class LzmaDecoder {
  readonly #input: PackedBytes;
  readonly #dictionary: Dictionary;
  #probs = new Uint16Array(0);
  #lc = 0;
  #literalMask = 0;
  #positionMask = 0;
  #state = 0;
  /** Distances of the last four matches, less one. */
  #rep0 = 0;
  #rep1 = 0;
  #rep2 = 0;
  #rep3 = 0;
  /** Bytes of a match that did not fit any more. */
  #pending = 0;
  #total = 0;
  /** range and code of the range decoder; an array so that they stay 32-bit words. */
  readonly #coder = new Uint32Array(2);

  constructor(input: PackedBytes, dictionary: Dictionary) {
    this.#input = input;
    this.#dictionary = dictionary;
  }

  /** Takes new properties, and forgets everything but the dictionary. */
  configure({ lc, lp, pb }: LzmaProperties): void {
    this.#probs = new Uint16Array(LITERAL + (0x300 << (lc + lp)));
    this.#lc = lc;
    this.#literalMask = (1 << lp) - 1;
    this.#positionMask = (1 << pb) - 1;
    this.reset();
  }

  reset(): void {
    this.#probs.fill(HALF);
    this.#state = 0;
    this.#rep0 = this.#rep1 = this.#rep2 = this.#rep3 = 0;
    this.#pending = 0;
  }

  /** LZMA2 counts positions from the last reset of the dictionary. */
  resetPosition(): void {
    this.#total = 0;
  }

  /** Bytes that came into the dictionary without being decoded. */
  passed(bytes: number): void {
    this.#total += bytes;
  }

  /** Reads the five bytes with which every coded stretch begins. */
  begin(): void {
    if (this.#pending || this.#input.byte() !== 0) throw damaged('its compressed bytes are broken');
    this.#coder[0] = 0xffffffff;
    let code = 0;
    for (let i = 0; i < 4; i += 1) code = (code << 8) | this.#input.byte();
    this.#coder[1] = code;
  }

  /** Decodes `most` bytes at most, and never beyond the ring's end. Gives how many came; fewer only where the stream says that it ends. */
  decode(most: number): number {
    const dictionary = this.#dictionary;
    const { ring } = dictionary;
    const end = Math.min(ring.length, dictionary.at + most);
    const start = dictionary.at;
    if (this.#pending) this.#copy(0, end);
    while (dictionary.at < end) {
      const positionState = this.#total & this.#positionMask;
      if (this.#bit(IS_MATCH + this.#state * POSITION_STATES + positionState) === 0) {
        this.#literal(ring);
        continue;
      }
      const length = this.#match(positionState);
      if (length === 0) break;
      this.#copy(length, end);
    }
    return dictionary.at - start;
  }

  /** Reads a match; its distance is then `rep0`. 0 is the mark of the end. */
  #match(positionState: number): number {
    const state = this.#state;
    if (this.#bit(IS_REP + state) === 0) {
      const length = this.#length(LENGTH, positionState);
      this.#state = state < 7 ? 7 : 10;
      const distance = this.#distance(length);
      if (distance === 0xffffffff) return 0;
      this.#use(distance, this.#rep0, this.#rep1, this.#rep2);
      return length;
    }
    if (this.#bit(IS_REP_G0 + state) === 0) {
      if (this.#bit(IS_REP0_LONG + state * POSITION_STATES + positionState) === 0) {
        this.#state = state < 7 ? 9 : 11;
        return 1;
      }
    } else if (this.#bit(IS_REP_G1 + state) === 0) this.#use(this.#rep1, this.#rep0, this.#rep2, this.#rep3);
    else if (this.#bit(IS_REP_G2 + state) === 0) this.#use(this.#rep2, this.#rep0, this.#rep1, this.#rep3);
    else this.#use(this.#rep3, this.#rep0, this.#rep1, this.#rep2);
    const length = this.#length(REP_LENGTH, positionState);
    this.#state = state < 7 ? 8 : 11;
    return length;
  }

  #use(rep0: number, rep1: number, rep2: number, rep3: number): void {
    this.#rep0 = rep0;
    this.#rep1 = rep1;
    this.#rep2 = rep2;
    this.#rep3 = rep3;
  }

  #copy(length: number, end: number): void {
    const dictionary = this.#dictionary;
    const { ring } = dictionary;
    const distance = this.#rep0 + 1;
    if (distance > dictionary.filled || distance > ring.length) throw damaged('its compressed bytes are broken');
    const wanted = this.#pending || length;
    const count = Math.min(wanted, end - dictionary.at);
    let to = dictionary.at;
    let from = to - distance;
    if (from < 0) from += ring.length;
    if (count > 32 && distance >= count && from + count <= ring.length) ring.copyWithin(to, from, from + count);
    else {
      for (let left = count; left > 0; left -= 1) {
        ring[to] = ring[from] ?? 0;
        to += 1;
        from += 1;
        if (from === ring.length) from = 0;
      }
    }
    this.#pending = wanted - count;
    this.#advance(count);
  }

  #advance(count: number): void {
    const dictionary = this.#dictionary;
    dictionary.at += count;
    dictionary.filled = Math.min(dictionary.ring.length, dictionary.filled + count);
    this.#total += count;
  }

  #literal(ring: Uint8Array): void {
    const dictionary = this.#dictionary;
    const at = dictionary.at;
    const probs = this.#probs;
    const before = dictionary.filled === 0 ? 0 : (ring[at === 0 ? ring.length - 1 : at - 1] ?? 0);
    const context = ((this.#total & this.#literalMask) << this.#lc) + (before >> (8 - this.#lc));
    const base = LITERAL + 0x300 * context;
    let symbol = 1;
    let range = this.#coder[0] ?? 0;
    let code = this.#coder[1] ?? 0;
    let matchByte = 0;
    // After a match the byte that would have continued it is part of the context, as long as the bits agree with it.
    let offset = 0;
    if (this.#state >= 7) {
      const from = at - this.#rep0 - 1;
      matchByte = ring[from < 0 ? from + ring.length : from] ?? 0;
      offset = 0x100;
    }
    while (symbol < 0x100) {
      matchByte <<= 1;
      const matchBit = matchByte & offset;
      const index = base + offset + matchBit + symbol;
      const prob = probs[index] ?? 0;
      const bound = Math.imul(range >>> 11, prob) >>> 0;
      if (code < bound) {
        range = bound;
        probs[index] = prob + ((2048 - prob) >> 5);
        symbol <<= 1;
        offset ^= matchBit;
      } else {
        range = (range - bound) >>> 0;
        code = (code - bound) >>> 0;
        probs[index] = prob - (prob >> 5);
        symbol = (symbol << 1) | 1;
        offset = matchBit;
      }
      if (range < TOP) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | this.#input.byte()) >>> 0;
      }
    }
    this.#coder[0] = range;
    this.#coder[1] = code;
    ring[at] = symbol;
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6;
    this.#advance(1);
  }

  #length(base: number, positionState: number): number {
    if (this.#bit(base + LEN_CHOICE) === 0) return MIN_MATCH + this.#tree(base + LEN_LOW + positionState * 8, 3);
    if (this.#bit(base + LEN_CHOICE + 1) === 0) return MIN_MATCH + 8 + this.#tree(base + LEN_MID + positionState * 8, 3);
    return MIN_MATCH + 16 + this.#tree(base + LEN_HIGH, 8);
  }

  #distance(length: number): number {
    const slot = this.#tree(POSITION_SLOT + Math.min(length - MIN_MATCH, 3) * 64, 6);
    if (slot < START_POSITION_MODEL) return slot;
    const direct = (slot >> 1) - 1;
    const base = ((2 | (slot & 1)) << direct) >>> 0;
    if (slot < END_POSITION_MODEL) return base + this.#reverseTree(SPECIAL_POSITION + base - slot, direct);
    return (base + this.#direct(direct - ALIGN_BITS) * 16 + this.#reverseTree(ALIGN, ALIGN_BITS)) >>> 0;
  }

  #tree(base: number, bits: number): number {
    let symbol = 1;
    for (let i = 0; i < bits; i += 1) symbol = (symbol << 1) | this.#bit(base + symbol);
    return symbol - (1 << bits);
  }

  #reverseTree(base: number, bits: number): number {
    let node = 1;
    let symbol = 0;
    for (let i = 0; i < bits; i += 1) {
      const bit = this.#bit(base + node);
      node = (node << 1) | bit;
      symbol |= bit << i;
    }
    return symbol;
  }

  /** Bits that are as likely one as zero. */
  #direct(bits: number): number {
    let range = this.#coder[0] ?? 0;
    let code = this.#coder[1] ?? 0;
    let value = 0;
    for (let i = 0; i < bits; i += 1) {
      range >>>= 1;
      const one = code >= range ? 1 : 0;
      if (one) code = (code - range) >>> 0;
      value = value * 2 + one;
      if (range < TOP) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | this.#input.byte()) >>> 0;
      }
    }
    this.#coder[0] = range;
    this.#coder[1] = code;
    return value;
  }

  #bit(index: number): number {
    const range = this.#coder[0] ?? 0;
    const code = this.#coder[1] ?? 0;
    const prob = this.#probs[index] ?? 0;
    const bound = Math.imul(range >>> 11, prob) >>> 0;
    const one = code >= bound;
    const left = one ? (range - bound) >>> 0 : bound;
    const rest = one ? (code - bound) >>> 0 : code;
    this.#probs[index] = one ? prob - (prob >> 5) : prob + ((2048 - prob) >> 5);
    if (left < TOP) {
      this.#coder[0] = left << 8;
      this.#coder[1] = (rest << 8) | this.#input.byte();
    } else {
      this.#coder[0] = left;
      this.#coder[1] = rest;
    }
    return one ? 1 : 0;
  }
}
