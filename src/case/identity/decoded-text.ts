/** A text with percent-encoding undone, and where each of its characters began in the original. */
export interface DecodedText {
  readonly text: string;
  /** Start of character i in the original; null where the two are the same text. */
  readonly starts: Uint32Array | null;
}

/** Where character `i` of a decoded text began in the original; for its length, the original's end. */
export function originalPosition(decoded: DecodedText, i: number): number {
  return decoded.starts === null ? i : (decoded.starts[i] ?? 0);
}

/** Stands for an escape that is no ASCII character: neither digit, letter nor separator. */
const OTHER = 0xfffd;
const PERCENT = 37;

/**
 * Undoes percent-encoding (%2B, and doubly: %252B) byte by byte and drops NULs between characters (UTF-16 read as bytes), because
 * digits written so are still digits. One pass; what is no escape stays.
 */
export function decodeText(text: string): DecodedText {
  if (!text.includes('%') && !text.includes('\0')) return { text, starts: null };
  const starts = new Uint32Array(text.length + 1);
  const codes = new Uint16Array(text.length);
  let length = 0;
  let i = 0;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === 0) {
      i++;
      continue;
    }
    const escaped = code === PERCENT ? escapeAt(text, i) : null;
    starts[length] = i;
    codes[length++] = escaped?.code ?? code;
    i = escaped?.end ?? i + 1;
  }
  starts[length] = text.length;
  return { text: Buffer.from(codes.buffer, 0, length * 2).toString('utf16le'), starts };
}

function escapeAt(text: string, percent: number): { code: number; end: number } | null {
  let at = percent + 1;
  let byte = byteAt(text, at);
  if (byte < 0) return null;
  while (byte === PERCENT) {
    const inner = byteAt(text, at + 2);
    if (inner < 0) break;
    byte = inner;
    at += 2;
  }
  return { code: byte < 0x80 ? byte : OTHER, end: at + 2 };
}

function byteAt(text: string, at: number): number {
  const high = hexValue(text.charCodeAt(at));
  const low = hexValue(text.charCodeAt(at + 1));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
