import { crc32, inflateRawSync } from 'node:zlib';
import { piecesOf, readAt, type ByteSource } from './byte-source.ts';
import { ByteStream } from './byte-stream.ts';
import { decompress } from './decompress.ts';
import type { Inside, Member } from './inside.ts';
import { bomb, type Budget } from './limits.ts';
import { ArchiveProblem, damaged } from './problem.ts';
import { listZip, type ZipListing } from './zip-directory.ts';
import { localEntry, type ZipEntry } from './zip-entry.ts';

const METHODS: Readonly<Record<number, string>> = {
  1: 'shrink',
  6: 'implode',
  9: 'deflate64',
  12: 'bzip2',
  14: 'lzma',
  95: 'xz',
  98: 'ppmd',
  99: 'aes',
};
const STORED = 0;
const DEFLATE = 8;
const ZSTD = 93;
/** Members up to this size are unpacked in one go: a stream for each of a hundred thousand would take longer than they do. */
const SMALL = 262_144;

/**
 * The members of a zip archive, by where they lie. Two entries that share bytes are the mark of a bomb: the later one is refused.
 * Without a central directory (an archive that was cut) the local headers are followed as far as they go.
 */
export async function* zipMembers(source: ByteSource, budget: Budget): AsyncGenerator<Inside, void> {
  const listing = listZip(source);
  if (listing === null) {
    yield* followHeaders(source, budget);
    return;
  }
  if (listing.broken) yield { refused: listing.broken, name: null, bytes: 0 };
  yield* listed(source, listing, budget);
}

function* listed(source: ByteSource, { entries, shift }: ZipListing, budget: Budget): Generator<Inside, void> {
  let free = 0;
  for (const entry of [...entries].sort((a, b) => a.at - b.at)) {
    if (entry.name.endsWith('/') && entry.size === 0) continue;
    const local = localEntry(source, entry.at + shift);
    const refuse = (refused: ArchiveProblem): Inside => ({ refused, name: entry.name, bytes: Math.min(entry.packed, source.size) });
    if (local === null) yield refuse(damaged('no file begins where its directory says'));
    else if (entry.at < free) yield refuse(bomb());
    else if (local.content + entry.packed > source.size) yield refuse(damaged('a file reaches beyond its end'));
    else {
      free = local.content - shift + entry.packed;
      const problem = refusal(entry, budget);
      yield problem ? refuse(problem) : member(source, entry, local.content);
    }
  }
}

/** Why an entry can't be unpacked, as far as its headers tell. */
function refusal(entry: ZipEntry, budget: Budget): ArchiveProblem | null {
  if (entry.encrypted) return new ArchiveProblem('ARCHIVE_ENCRYPTED');
  if (entry.special) return new ArchiveProblem('ARCHIVE_LINK');
  if (![STORED, DEFLATE, ZSTD].includes(entry.method)) {
    return new ArchiveProblem('ARCHIVE_METHOD', { method: METHODS[entry.method] ?? `number ${entry.method}` });
  }
  if (entry.method === STORED && entry.packed !== entry.size) return damaged('a stored file has two sizes');
  return budget.isBomb(entry.packed, entry.size) ? bomb() : null;
}

function member(source: ByteSource, entry: ZipEntry, from: number): Member {
  const content = (): AsyncIterable<Uint8Array> => checked(unpacked(source, entry, from), entry);
  return { name: entry.name, size: entry.size, packed: entry.packed, content };
}

async function* unpacked(source: ByteSource, entry: ZipEntry, from: number): AsyncGenerator<Uint8Array, void> {
  const small = smallMember(source, entry, from);
  if (small) yield small;
  else if (entry.method === STORED) yield* piecesOf(source, from, from + entry.packed);
  else yield* decompress(entry.method === ZSTD ? 'zstd' : 'deflate', new ByteStream(piecesOf(source, from, from + entry.packed)));
}

function smallMember(source: ByteSource, entry: ZipEntry, from: number): Uint8Array | null {
  if (entry.size > SMALL || entry.packed > SMALL || entry.method === ZSTD) return null;
  const packed = readAt(source, from, entry.packed);
  if (entry.method === STORED) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: SMALL });
  } catch {
    // The slow way keeps what stands in front of the damage.
    return null;
  }
}

/** Holds the content to what the directory says of it. */
async function* checked(content: AsyncIterable<Uint8Array>, entry: ZipEntry): AsyncGenerator<Uint8Array, void> {
  let crc = 0;
  let size = 0;
  for await (const piece of content) {
    size += piece.length;
    if (size > entry.size) throw damaged('a file unpacks to more than it says');
    crc = crc32(piece, crc);
    yield piece;
  }
  if (size < entry.size) throw damaged('it ends too early');
  if (crc !== entry.crc) throw damaged('its checksum is that of other bytes');
}

/** What can be had without a directory: each local header says where the next one is. */
async function* followHeaders(source: ByteSource, budget: Budget): AsyncGenerator<Inside, void> {
  let at = 0;
  for (let local = localEntry(source, at); local !== null; local = localEntry(source, at)) {
    const { entry, content } = local;
    if (entry.sizesFollow) {
      const length = yield* unsized(source, entry, content);
      if (length === null) break;
      at = content + length;
    } else {
      const problem = refusal(entry, budget);
      if (problem) yield { refused: problem, name: entry.name, bytes: Math.min(entry.packed, source.size - content) };
      else if (!entry.name.endsWith('/')) yield member(source, entry, content);
      at = content + entry.packed;
    }
  }
  yield { refused: damaged('its directory is missing, as when it was cut'), name: null, bytes: Math.max(0, source.size - at) };
}

/** A member whose sizes stand behind it; gives the bytes it takes with them, or null when its end can't be found. */
async function* unsized(source: ByteSource, entry: ZipEntry, from: number): AsyncGenerator<Inside, number | null> {
  if (entry.encrypted || entry.method !== DEFLATE) {
    const refused = new ArchiveProblem(entry.encrypted ? 'ARCHIVE_ENCRYPTED' : 'ARCHIVE_METHOD', { method: 'a stream without sizes' });
    yield { refused, name: entry.name, bytes: source.size - from };
    return null;
  }
  const input = new ByteStream(piecesOf(source, from, source.size));
  let ended = false;
  async function* content(): AsyncGenerator<Uint8Array, void> {
    yield* decompress('deflate', input);
    ended = true;
  }
  yield { name: entry.name, size: null, packed: source.size - from, content };
  return ended ? input.position + (await descriptorBytes(input)) : null;
}

/** How long the sizes behind a content are: with or without a signature, 32 or 64 bits wide (APPNOTE §4.3.9). */
async function descriptorBytes(input: ByteStream): Promise<number> {
  const next = await input.peek(28);
  const view = new DataView(next.buffer, next.byteOffset, next.length);
  for (const bytes of [12, 16, 20, 24]) {
    if (bytes + 4 <= next.length && [0x04034b50, 0x02014b50].includes(view.getUint32(bytes, true))) return bytes;
  }
  return 16;
}
