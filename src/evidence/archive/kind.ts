/** What a container of evidence is, by its first bytes. */
export type ArchiveKind = 'zip' | '7z' | 'tar' | 'gzip' | 'zstd';

const ZIP_STARTS = [0x04034b50, 0x06054b50, 0x08074b50];
const ZSTD_MAGIC = 0xfd2fb528;

/** The kind of archive that begins like this (512 bytes are enough); null when it is none. The file's name is never asked. */
export function archiveKind(head: Uint8Array): ArchiveKind | null {
  if (head.length < 4) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const first = view.getUint32(0, true);
  if (ZIP_STARTS.includes(first)) return 'zip';
  // RFC 1952 §2.3: magic, and 8 for deflate, the only method there is; the upper flags are reserved.
  if ((first & 0xffffff) === 0x088b1f && first >>> 24 < 0x20) return 'gzip';
  if (first === ZSTD_MAGIC || isSkippable(first)) return 'zstd';
  if (head.length >= 6 && first === 0xafbc7a37 && view.getUint16(4, true) === 0x1c27) return '7z';
  return isTarHeader(head) ? 'tar' : null;
}

/** RFC 8878 §3.1.2: frames of other tools between those that hold content. */
export function isSkippable(magic: number): boolean {
  return (magic & 0xfffffff0) >>> 0 === 0x184d2a50;
}

/** Whether 512 bytes are a header of a tar archive: every variant since 1979 has the same checksum (POSIX.1-2024, pax, ustar). */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < 512 || block[0] === 0) return false;
  let sum = 0;
  for (let i = 0; i < 512; i += 1) sum += i >= 148 && i < 156 ? 32 : (block[i] ?? 0);
  return sum === octal(block.subarray(148, 156));
}

/** A number as tar writes it: octal digits, blanks around; null when it is none. */
export function octal(field: Uint8Array): number | null {
  const text = String.fromCharCode(...field)
    .replace(/\0[^]*$/, '')
    .trim();
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : null;
}
