import { readAt, type ByteSource } from './byte-source.ts';

/** One entry of a zip archive, by its central directory or, where that is missing, by its local header (APPNOTE 6.3.10 §4.3, 4.4). */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  /** A symbolic link or device, by the Unix mode in the external attributes. */
  readonly special: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly at: number;
  /** The sizes of a local header stand behind the content instead. */
  readonly sizesFollow: boolean;
}

export const LOCAL = 0x04034b50;
export const CENTRAL = 0x02014b50;
export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;

const UTF8_NAME = 0x800;
const MASK_32 = 0xffffffff;
const IFMT = 0xf000;
const IFREG = 0x8000;
const IFDIR = 0x4000;

/** An entry of the central directory, whose bytes are `head` (46 of them) and `rest` (name, extra fields, comment). */
export function centralEntry(head: DataView, rest: Uint8Array): ZipEntry {
  const nameLength = head.getUint16(28, true);
  const flags = head.getUint16(8, true);
  const mode = head.getUint32(38, true) >>> 16;
  // Host system 3 is Unix; others leave the upper half of the attributes to chance.
  const kind = head.getUint8(5) === 3 ? mode & IFMT : 0;
  const wide = zip64(rest.subarray(nameLength, nameLength + head.getUint16(30, true)), [
    head.getUint32(24, true),
    head.getUint32(20, true),
    head.getUint32(42, true),
  ]);
  return {
    name: nameOf(rest.subarray(0, nameLength), flags),
    method: head.getUint16(10, true),
    encrypted: (flags & 1) !== 0,
    special: kind !== 0 && kind !== IFREG && kind !== IFDIR,
    crc: head.getUint32(16, true),
    size: wide[0] ?? 0,
    packed: wide[1] ?? 0,
    at: wide[2] ?? 0,
    sizesFollow: false,
  };
}

/** The local header at `at`; null when none stands there whole. */
export function localEntry(source: ByteSource, at: number): { readonly entry: ZipEntry; readonly content: number } | null {
  const bytes = readAt(source, at, LOCAL_BYTES);
  if (bytes.length < LOCAL_BYTES) return null;
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (head.getUint32(0, true) !== LOCAL) return null;
  const nameLength = head.getUint16(26, true);
  const rest = readAt(source, at + LOCAL_BYTES, nameLength + head.getUint16(28, true));
  const flags = head.getUint16(6, true);
  const [size = 0, packed = 0] = zip64(rest.subarray(nameLength), [head.getUint32(22, true), head.getUint32(18, true)]);
  const entry: ZipEntry = {
    name: nameOf(rest.subarray(0, nameLength), flags),
    method: head.getUint16(8, true),
    encrypted: (flags & 1) !== 0,
    special: false,
    crc: head.getUint32(14, true),
    size,
    packed,
    at,
    sizesFollow: (flags & 8) !== 0 && packed === 0,
  };
  return { entry, content: at + LOCAL_BYTES + nameLength + head.getUint16(28, true) };
}

/** Numbers that do not fit 32 bits stand in extra field 1, in this order and only those (APPNOTE §4.5.3). */
function zip64(extra: Uint8Array, numbers: readonly number[]): number[] {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.length);
  for (let at = 0; at + 4 <= extra.length;) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let next = at + 4;
      const end = Math.min(next + length, extra.length);
      return numbers.map((number) => {
        if (number !== MASK_32 || next + 8 > end) return number;
        next += 8;
        return Number(view.getBigUint64(next - 8, true));
      });
    }
    at += 4 + length;
  }
  return [...numbers];
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The upper half of IBM code page 437, in which names are written when they are not in UTF-8 (APPNOTE, appendix D). */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

function nameOf(bytes: Uint8Array, flags: number): string {
  if (flags & UTF8_NAME) return lenientUtf8.decode(bytes);
  try {
    // Many tools write UTF-8 without saying so.
    return strictUtf8.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : (CP437[byte - 128] ?? '?'))).join('');
  }
}
