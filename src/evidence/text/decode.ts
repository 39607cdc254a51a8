import { isAscii, isUtf8 } from 'node:buffer';

/** Text of bytes whose encoding the log does not name: UTF-8 where they are that, else each byte as its Latin-1 character, so that no byte is lost. */
export function decodeText(bytes: Buffer): string {
  return isAscii(bytes) || !isUtf8(bytes) ? bytes.toString('latin1') : bytes.toString('utf8');
}

/** Length of a UTF-8 byte order mark at the start of a file: 3 or 0. */
export function byteOrderMark(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
