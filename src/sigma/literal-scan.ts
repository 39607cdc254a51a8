import { fold } from './fold.ts';
import type { Literal } from './literals.ts';
import { GramTable } from './gram-table.ts';
import type { BoundedMemory } from './bounded-memory.ts';
import type { ScanBytes } from './scan-bytes.ts';

/** The owners (rules) whose literals were found; none may be changed. */
export type Owners = readonly number[];

const NONE: Owners = [];
/** Longer texts are scanned each time: they seldom come twice, and to know them again would take longer than to scan them. */
const LONGEST = 400;
/** Bytes that a remembered text takes beside its characters, about. */
const OVERHEAD = 64;
/** Texts this long have a word of four characters in them that begins at a multiple of four, wherever they stand; the shorter ones a pair at a multiple of two. */
const LONG = 7;
const SHORT = 3;

/**
 * Finds the owners of all literals of one field at once. The literals that must be the whole value are looked up; for the others the text
 * is gone through by words of four characters (by pairs for short literals), and what a table has for a word is compared in full. So the work is a
 * look-up for four characters, whatever the number of literals. What a value gave is remembered, because logs repeat the same values thousands of times.
 *
 * A filter only: it never misses an owner, and may name one whose literal merely looks alike.
 */
export class LiteralScan {
  readonly #whole = new Map<string, number[]>();
  readonly #long: GramTable;
  readonly #short: GramTable;
  /** The literals too short for either. */
  readonly #tiny: readonly { readonly text: string; readonly owners: Owners }[];
  /** The owners of those of them that are not ASCII (emoji, dashes): any text that is not ASCII either will do. */
  readonly #foreign: Owners;
  readonly #isEmpty: boolean;
  readonly #bytes: ScanBytes;
  readonly #memory: BoundedMemory;
  #young = new Map<string, Owners>();
  #old = new Map<string, Owners>();

  constructor(needs: readonly { readonly literal: Literal; readonly owner: number }[], bytes: ScanBytes, memory: BoundedMemory) {
    const parts = new Map<string, { literal: Literal; owners: number[] }>();
    for (const { literal, owner } of needs) {
      if (literal.position === 'whole') {
        const owners = this.#whole.get(literal.text);
        if (owners === undefined) this.#whole.set(literal.text, [owner]);
        else owners.push(owner);
        continue;
      }
      const id = `${literal.position} ${literal.text}`;
      const known = parts.get(id);
      if (known === undefined) parts.set(id, { literal, owners: [owner] });
      else known.owners.push(owner);
    }
    const all = [...parts.values()];
    const between = (from: number, to: number): typeof all =>
      all.filter(({ literal: { text } }) => text.length >= from && text.length < to);
    const tiny = between(0, SHORT);
    this.#long = new GramTable(between(LONG, Infinity), 4);
    this.#short = new GramTable(between(SHORT, LONG), 2);
    this.#foreign = tiny.filter(({ literal }) => !isAscii(literal.text)).flatMap(({ owners }) => owners);
    this.#tiny = tiny.filter(({ literal }) => isAscii(literal.text)).map(({ literal: { text }, owners }) => ({ text, owners }));
    this.#isEmpty = all.length === 0;
    this.#bytes = bytes;
    this.#memory = memory;
    memory.onTurn(() => this.#turn());
  }

  /** The owners of the literals that a value has, possibly some more; an owner may stand there more than once. */
  owners(text: string): Owners {
    if (text.length > LONGEST) return this.scan(text);
    const known = this.#young.get(text);
    if (known !== undefined) return known;
    const owners = this.#old.get(text) ?? this.scan(text);
    // In memory of its own: a text cut from a line would hold the whole line.
    this.#young.set(` ${text}`.slice(1), owners);
    this.#memory.grow(text.length * 2 + owners.length * 8 + OVERHEAD);
    return owners;
  }

  /** The same without remembering anything. */
  scan(text: string): Owners {
    const whole = this.#whole.size === 0 ? undefined : this.#whole.get(fold(text));
    if (this.#isEmpty) return whole ?? NONE;
    this.#bytes.load(text);
    let found = this.#short.find(this.#bytes, this.#long.find(this.#bytes, null));
    if (this.#tiny.length > 0) found = this.#findTiny(fold(text), found);
    if (!this.#bytes.ascii && this.#foreign.length > 0) found = [...(found ?? NONE), ...this.#foreign];
    if (found === null) return whole ?? NONE;
    return whole === undefined ? found : [...found, ...whole];
  }

  #findTiny(folded: string, before: Owners | null): Owners | null {
    let found = before;
    for (const { text, owners } of this.#tiny) if (folded.includes(text)) found = found === null ? owners : [...found, ...owners];
    return found;
  }

  #turn(): void {
    this.#old = this.#young;
    this.#young = new Map();
  }
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}
