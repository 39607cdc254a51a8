import { decodeText } from '../text/index.ts';
import { localName } from './field-names.ts';

const ENTRIES = 1 << 10;

/** A name as it is written, and without prefix and spaces. */
export interface ElementName {
  readonly qualified: string;
  readonly local: string;
}

const NONE: ElementName = { qualified: '', local: '' };

/** Names met before: an export has the same few hundred. A new one takes the place of the one that had its entry. */
export class ElementNames {
  readonly #names: ElementName[] = Array.from({ length: ENTRIES }, () => NONE);

  at(bytes: Buffer, from: number, to: number): ElementName {
    let hash = 0;
    for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
    const entry = (hash ^ (hash >>> 15)) & (ENTRIES - 1);
    const known = this.#names[entry] ?? NONE;
    if (isWritten(known.qualified, bytes, from, to)) return known;
    const qualified = decodeText(bytes.subarray(from, to));
    return (this.#names[entry] = { qualified, local: localName(qualified) });
  }
}

/** Whether the bytes are that text; never so beyond ASCII. */
export function isWritten(text: string, bytes: Buffer, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let at = 0; at < text.length; at++) {
    const byte = bytes[from + at] ?? 0;
    if (byte >= 0x80 || text.charCodeAt(at) !== byte) return false;
  }
  return true;
}
