import type { BoundedMemory } from './bounded-memory.ts';
import { fold } from './fold.ts';

/** A field of a rule as one event has it. */
export interface Cell {
  /** Whether the event has the field at all. */
  readonly present: boolean;
  /** Its values; none when it stands there without one. More than one when it stands there several times. */
  readonly texts: readonly string[];
  /** The values as a person should see them; null without one. */
  readonly shown: string | null;
  /** The values without regard to case; made once. */
  folded(): readonly string[];
}

/** A field that is there with some values, or none. What tests say of it can be noted in it, where the same values come again. */
export class TextCell implements Cell {
  readonly present = true;
  readonly texts: readonly string[];
  readonly #own: number;
  #folded: readonly string[] | null = null;
  #verdicts: Map<object, boolean> | null = null;
  readonly #memory: BoundedMemory | null;

  /** The first `own` values are the event's own; the others only stand for them. */
  constructor(texts: readonly string[], own = texts.length, memory: BoundedMemory | null = null) {
    this.texts = texts;
    this.#own = own;
    this.#memory = memory;
  }

  get shown(): string | null {
    return this.texts.length === 0 ? null : this.texts.slice(0, this.#own).join('\n');
  }

  folded(): readonly string[] {
    return (this.#folded ??= this.texts.map(fold));
  }

  /** What a test said of these values before. */
  verdict(test: object): boolean | undefined {
    return this.#verdicts?.get(test);
  }

  /** Notes what a test says; it must look at nothing but these values. */
  note(test: object, verdict: boolean): void {
    (this.#verdicts ??= new Map()).set(test, verdict);
    this.#memory?.grow(NOTE);
  }
}

/** A field that the event does not have. */
export const absent: Cell = { present: false, texts: [], shown: null, folded: () => [] };

/** Longer texts are not remembered. */
const LONGEST = 1_024;
/** Bytes of a note, and of a cell beside its text, about. */
const NOTE = 40;
const OVERHEAD = 240;

/** Cells of one value each, the same one for the same value as long as it is remembered: folding and costly tests are then done once a value. */
export class KnownCells {
  /** A field that is there without a value. */
  readonly valueless = new TextCell([]);
  readonly #memory: BoundedMemory;
  #young = new Map<string, TextCell>();
  #old = new Map<string, TextCell>();

  constructor(memory: BoundedMemory) {
    this.#memory = memory;
    memory.onTurn(() => {
      this.#old = this.#young;
      this.#young = new Map();
    });
  }

  of(text: string): TextCell {
    if (text.length > LONGEST) return new TextCell([text]);
    const known = this.#young.get(text);
    if (known !== undefined) return known;
    // In memory of its own: a text cut from a line would hold the whole line.
    const own = ` ${text}`.slice(1);
    const cell = this.#old.get(text) ?? new TextCell([own], 1, this.#memory);
    this.#young.set(own, cell);
    // The text itself, its folded form, and what may be cut from either.
    this.#memory.grow(text.length * 4 + OVERHEAD);
    return cell;
  }
}
