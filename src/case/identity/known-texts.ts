/** Texts remembered before the older half is forgotten. */
const REMEMBERED = 4096;
/** Longer texts seldom come twice, and would take much memory. */
const LONGEST = 512;

/** Masks texts and remembers the latest: command lines, services and prepared statements repeat, and looking for numbers costs more than knowing. */
export class KnownTexts {
  readonly #work: (text: string) => string;
  #young = new Map<string, string>();
  #old = new Map<string, string>();

  constructor(work: (text: string) => string) {
    this.#work = work;
  }

  mask(text: string): string {
    if (text.length > LONGEST) return this.#work(text);
    const before = this.#young.get(text) ?? this.#old.get(text);
    if (before !== undefined) return before;
    const masked = this.#work(text);
    if (this.#young.size >= REMEMBERED) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    // In memory of its own: a text cut from a line would hold the whole line.
    const own = ` ${text}`.slice(1);
    this.#young.set(own, masked === text ? own : masked);
    return masked;
  }
}
