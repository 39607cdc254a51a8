import { HeaderBytes } from './header-bytes.ts';
import { MAX_MEMBERS } from './limits.ts';
import { ArchiveProblem, damaged } from './problem.ts';

/** A stretch that was packed as one: what 7-Zip calls a folder. Only chains of one coder are unpacked; `coders` tells what there is. */
export interface Block {
  readonly coders: readonly { readonly id: string; readonly properties: Uint8Array }[];
  /** Where its packed bytes lie in the file. */
  readonly from: number;
  readonly packed: number;
  readonly size: number;
  readonly crc: number | null;
  /** Sizes and checksums of the files within, in order. */
  readonly files: readonly { readonly size: number; readonly crc: number | null }[];
}

export interface SevenZipListing {
  readonly blocks: readonly Block[];
  /** All entries in order; those with content take the files of the blocks one after the other. */
  readonly entries: readonly { readonly name: string; readonly hasContent: boolean; readonly folder: boolean; readonly special: boolean }[];
}

const ID = {
  end: 0,
  header: 1,
  archiveProperties: 2,
  additionalStreams: 3,
  mainStreams: 4,
  files: 5,
  packInfo: 6,
  unpackInfo: 7,
  subStreams: 8,
  size: 9,
  crc: 10,
  folder: 11,
  unpackSize: 12,
  streamCount: 13,
  emptyStream: 14,
  emptyFile: 15,
  names: 17,
  attributes: 21,
  encodedHeader: 23,
} as const;

/** More coders, bonds or streams than this no block has. */
const MAX_CODERS = 32;
/** Where packed bytes are counted from: behind the first 32 of the file. */
export const SIGNATURE_BYTES = 32;

/** The end header of a 7z archive: either what it lists, or the block in which the real header is packed. */
export function readHeader(bytes: Uint8Array): { readonly listing: SevenZipListing } | { readonly packedHeader: Block } {
  const input = new HeaderBytes(bytes);
  const id = input.byte();
  if (id === ID.encodedHeader) {
    const block = readStreams(input)[0];
    if (!block) throw damaged('its header is broken');
    return { packedHeader: block };
  }
  if (id !== ID.header) throw damaged('its header is broken');
  let blocks: Block[] = [];
  let entries: SevenZipListing['entries'] = [];
  for (let part = input.byte(); part !== ID.end; part = input.byte()) {
    if (part === ID.archiveProperties) skipProperties(input);
    else if (part === ID.additionalStreams) readStreams(input);
    else if (part === ID.mainStreams) blocks = readStreams(input);
    else if (part === ID.files) entries = readFiles(input);
    else throw damaged('its header is broken');
  }
  return { listing: { blocks, entries } };
}

function skipProperties(input: HeaderBytes): void {
  while (input.byte() !== ID.end) input.take(input.number());
}

function readStreams(input: HeaderBytes): Block[] {
  let from = SIGNATURE_BYTES;
  let packed: number[] = [];
  let blocks: Draft[] = [];
  for (let part = input.byte(); part !== ID.end; part = input.byte()) {
    if (part === ID.packInfo) ({ from, packed } = readPackInfo(input));
    else if (part === ID.unpackInfo) blocks = readBlocks(input);
    else if (part === ID.subStreams) readSubStreams(input, blocks);
    else throw damaged('its header is broken');
  }
  let stream = 0;
  return blocks.map((draft): Block => {
    const sizes = packed.slice(stream, stream + draft.packedStreams);
    stream += draft.packedStreams;
    const start = from;
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    from += bytes;
    const { coders, size, crc } = draft;
    return { coders, from: start, packed: bytes, size, crc, files: draft.files ?? [{ size, crc }] };
  });
}

function readPackInfo(input: HeaderBytes): { from: number; packed: number[] } {
  const from = SIGNATURE_BYTES + input.number();
  const count = input.count();
  let packed: number[] = [];
  for (let part = input.byte(); part !== ID.end; part = input.byte()) {
    if (part === ID.size) packed = Array.from({ length: count }, () => input.number());
    else if (part === ID.crc) input.checksums(count);
    else throw damaged('its header is broken');
  }
  return { from, packed };
}

interface Draft {
  readonly coders: { id: string; properties: Uint8Array }[];
  readonly outputs: number;
  readonly mainOutput: number;
  readonly packedStreams: number;
  size: number;
  crc: number | null;
  files: { size: number; crc: number | null }[] | null;
}

