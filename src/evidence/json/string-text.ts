import { isUtf8 } from 'node:buffer';
import { KIND, type Kind } from './nodes.ts';

const BACKSLASH = 0x5c;
const LOWER_U = 0x75;

/** What a letter behind a backslash stands for; 0 where it stands for nothing. */
const ESCAPES = new Uint8Array(256);
for (const [letter, byte] of Object.entries({ '"': 0x22, '\\': 0x5c, '/': 0x2f, b: 8, f: 12, n: 10, r: 13, t: 9 })) {
  ESCAPES[letter.charCodeAt(0)] = byte;
}

/** Longer strings get memory of their own, which is let go after use. */
const SCRATCH = 1 << 16;
/** Whether a longer string has escapes at all is asked first. */
const SHORT = 96;
const scratch = Buffer.alloc(SCRATCH);

/**
 * The text of a string between its quotes. A string whose bytes are no UTF-8 has each byte as its Latin-1 character; half a surrogate pair is
 * U+FFFD; an escape that JSON does not know stays as it is written.
 */
export function stringText(bytes: Buffer, from: number, to: number, kind: Kind): string {
  if (kind === KIND.ascii) return bytes.toString('latin1', from, to);
  if (kind === KIND.escaped && (to - from < SHORT || bytes.subarray(from, to).includes(BACKSLASH))) return unescaped(bytes, from, to);
  return bytes.toString(isUtf8(bytes.subarray(from, to)) ? 'utf8' : 'latin1', from, to);
}

function unescaped(bytes: Buffer, from: number, to: number): string {
  // An escape is never shorter than the UTF-8 of what it stands for.
  const target = to - from <= SCRATCH ? scratch : Buffer.allocUnsafe(to - from);
  let size = 0;
  let seen = 0;
  for (let at = from; at < to;) {
    const byte = bytes[at] ?? 0;
    seen |= byte;
    if (byte !== BACKSLASH) {
      target[size++] = byte;
      at++;
      continue;
    }
    const letter = bytes[at + 1] ?? 0;
    const plain = ESCAPES[letter] ?? 0;
    const code = letter === LOWER_U ? hexAt(bytes, at + 2, to) : -1;
    if (plain !== 0) {
      target[size++] = plain;
      at += 2;
    } else if (code >= 0) {
      const low = isHigh(code) && bytes[at + 6] === BACKSLASH && bytes[at + 7] === LOWER_U ? hexAt(bytes, at + 8, to) : -1;
      const pair = low >= 0xdc00 && low < 0xe000;
      const point = pair ? 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00) : isHalf(code) ? 0xfffd : code;
      seen |= point > 0x7f ? 0x80 : 0;
      size = putUtf8(target, size, point);
      at += pair ? 12 : 6;
    } else {
      target[size++] = byte;
      at++;
    }
  }
  if (seen < 0x80) return target.toString('latin1', 0, size);
  if (isUtf8(bytes.subarray(from, to))) return target.toString('utf8', 0, size);
  const latin = Buffer.from(bytes.toString('latin1', from, to));
  return unescaped(latin, 0, latin.length);
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

function isHalf(code: number): boolean {
  return code >= 0xd800 && code < 0xe000;
}

/** Four hexadecimal digits; -1 where they are not. */
function hexAt(bytes: Buffer, from: number, to: number): number {
  if (from + 4 > to) return -1;
  let code = 0;
  for (let at = from; at < from + 4; at++) {
    const byte = bytes[at] ?? 0;
    const letter = byte | 0x20;
    const digit = byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
    if (digit < 0) return -1;
    code = (code << 4) | digit;
  }
  return code;
}

function putUtf8(target: Buffer, at: number, point: number): number {
  let end = at;
  if (point < 0x80) {
    target[end++] = point;
  } else if (point < 0x800) {
    target[end++] = 0xc0 | (point >> 6);
    target[end++] = 0x80 | (point & 63);
  } else {
    if (point < 0x10000) {
      target[end++] = 0xe0 | (point >> 12);
    } else {
      target[end++] = 0xf0 | (point >> 18);
      target[end++] = 0x80 | ((point >> 12) & 63);
    }
    target[end++] = 0x80 | ((point >> 6) & 63);
    target[end++] = 0x80 | (point & 63);
  }
  return end;
}
