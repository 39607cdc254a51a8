/** Numbers that look random and are the same at every run (xorshift, 32 bits). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0 || 1;
  }

  /** A whole number from 0 to `sides` - 1. */
  roll(sides: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % sides;
  }
}

/** Values that lengths, counts and offsets go wrong at. */
const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0xfffffffe, 0xffffffff];
/** Bytes that mean something to one text format or another. */
const SIGNS = Buffer.from('\u0000\n\r\t "\\\'{}[]:,#<>&;%+-0\u00ff');

type Mutation = (bytes: Buffer, dice: Dice, other: Buffer) => Buffer;

const mutations: readonly Mutation[] = [
  (bytes, dice) => {
    const at = dice.roll(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.roll(8));
    return bytes;
  },
  (bytes, dice) => {
    bytes[dice.roll(bytes.length)] = SIGNS[dice.roll(SIGNS.length)] ?? 0;
    return bytes;
  },
  (bytes, dice) => {
    if (bytes.length >= 4) bytes.writeUInt32LE(EDGES[dice.roll(EDGES.length)] ?? 0, dice.roll(bytes.length - 3));
    return bytes;
  },
  (bytes, dice) => {
    if (bytes.length >= 2) bytes.writeUInt16LE((EDGES[dice.roll(EDGES.length)] ?? 0) & 0xffff, dice.roll(bytes.length - 1));
    return bytes;
  },
  (bytes, dice) => bytes.subarray(0, dice.roll(bytes.length + 1)),
  (bytes, dice) => {
    const at = dice.roll(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + dice.roll(64))]);
  },
  (bytes, dice) => {
    const at = dice.roll(bytes.length);
    const from = dice.roll(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(from, from + dice.roll(256)), bytes.subarray(at)]);
  },
  (bytes, dice, other) => Buffer.concat([bytes.subarray(0, dice.roll(bytes.length)), other.subarray(dice.roll(other.length))]),
  (bytes, dice) => {
    const at = dice.roll(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(dice.roll(300), SIGNS[dice.roll(SIGNS.length)]), bytes.subarray(at)]);
  },
];

/** A seed with one to six things done to it. */
export function mutated(seeds: readonly Buffer[], dice: Dice): Buffer {
  const pick = (): Buffer => seeds[dice.roll(seeds.length)] ?? Buffer.alloc(0);
  let bytes = Buffer.from(pick());
  for (let left = 1 + dice.roll(6); left > 0 && bytes.length > 0; left--) {
    const mutation = mutations[dice.roll(mutations.length)];
    if (mutation) bytes = Buffer.from(mutation(bytes, dice, pick()));
  }
  return bytes;
}
