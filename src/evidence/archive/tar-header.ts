import { octal } from './kind.ts';

/** One header of a tar archive (POSIX pax/ustar; GNU tar and the form before POSIX where they differ). */
export interface TarHeader {
  readonly name: string;
  /** The letter of the type: `0` a file, `5` a folder, `L` and `x` carry what belongs to the next header. */
  readonly type: string;
  /** Bytes of content that follow; null when the field is no number. */
  readonly size: number | null;
}

/** Reads a header whose checksum is right already. */
export function readTarHeader(block: Uint8Array): TarHeader {
  const type = block[156] === 0 ? '0' : String.fromCharCode(block[156] ?? 48);
  const magic = String.fromCharCode(...block.subarray(257, 263));
  // GNU's own form has times where POSIX has the prefix of the name.
  const prefix = magic === 'ustar\0' ? textOf(block.subarray(345, 500)) : '';
  const name = textOf(block.subarray(0, 100));
  return { name: prefix === '' ? name : `${prefix}/${name}`, type, size: sizeOf(block.subarray(124, 136)) };
}

/** What a pax header says of the next file; values may hold anything but their own length is checked (POSIX pax, extended header). */
export function readPax(bytes: Uint8Array): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const blank = bytes.indexOf(32, at);
    const digits = blank < 0 || blank - at > 10 ? '' : String.fromCharCode(...bytes.subarray(at, blank));
    const length = /^\d+$/.test(digits) ? Number(digits) : 0;
    if (length <= blank + 1 - at || at + length > bytes.length) break;
    const record = utf8.decode(bytes.subarray(blank + 1, at + length - 1));
    const equals = record.indexOf('=');
    if (equals > 0) found.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return found;
}

const utf8 = new TextDecoder();

/** Text up to the first NUL. */
export function textOf(field: Uint8Array): string {
  const end = field.indexOf(0);
  return utf8.decode(end < 0 ? field : field.subarray(0, end));
}

/** Octal, or GNU's binary form for 8 GiB and more: a set upper bit, then big-endian. */
function sizeOf(field: Uint8Array): number | null {
  const first = field[0] ?? 0;
  if (first < 128) return octal(field);
  if (first !== 128) return null;
  let size = 0;
  for (const byte of field.subarray(1)) size = size * 256 + byte;
  return Number.isSafeInteger(size) ? size : null;
}