function readBlocks(input: HeaderBytes): Draft[] {
  let blocks: Draft[] = [];
  for (let part = input.byte(); part !== ID.end; part = input.byte()) {
    if (part === ID.folder) {
      const count = input.count();
      if (input.byte() !== 0) throw new ArchiveProblem('ARCHIVE_METHOD', { method: '7z with its header in another stream' });
      blocks = Array.from({ length: count }, () => readBlock(input));
    } else if (part === ID.unpackSize) {
      for (const block of blocks) {
        const sizes = Array.from({ length: block.outputs }, () => input.number());
        block.size = sizes[block.mainOutput] ?? 0;
      }
    } else if (part === ID.crc) {
      const crcs = input.checksums(blocks.length);
      blocks.forEach((block, index) => (block.crc = crcs[index] ?? null));
    } else throw damaged('its header is broken');
  }
  return blocks;
}

function readBlock(input: HeaderBytes): Draft {
  const coders: Draft['coders'] = [];
  let inputs = 0;
  let outputs = 0;
  for (let left = few(input.number()); left > 0; left -= 1) {
    const flags = input.byte();
    const id = Buffer.from(input.take(flags & 15)).toString('hex');
    const complex = (flags & 16) !== 0;
    inputs += complex ? few(input.number()) : 1;
    outputs += complex ? few(input.number()) : 1;
    coders.push({ id, properties: flags & 32 ? input.take(input.number()) : new Uint8Array(0) });
  }
  const bound = new Set<number>();
  for (let left = outputs - 1; left > 0; left -= 1) {
    input.number();
    bound.add(input.number());
  }
  const packedStreams = Math.max(0, inputs - (outputs - 1));
  if (packedStreams > 1) for (let left = packedStreams; left > 0; left -= 1) input.number();
  let mainOutput = 0;
  while (bound.has(mainOutput)) mainOutput += 1;
  return { coders, outputs, mainOutput, packedStreams, size: 0, crc: null, files: null };
}

function few(count: number): number {
  if (count < 1 || count > MAX_CODERS) throw damaged('its header is broken');
  return count;
}

function readSubStreams(input: HeaderBytes, blocks: Draft[]): void {
  let part = input.byte();
  let counts = blocks.map(() => 1);
  if (part === ID.streamCount) {
    counts = blocks.map(() => input.count());
    part = input.byte();
  }
  if (counts.reduce((sum, count) => sum + count, 0) > MAX_MEMBERS) throw new ArchiveProblem('ARCHIVE_MEMBERS', { limit: MAX_MEMBERS });
  // The last size of a block is what the others leave.
  const stated = part === ID.size;
  for (const [index, block] of blocks.entries()) {
    const count = counts[index] ?? 0;
    const sizes = Array.from({ length: Math.max(0, count - 1) }, () => (stated ? input.number() : 0));
    const rest = block.size - sizes.reduce((sum, size) => sum + size, 0);
    if (count > 0) sizes.push(rest);
    if (rest < 0) throw damaged('its header is broken');
    block.files = sizes.map((size) => ({ size, crc: count === 1 ? block.crc : null }));
  }
  if (stated) part = input.byte();
  const unknown = blocks.flatMap((block) => (block.files ?? []).filter((file) => file.crc === null));
  for (; part !== ID.end; part = input.byte()) {
    if (part !== ID.crc) throw damaged('its header is broken');
    const crcs = input.checksums(unknown.length);
    unknown.forEach((file, index) => (file.crc = crcs[index] ?? null));
  }
}

function readFiles(input: HeaderBytes): SevenZipListing['entries'] {
  const count = input.count();
  let names: string[] = [];
  let empty: boolean[] = [];
  let emptyFile: boolean[] = [];
  let attributes: (number | null)[] = [];
  for (let part = input.byte(); part !== ID.end; part = input.byte()) {
    const bytes = new HeaderBytes(input.take(input.number()));
    if (part === ID.names) {
      if (bytes.byte() !== 0) throw new ArchiveProblem('ARCHIVE_METHOD', { method: '7z with its header in another stream' });
      names = Array.from({ length: count }, () => bytes.name());
    } else if (part === ID.emptyStream) empty = bytes.bits(count);
    else if (part === ID.emptyFile) emptyFile = bytes.bits(empty.filter(Boolean).length);
    else if (part === ID.attributes) attributes = bytes.attributes(count);
  }
  let emptySeen = 0;
  return Array.from({ length: count }, (_, index) => {
    const isEmpty = empty[index] ?? false;
    const folder = isEmpty && !(emptyFile[emptySeen] ?? false);
    if (isEmpty) emptySeen += 1;
    const attribute = attributes[index] ?? 0;
    // 7-Zip keeps the Unix mode in the upper half and says so with bit 15.
    const kind = attribute & 0x8000 ? (attribute >>> 16) & 0xf000 : 0;
    return { name: names[index] ?? '', hasContent: !isEmpty, folder, special: kind !== 0 && kind !== 0x8000 && kind !== 0x4000 };
  });
}
