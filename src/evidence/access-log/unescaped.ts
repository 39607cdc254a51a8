import { decodeText } from '../text/index.ts';

const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const X = 0x78;

/**
 * What the client sent: `\"` and `\\` as Apache writes a quote and a backslash, `\x22` as nginx and Apache write any byte. Control characters stay as
 * they are written.
 */
export function unescaped(bytes: Buffer): string {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const next = bytes[at + 1];
    let value = byte;
    if (byte === BACKSLASH && (next === QUOTE || next === BACKSLASH)) {
      value = next;
      at++;
    } else if (byte === BACKSLASH && next === X) {
      const code = hex(bytes[at + 2]) * 16 + hex(bytes[at + 3]);
      if (code >= 0x20 && code <= 0xff && code !== 0x7f) {
        value = code;
        at += 3;
      }
    }
    out[length++] = value;
  }
  return decodeText(out.subarray(0, length));
}

/** A hexadecimal digit's value; more than two of them can make when it is none. */
function hex(byte: number | undefined): number {
  const value = Number.parseInt(String.fromCharCode(byte ?? 0), 16);
  return Number.isNaN(value) ? 0x1000 : value;
}
