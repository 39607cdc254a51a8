import { readAt, type ByteSource } from './byte-source.ts';
import { MAX_MEMBERS } from './limits.ts';
import { ArchiveProblem, damaged } from './problem.ts';
import { CENTRAL, CENTRAL_BYTES, centralEntry, type ZipEntry } from './zip-entry.ts';

const END = 0x06054b50;
const END_BYTES = 22;
const END_64 = 0x06064b50;
const END_64_BYTES = 56;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_64_BYTES = 20;
const MAX_COMMENT = 65_535;
const WINDOW = 262_144;

/** Where the central directory lies. */
interface Directory {
  readonly at: number;
  readonly bytes: number;
  readonly entries: number;
  /** Bytes that stand in front of the archive (a program that unpacks it), which its own offsets do not count. */
  readonly shift: number;
}

/** What the central directory names; null when there is none, as when the archive was cut. `broken` says that it ends before its time. */
export interface ZipListing {
  readonly entries: readonly ZipEntry[];
  readonly shift: number;
  readonly broken: ArchiveProblem | null;
}

export function listZip(source: ByteSource): ZipListing | null {
  const directory = findDirectory(source);
  if (directory === null) return null;
  const entries: ZipEntry[] = [];
  const { at, bytes, shift } = directory;
  const window = new Window(source, at, at + bytes);
  for (;;) {
    if (entries.length >= MAX_MEMBERS) return { entries, shift, broken: new ArchiveProblem('ARCHIVE_MEMBERS', { limit: MAX_MEMBERS }) };
    const head = window.take(CENTRAL_BYTES);
    if (head.length < CENTRAL_BYTES) break;
    const view = new DataView(head.buffer, head.byteOffset, CENTRAL_BYTES);
    if (view.getUint32(0, true) !== CENTRAL) break;
    const length = view.getUint16(28, true) + view.getUint16(30, true) + view.getUint16(32, true);
    const rest = window.take(length);
    if (rest.length < length) break;
    entries.push(centralEntry(view, rest));
  }
  // Some writers let the 16-bit count run over, so it is compared as they wrote it.
  const whole = entries.length === directory.entries || entries.length % 65_536 === directory.entries;
  return { entries, shift, broken: whole ? null : damaged('its directory names fewer files than it says') };
}

function findDirectory(source: ByteSource): Directory | null {
  const from = Math.max(0, source.size - END_BYTES - MAX_COMMENT);
  const tail = readAt(source, from, source.size - from);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== END || at + END_BYTES + view.getUint16(at + 20, true) > tail.length) continue;
    const found = endRecord(source, new DataView(tail.buffer, tail.byteOffset + at, END_BYTES), from + at);
    if (found) return found;
  }
  return null;
}

/** What the record at `end` says, if a directory really stands in front of it. */
function endRecord(source: ByteSource, view: DataView, end: number): Directory | null {
  let entries = view.getUint16(10, true);
  let bytes = view.getUint32(12, true);
  let at = view.getUint32(16, true);
  let last = end;
  const wide = end64(source, end);
  if (wide && (entries === 0xffff || bytes === 0xffffffff || at === 0xffffffff)) ({ entries, bytes, at, last } = wide);
  // Nothing stands in front of the end of an archive that holds nothing.
  if (entries === 0) return last === 0 ? { at: 0, bytes: 0, entries, shift: 0 } : null;
  const shift = last - bytes - at;
  if (shift < 0 || !Number.isSafeInteger(at + bytes)) return null;
  return signatureAt(source, at + shift) === CENTRAL ? { at: at + shift, bytes, entries, shift } : null;
}

function end64(source: ByteSource, end: number): { entries: number; bytes: number; at: number; last: number } | null {
  const locator = viewAt(source, end - LOCATOR_64_BYTES, LOCATOR_64_BYTES);
  if (locator === null || locator.getUint32(0, true) !== LOCATOR_64) return null;
  // Its own word first; where a program stands in front, the record lies right before the locator.
  for (const last of [Number(locator.getBigUint64(8, true)), end - LOCATOR_64_BYTES - END_64_BYTES]) {
    const record = Number.isSafeInteger(last) ? viewAt(source, last, END_64_BYTES) : null;
    if (record === null || record.getUint32(0, true) !== END_64) continue;
    const [entries, bytes, at] = [32, 40, 48].map((place) => Number(record.getBigUint64(place, true)));
    return { entries: entries ?? 0, bytes: bytes ?? 0, at: at ?? 0, last };
  }
  return null;
}

function viewAt(source: ByteSource, at: number, length: number): DataView | null {
  if (at < 0) return null;
  const bytes = readAt(source, at, length);
  return bytes.length < length ? null : new DataView(bytes.buffer, bytes.byteOffset, length);
}

function signatureAt(source: ByteSource, at: number): number | null {
  return viewAt(source, at, 4)?.getUint32(0, true) ?? null;
}

/** A stretch of a source read from its beginning to its end in large steps. */
class Window {
  readonly #source: ByteSource;
  readonly #to: number;
  #next: number;
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(source: ByteSource, from: number, to: number) {
    this.#source = source;
    this.#next = from;
    this.#to = to;
  }

  /** The next `count` bytes, or fewer at the end; valid until the next call. */
  take(count: number): Uint8Array {
    if (this.#bytes.length < count) {
      const more = readAt(this.#source, this.#next, Math.min(Math.max(WINDOW, count), Math.max(0, this.#to - this.#next)));
      this.#next += more.length;
      this.#bytes = this.#bytes.length ? Buffer.concat([this.#bytes, more]) : more;
    }
    const taken = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(taken.length);
    return taken;
  }
}
