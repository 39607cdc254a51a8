import { isUtf8 } from 'node:buffer';

const ESCAPES = /\\\\|(?:\\x[0-9a-fA-F]{2})+/g;

/**
 * Takes the escapes of Zeek's text logs back: `\\` is a backslash, `\x09` a byte. Bytes above ASCII become characters where a run of them is UTF-8
 * and stay as they are written where it is not, as in Zeek's JSON logs.
 */
export function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(ESCAPES, meant) : text;
}

function meant(escape: string): string {
  if (escape === '\\\\') return '\\';
  const bytes = Buffer.from(escape.replaceAll('\\x', ''), 'hex');
  if (isUtf8(bytes)) return bytes.toString('utf8');
  return Array.from(bytes, (byte, i) => (byte < 0x80 ? String.fromCharCode(byte) : escape.slice(4 * i, 4 * i + 4))).join('');
}
