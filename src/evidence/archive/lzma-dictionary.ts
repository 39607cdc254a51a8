/** Properties of a LZMA stream: literal context bits, literal position bits, position bits. */
export interface LzmaProperties {
  readonly lc: number;
  readonly lp: number;
  readonly pb: number;
}

/** The one byte in which the properties stand; null when it is no such byte. */
export function lzmaProperties(byte: number): LzmaProperties | null {
  if (byte >= 225) return null;
  return { lc: byte % 9, lp: Math.floor(byte / 9) % 5, pb: Math.floor(byte / 45) };
}

/** Bytes of a dictionary in one ring; what is decoded is taken out of it. */
export class Dictionary {
  readonly ring: Uint8Array;
  /** Where the next byte goes. */
  at = 0;
  /** Bytes that may be referred to. */
  filled = 0;

  constructor(size: number) {
    this.ring = new Uint8Array(size);
  }
}
