const ENTRIES = 1 << 13;
/** Values of more bytes are decoded each time; user names, hosts, SIDs, GUIDs and most paths are shorter. */
export const CACHED_SIZE = 128;

/**
 * Texts of values met before, found by the values' bytes: a log says the same hosts, users, SIDs and logon ids over and over. An entry
 * is compared byte by byte before it is used, and a new value takes the place of the one that had its entry, so the cache never grows.
 */
export class TextCache {
  readonly #bytes = new Uint8Array(ENTRIES * CACHED_SIZE);
  readonly #view = new DataView(this.#bytes.buffer);
  /** Size and type of the value in an entry, so that equal bytes of two types stay apart; -1 while it is empty. */
  readonly #kind = new Int32Array(ENTRIES).fill(-1);
  readonly #texts: string[] = Array.from({ length: ENTRIES }, () => '');
  /** The entry of the value that was asked for last. */
  #entry = 0;

  /** The text of a value of at most `CACHED_SIZE` bytes; undefined when it must be decoded and given to `keep`. */
  find(view: DataView, position: number, size: number, type: number): string | undefined {
    const words = size & ~3;
    let hash = size ^ (type << 8);
    for (let at = 0; at < words; at += 4) hash = Math.imul((hash << 5) ^ (hash >>> 27) ^ view.getInt32(position + at, true), 0x2545f491);
    for (let at = words; at < size; at++) hash = Math.imul((hash << 5) ^ (hash >>> 27) ^ view.getUint8(position + at), 0x2545f491);
    const entry = (hash ^ (hash >>> 15)) & (ENTRIES - 1);
    this.#entry = entry;
    if (this.#kind[entry] !== ((type << 8) | size)) return undefined;
    const start = entry * CACHED_SIZE;
    for (let at = 0; at < words; at += 4) {
      if (this.#view.getInt32(start + at, true) !== view.getInt32(position + at, true)) return undefined;
    }
    for (let at = words; at < size; at++) {
      if (this.#view.getUint8(start + at) !== view.getUint8(position + at)) return undefined;
    }
    return this.#texts[entry];
  }

  /** Keeps the text of the value that `find` did not know. */
  keep(value: Uint8Array, type: number, text: string): string {
    this.#bytes.set(value, this.#entry * CACHED_SIZE);
    this.#kind[this.#entry] = (type << 8) | value.length;
    this.#texts[this.#entry] = text;
    return text;
  }
}
