/** What a value is. Texts are told apart by how much work their decoding is. */
export const KIND = {
  null: 0,
  true: 1,
  false: 2,
  number: 3,
  /** A string of ASCII without escapes. */
  ascii: 4,
  /** A string without escapes that holds bytes beyond ASCII. */
  wide: 5,
  /** A string with escapes, or one so long that it was not looked at. */
  escaped: 6,
  object: 7,
  array: 8,
} as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

/** Most values in one document; the widest records of real logs have some hundred. */
export const NODE_LIMIT = 8192;

/**
 * The values of one document in their order, each before what is in it, as numbers in arrays that are used again for the next document.
 * Value 0 is the document itself.
 */
export class Nodes {
  count = 0;
  /** Where the key's bytes stand, without quotes; -1 for the document and for members of an array. */
  keyFrom = new Int32Array(256);
  keyTo = new Int32Array(256);
  /** `hashOfKey` of the key as it reads once decoded. */
  keyHash = new Int32Array(256);
  /** Whether the key has escapes or bytes beyond ASCII, so that its bytes are not its text. */
  keyOdd = new Uint8Array(256);
  /** Where the value's bytes stand; of a string what is between the quotes. */
  from = new Int32Array(256);
  to = new Int32Array(256);
  kind = new Uint8Array(256);
  /** The value behind this one and everything in it. */
  next = new Int32Array(256);

  /** Makes room for one more; false when the document has too many. */
  grow(): boolean {
    const size = this.kind.length;
    if (this.count < size) return true;
    if (size >= NODE_LIMIT) return false;
    this.keyFrom = wider(this.keyFrom);
    this.keyTo = wider(this.keyTo);
    this.keyHash = wider(this.keyHash);
    this.from = wider(this.from);
    this.to = wider(this.to);
    this.next = wider(this.next);
    const kinds = new Uint8Array(size * 2);
    kinds.set(this.kind);
    this.kind = kinds;
    const odd = new Uint8Array(size * 2);
    odd.set(this.keyOdd);
    this.keyOdd = odd;
    return true;
  }
}

function wider(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const array = new Int32Array(old.length * 2);
  array.set(old);
  return array;
}
