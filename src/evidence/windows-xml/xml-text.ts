import { decodeText } from '../text/index.ts';

const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g;

const AMPERSAND = 0x26;
/** Longer texts are looked through by the machine's own means. */
const SHORT = 128;

/** Text with its references undone. None but the five of XML and those to characters are known; others stay as they are, so nothing unfolds. */
export function xmlText(bytes: Buffer, from: number, to: number): string {
  if (isPlain(bytes, from, to)) return bytes.toString('latin1', from, to);
  const text = decodeText(bytes.subarray(from, to));
  return text.includes('&') ? withoutReferences(text) : text;
}

/** Whether the bytes are short, of ASCII, and hold no reference. */
function isPlain(bytes: Buffer, from: number, to: number): boolean {
  if (to - from > SHORT) return false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === AMPERSAND || byte >= 0x80) return false;
  }
  return true;
}

export function withoutReferences(text: string): string {
  return text.replace(REFERENCE, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '�' : String.fromCodePoint(code);
  });
}
