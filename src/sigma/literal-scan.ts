import type { Literal } from './literals.ts';

/** A literal and the owners (rules) that need it. */
interface Sought extends Literal {
  readonly owners: number[];
  /** Where in the text its three-character key lies. */
  offset: number;
  /** The scan in which it was found last. */
  seen: number;
  /** The next literal with the same slot. */
  next: Sought | null;
  key: number;
}

/**
 * Finds all literals of one field in a text at once: a table of the rarest three characters of each literal is looked up at every
 * position, and what is there is compared in full. The work is one look-up a character, whatever the number of literals.
 */
export class LiteralScan {
  readonly #whole = new Map<string, number[]>();
  readonly #table: (Sought | null)[];
  readonly #shift: number;
  readonly #any: boolean;
  #scan = 0;

  constructor(needs: readonly { readonly literal: Literal; readonly owner: number }[]) {
    const sought = this.#collect(needs);
    const bits = Math.min(16, Math.max(8, Math.ceil(Math.log2(sought.length + 1)) + 3));
    this.#table = Array.from({ length: 2 ** bits }, () => null);
    this.#shift = 32 - bits;
    this.#any = sought.length > 0;
    const uses = keyUses(sought);
    for (const literal of sought) {
      literal.offset = rarestKey(literal.text, uses);
      literal.key = keyAt(literal.text, literal.offset);
      const slot = this.#slot(literal.key);
      literal.next = this.#table[slot] ?? null;
      this.#table[slot] = literal;
    }
  }

  /** Calls `found` for each owner of each literal that the folded text holds; an owner may be called more than once. */
  scan(text: string, found: (owner: number) => void): void {
    for (const owner of this.#whole.get(text) ?? []) found(owner);
    if (!this.#any || text.length < 3) return;
    const scan = ++this.#scan;
    let key = (text.charCodeAt(0) << 8) ^ text.charCodeAt(1);
    for (let i = 2; i < text.length; i++) {
      key = ((key << 8) ^ text.charCodeAt(i)) & 0xffffff;
      let literal = this.#table[this.#slot(key)] ?? null;
      while (literal !== null) {
        if (literal.key === key && literal.seen !== scan && stands(literal, text, i - 2 - literal.offset)) {
          literal.seen = scan;
          for (const owner of literal.owners) found(owner);
        }
        literal = literal.next;
      }
    }
  }

  #collect(needs: readonly { readonly literal: Literal; readonly owner: number }[]): Sought[] {
    const sought = new Map<string, Sought>();
    for (const { literal, owner } of needs) {
      if (literal.position === 'whole') {
        const owners = this.#whole.get(literal.text);
        if (owners === undefined) this.#whole.set(literal.text, [owner]);
        else owners.push(owner);
        continue;
      }
      const id = `${literal.position} ${literal.text}`;
      const known = sought.get(id);
      if (known === undefined) sought.set(id, { ...literal, owners: [owner], offset: 0, seen: 0, next: null, key: 0 });
      else known.owners.push(owner);
    }
    return [...sought.values()];
  }

  #slot(key: number): number {
    // Fibonacci hashing: the upper bits of the product are well mixed.
    return Math.imul(key, 0x9e3779b1) >>> this.#shift;
  }
}

/** Three characters as 24 bits; the same as the running key of a scan. */
function keyAt(text: string, at: number): number {
  return ((((text.charCodeAt(at) << 8) ^ text.charCodeAt(at + 1)) << 8) ^ text.charCodeAt(at + 2)) & 0xffffff;
}

function keyUses(literals: readonly Literal[]): Map<number, number> {
  const uses = new Map<number, number>();
  for (const { text } of literals) {
    for (let i = 0; i + 2 < text.length; i++) uses.set(keyAt(text, i), (uses.get(keyAt(text, i)) ?? 0) + 1);
  }
  return uses;
}

function rarestKey(text: string, uses: ReadonlyMap<number, number>): number {
  let best = 0;
  for (let i = 1; i + 2 < text.length; i++) {
    if ((uses.get(keyAt(text, i)) ?? 0) < (uses.get(keyAt(text, best)) ?? 0)) best = i;
  }
  return best;
}

function stands(literal: Literal, text: string, at: number): boolean {
  if (at < 0 || (literal.position === 'start' && at !== 0)) return false;
  if (literal.position === 'end' && at + literal.text.length !== text.length) return false;
  return text.startsWith(literal.text, at);
}
