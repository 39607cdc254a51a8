import { crc32 } from 'node:zlib';
import { piecesOf, readAt, type ByteSource } from './byte-source.ts';
import { ByteStream } from './byte-stream.ts';
import { decompress } from './decompress.ts';
import type { Inside } from './inside.ts';
import { bomb, type Budget } from './limits.ts';
import { PackedBytes } from './packed-bytes.ts';
import { ArchiveProblem, damaged } from './problem.ts';
import { readHeader, SIGNATURE_BYTES, type Block, type SevenZipListing } from './seven-zip-header.ts';
import { unlzma, unlzma2 } from './unlzma.ts';

/** A header of a million names takes half of this. */
const MAX_HEADER = 128 * 1024 * 1024;
/** A header may be packed in a header that is packed. */
const MAX_HEADER_LAYERS = 4;

/** Ids of coders (7-Zip, Methods.txt). */
const CODER = { copy: '00', lzma: '030101', lzma2: '21', deflate: '040108', zstd: '04f71101', aes: '06f10701' } as const;
const OTHER_CODERS: Readonly<Record<string, string>> = {
  '030401': 'PPMd',
  '040109': 'deflate64',
  '040202': 'bzip2',
  '03030103': 'BCJ',
  '0303011b': 'BCJ2',
  '03': 'delta',
};

/** The members of a 7z archive, by its list. Files that were packed as one block come out of one pass over it. */
export async function* sevenZipMembers(source: ByteSource, budget: Budget): AsyncGenerator<Inside, void> {
  const { blocks, entries } = await list(source, budget);
  const filled = entries.filter((entry) => entry.hasContent);
  for (const entry of entries)
    if (!entry.hasContent && !entry.folder) yield { name: entry.name, size: 0, packed: 0, content: () => [] as never };
  let first = 0;
  for (const block of blocks) {
    yield* blockMembers(source, block, budget, filled.slice(first, first + block.files.length));
    first += block.files.length;
  }
  if (first < filled.length) yield { refused: damaged('it names more files than it holds'), name: null, bytes: 0 };
}

async function* blockMembers(
  source: ByteSource,
  block: Block,
  budget: Budget,
  entries: SevenZipListing['entries'],
): AsyncGenerator<Inside, void> {
  let input: ByteStream | null = null;
  const problem = refusal(source, block, budget);
  for (const [index, { size, crc }] of block.files.entries()) {
    const name = entries[index]?.name ?? `unnamed-${index + 1}`;
    const bytes = block.files.length === 1 ? Math.min(block.packed, source.size) : 0;
    if (problem) yield { refused: problem, name, bytes };
    else if (entries[index]?.special) {
      yield { refused: new ArchiveProblem('ARCHIVE_LINK'), name, bytes };
      input ??= new ByteStream(unpacked(source, block));
      await input.skip(size);
    } else {
      const stream: ByteStream = (input ??= new ByteStream(unpacked(source, block)));
      const start: number = stream.position;
      yield { name, size, packed: block.packed, content: () => checked(stream, size, crc) };
      await stream.skip(start + size - stream.position);
    }
  }
}

function refusal(source: ByteSource, block: Block, budget: Budget): ArchiveProblem | null {
  if (block.coders.some((coder) => coder.id === CODER.aes)) return new ArchiveProblem('ARCHIVE_ENCRYPTED');
  if (block.from + block.packed > source.size) return damaged('a block reaches beyond its end');
  const other = block.coders.find((coder, index) => index > 0 || !(Object.values(CODER) as string[]).includes(coder.id));
  if (other) return new ArchiveProblem('ARCHIVE_METHOD', { method: OTHER_CODERS[other.id] ?? `7z coder ${other.id}` });
  return budget.isBomb(block.packed, block.size) ? bomb() : null;
}

async function* unpacked(source: ByteSource, block: Block): AsyncGenerator<Uint8Array, void> {
  const { id, properties } = block.coders[0] ?? { id: '', properties: new Uint8Array(0) };
  const { from, packed, size } = block;
  if (id === CODER.lzma) yield* unlzma(new PackedBytes(source, from, from + packed), properties, size);
  else if (id === CODER.lzma2) yield* unlzma2(new PackedBytes(source, from, from + packed), properties, size);
  else if (id === CODER.copy) yield* piecesOf(source, from, from + Math.min(packed, size));
  else yield* decompress(id === CODER.zstd ? 'zstd' : 'deflate', new ByteStream(piecesOf(source, from, from + packed)));
}

async function* checked(input: ByteStream, size: number, crc: number | null): AsyncGenerator<Uint8Array, void> {
  let sum = 0;
  for (let left = size; left > 0;) {
    const piece = await input.piece(left);
    if (piece === null) throw damaged('it ends too early');
    left -= piece.length;
    sum = crc32(piece, sum);
    yield piece;
  }
  if (crc !== null && sum !== crc) throw damaged('its checksum is that of other bytes');
}

async function list(source: ByteSource, budget: Budget): Promise<SevenZipListing> {
  const start = readAt(source, 0, SIGNATURE_BYTES);
  if (start.length < SIGNATURE_BYTES) throw damaged('it ends too early');
  const view = new DataView(start.buffer, start.byteOffset, SIGNATURE_BYTES);
  const [offset, size] = [Number(view.getBigUint64(12, true)), Number(view.getBigUint64(20, true))];
  if (size === 0 && source.size === SIGNATURE_BYTES) return { blocks: [], entries: [] };
  if (size === 0) throw damaged('it was never finished');
  if (SIGNATURE_BYTES + offset + size > source.size) throw damaged('its directory is missing, as when it was cut');
  if (size > MAX_HEADER) throw damaged('its header is broken');
  let header: Uint8Array = readAt(source, SIGNATURE_BYTES + offset, size);
  if (crc32(header) !== view.getUint32(28, true)) throw damaged('its header is broken');
  for (let layer = 0; layer < MAX_HEADER_LAYERS; layer += 1) {
    const found = readHeader(header);
    if ('listing' in found) return found.listing;
    header = await unpackHeader(source, found.packedHeader, budget);
  }
  throw damaged('its header is broken');
}

async function unpackHeader(source: ByteSource, block: Block, budget: Budget): Promise<Uint8Array> {
  const problem = block.size > MAX_HEADER ? damaged('its header is broken') : refusal(source, block, budget);
  if (problem) throw problem;
  const pieces: Uint8Array[] = [];
  for await (const piece of checked(new ByteStream(unpacked(source, block)), block.size, block.crc)) pieces.push(piece);
  return Buffer.concat(pieces);
}
