import type { Literal } from './literals.ts';
import { FOLD_WORD, soughtBytes, standAt, type ScanBytes } from './scan-bytes.ts';

/** A literal and its owners. */
interface Owned {
  readonly literal: Literal;
  readonly owners: readonly number[];
}

interface Sought extends Owned {
  readonly bytes: Uint8Array;
  /** The search in which it was found last. */
  seen: number;
}

/** Where a gram leads: the literal, and how far into it the gram stands. */
interface Place {
  readonly gram: number;
  readonly sought: Sought;
  readonly offset: number;
  readonly next: number;
}

/**
 * Literals by grams of four or two characters. A text is read one gram after another, without overlap: a literal of `2 × size - 1` characters
 * covers a whole gram wherever it stands, so that it lies in the table under the `size` grams at as many offsets.
 */
export class GramTable {
  readonly isEmpty: boolean;
  readonly #size: 2 | 4;
  readonly #shift: number;
  /** By hashed gram, the number of its first place plus one. */
  readonly #first: Uint16Array | Uint32Array;
  readonly #places: Place[] = [];
  #search = 0;

  constructor(literals: readonly Owned[], size: 2 | 4) {
    this.isEmpty = literals.length === 0;
    this.#size = size;
    const count = literals.length * size;
    const bits = Math.min(18, Math.max(6, Math.ceil(Math.log2(count + 1)) + 2));
    this.#shift = 32 - bits;
    this.#first = this.isEmpty ? new Uint16Array(0) : count < 65_535 ? new Uint16Array(2 ** bits) : new Uint32Array(2 ** bits);
    const all = literals.map((each): Sought => ({ ...each, bytes: soughtBytes(each.literal.text), seen: 0 }));
    const uses = new Map<number, number>();
    for (const { bytes } of all) {
      for (let at = 0; at + size <= bytes.length; at++) uses.set(gramAt(bytes, at, size), (uses.get(gramAt(bytes, at, size)) ?? 0) + 1);
    }
    for (const sought of all) {
      const from = rarestPlace(sought.bytes, size, uses);
      for (let offset = from; offset < from + size; offset++) {
        const gram = gramAt(sought.bytes, offset, size);
        const slot = this.#slot(gram);
        this.#places.push({ gram, sought, offset, next: this.#first[slot] ?? 0 });
        this.#first[slot] = this.#places.length;
      }
    }
  }

  /** Adds the owners of the literals that stand in a text to `found`; null when there are none at all. */
  find(text: ScanBytes, found: readonly number[] | null): readonly number[] | null {
    if (this.isEmpty) return found;
    this.#search++;
    return this.#size === 4 ? this.#findWords(text, found) : this.#findPairs(text, found);
  }

  #findWords(text: ScanBytes, before: readonly number[] | null): readonly number[] | null {
    const { words } = text;
    const first = this.#first;
    const shift = this.#shift;
    const count = text.length >>> 2;
    let found = before;
    for (let i = 0; i < count; i++) {
      const gram = (words[i] ?? 0) | FOLD_WORD;
      const place = first[Math.imul(gram, 0x9e3779b1) >>> shift] ?? 0;
      if (place !== 0) found = this.#follow(place, gram, i * 4, text, found);
    }
    return found;
  }

  #findPairs(text: ScanBytes, before: readonly number[] | null): readonly number[] | null {
    const { bytes, length } = text;
    const first = this.#first;
    const shift = this.#shift;
    let found = before;
    for (let i = 0; i + 1 < length; i += 2) {
      const gram = ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0) | 0x2020;
      const place = first[Math.imul(gram, 0x9e3779b1) >>> shift] ?? 0;
      if (place !== 0) found = this.#follow(place, gram, i, text, found);
    }
    return found;
  }

  #follow(first: number, gram: number, at: number, text: ScanBytes, before: readonly number[] | null): readonly number[] | null {
    let found = before;
    for (let number = first; number !== 0;) {
      const place = this.#places[number - 1];
      if (place === undefined) break;
      const { sought, offset } = place;
      if (place.gram === gram && sought.seen !== this.#search && stands(sought, text, at - offset)) {
        sought.seen = this.#search;
        found = found === null ? sought.owners : [...found, ...sought.owners];
      }
      number = place.next;
    }
    return found;
  }

  #slot(gram: number): number {
    // Fibonacci hashing: the upper bits of the product are well mixed.
    return Math.imul(gram, 0x9e3779b1) >>> this.#shift;
  }
}

const oneWord = new Uint32Array(1);
const itsBytes = new Uint8Array(oneWord.buffer);

/** The gram as a scan reads it: a word in the machine's order of bytes. */
function gramAt(bytes: Uint8Array, at: number, size: 2 | 4): number {
  if (size === 2) return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  for (let i = 0; i < 4; i++) itsBytes[i] = bytes[at + i] ?? 0;
  return (oneWord[0] ?? 0) | 0;
}

/** Where the `size` grams begin of which the commonest stands in the fewest literals. */
function rarestPlace(bytes: Uint8Array, size: 2 | 4, uses: ReadonlyMap<number, number>): number {
  let best = 0;
  let bestUses = Infinity;
  for (let from = 0; from + 2 * size - 1 <= bytes.length; from++) {
    let most = 0;
    for (let at = from; at < from + size; at++) most = Math.max(most, uses.get(gramAt(bytes, at, size)) ?? 0);
    if (most < bestUses) [best, bestUses] = [from, most];
  }
  return best;
}

function stands({ literal, bytes }: Sought, text: ScanBytes, at: number): boolean {
  if (at < 0 || at + bytes.length > text.length) return false;
  if (literal.position === 'start' && at !== 0) return false;
  if (literal.position === 'end' && at + bytes.length !== text.length) return false;
  return standAt(text, at, bytes);
}
