/** Keys remembered before the older half is forgotten. */
const REMEMBERED = 8192;
/** Longer keys are no names: remembering them would hold memory for nothing. */
const LONGEST = 256;

/** What the latest keys became: names and addresses repeat. Two generations, so that memory stays bounded without a list of uses. */
export class Remembered<V> {
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  get(key: string): V | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  /** Returns the value. */
  set(key: string, value: V): V {
    if (key.length > LONGEST) return value;
    if (this.#young.size >= REMEMBERED) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(detached(key), value);
    return value;
  }
}

/** The same text in memory of its own: one cut from a line would hold the whole line as long as it is remembered. */
export function detached(text: string): string {
  return ` ${text}`.slice(1);
}
