/** Values of more bytes are decoded each time; user names, hosts, SIDs, GUIDs and most paths are shorter. */
export const CACHED_SIZE = 124;

/**
 * Texts of values met before, found by the values' bytes: a log says the same hosts, users, SIDs and logon ids over and over. An entry
 * is compared byte by byte before it is used, and a new value takes the place of the one that had its entry, so the cache never grows.
 */
class Table {
  readonly #shift: number;
  readonly #stride: number;
  /** Of each entry the size and type of its value, so that equal bytes of two types stay apart, and then its bytes. */
  readonly #values: DataView;
  readonly #texts: (string | null)[];
  /** The entry of the value that was asked for last. */
  #entry = 0;

  constructor(entries: number, size: number) {
    this.#shift = Math.clz32(entries) + 1;
    this.#stride = 4 + size;
    this.#values = new DataView(new ArrayBuffer(entries * this.#stride));
    this.#texts = Array.from({ length: entries }, () => null);
    for (let entry = 0; entry < entries; entry++) this.#values.setInt32(entry * this.#stride, -1, true);
  }

  find(view: DataView, position: number, kind: number): string | null | undefined {
    const size = kind & 0xffff;
    const words = size & ~3;
    let hash = kind;
    for (let at = 0; at < words; at += 4) hash = Math.imul(hash ^ view.getInt32(position + at, true), 0x2545f491);
    for (let at = words; at < size; at++) hash = Math.imul(hash ^ view.getUint8(position + at), 0x2545f491);
    const entry = hash >>> this.#shift;
    this.#entry = entry;
    const own = this.#values;
    const start = entry * this.#stride;
    if (own.getInt32(start, true) !== kind) return undefined;
    for (let at = 0; at < words; at += 4) {
      if (own.getInt32(start + 4 + at, true) !== view.getInt32(position + at, true)) return undefined;
    }
    for (let at = words; at < size; at++) {
      if (own.getUint8(start + 4 + at) !== view.getUint8(position + at)) return undefined;
    }
    return this.#texts[entry];
  }

  keep(view: DataView, position: number, kind: number, text: string | null): void {
    const own = this.#values;
    const start = this.#entry * this.#stride;
    const size = kind & 0xffff;
    own.setInt32(start, kind, true);
    let at = 0;
    for (; at + 4 <= size; at += 4) own.setInt32(start + 4 + at, view.getInt32(position + at, true), true);
    for (; at < size; at++) own.setUint8(start + 4 + at, view.getUint8(position + at));
    this.#texts[this.#entry] = text;
  }
}

/** Two tables, so that an entry of a short value fills one line of the processor's cache and no more. */
const SHORT = 60;

export class TextCache {
  readonly #short = new Table(1 << 13, SHORT);
  readonly #long = new Table(1 << 11, CACHED_SIZE);

  /** The text of a value of at most `CACHED_SIZE` bytes; undefined when it must be decoded and given to `keep`. */
  find(view: DataView, position: number, kind: number): string | null | undefined {
    return (kind & 0xffff) <= SHORT ? this.#short.find(view, position, kind) : this.#long.find(view, position, kind);
  }

  /** Keeps the text of the value that `find` did not know. */
  keep(view: DataView, position: number, kind: number, text: string | null): void {
    if ((kind & 0xffff) <= SHORT) this.#short.keep(view, position, kind, text);
    else this.#long.keep(view, position, kind, text);
  }
}
