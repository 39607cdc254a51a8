import type { ByteStream } from './byte-stream.ts';
import type { Inside } from './inside.ts';
import { isTarHeader } from './kind.ts';
import { ArchiveProblem, damaged } from './problem.ts';
import { readPax, readTarHeader, textOf, type TarHeader } from './tar-header.ts';

const BLOCK = 512;
/** How far ahead is looked for a header, or for the end of zeros. */
const WINDOW = 128 * BLOCK;
/** A name or a pax header of more bytes is refused: it is held in memory. */
const MAX_EXTENSION = 1_048_576;
/** What stands for a plain file: `0`, its old form, and "contiguous". */
const FILE_TYPES = new Set(['0', '7']);
const EXTENSION_TYPES = new Set(['L', 'K', 'x', 'g', 'X']);
const FOLDER_TYPES = new Set(['5', 'D', 'V', 'M']);

/** The members of a tar archive, in its order. After a damaged stretch reading goes on with the next header whose checksum is right. */
export async function* tarMembers(input: ByteStream): AsyncGenerator<Inside, void> {
  let next: Extension = {};
  let ended = false;
  for (;;) {
    // Two blocks of zeros end an archive, more fill it up, and another archive may follow them.
    if ((await skipZeros(input)) > 0) ended = true;
    const block = await input.take(BLOCK);
    if (block.length === 0) break;
    ended = false;
    if (!isTarHeader(block)) {
      yield { refused: damaged('no header stands where one should'), name: null, bytes: BLOCK + (await skipToHeader(input)) };
      next = {};
      continue;
    }
    const header = readTarHeader(block);
    const size = next.size ?? header.size;
    if (size === null) {
      yield { refused: damaged('a size is no number'), name: next.name ?? header.name, bytes: BLOCK };
      next = {};
    } else if (EXTENSION_TYPES.has(header.type)) {
      if (size > MAX_EXTENSION) yield { refused: damaged('a name is longer than a name can be'), name: null, bytes: size };
      next = { ...next, ...(await extension(header, size, input)) };
      await input.skip(padding(size));
    } else {
      yield* member({ ...header, name: next.name ?? header.name, size }, next.sparse === true, input);
      next = {};
    }
  }
  if (!ended) yield { refused: damaged('its end mark is missing'), name: null, bytes: 0 };
}

async function* member(header: TarHeader & { size: number }, sparse: boolean, input: ByteStream): AsyncGenerator<Inside, void> {
  const { name, size, type } = header;
  // Old archives write a folder as an empty file whose name ends with a slash.
  if (FOLDER_TYPES.has(type) || (type === '0' && size === 0 && name.endsWith('/'))) {
    await input.skip(size + padding(size));
    return;
  }
  const start = input.position;
  if (sparse || type === 'S')
    yield { refused: new ArchiveProblem('ARCHIVE_METHOD', { method: 'a sparse file of tar' }), name, bytes: size };
  else if (FILE_TYPES.has(type)) yield { name, size, packed: null, content: () => content(input, size) };
  // What a link says of its size is not followed by content.
  else yield { refused: new ArchiveProblem('ARCHIVE_LINK'), name, bytes: 0 };
  const holds = FILE_TYPES.has(type) || type === 'S' ? size + padding(size) : 0;
  await input.skip(Math.max(0, start + holds - input.position));
}

async function* content(input: ByteStream, size: number): AsyncGenerator<Uint8Array, void> {
  for (let left = size; left > 0;) {
    const piece = await input.piece(left);
    if (piece === null) throw damaged('it ends too early');
    left -= piece.length;
    yield piece;
  }
}

/** What stands before a header and belongs to it. */
interface Extension {
  readonly name?: string;
  readonly size?: number;
  readonly sparse?: boolean;
}

async function extension({ type }: TarHeader, size: number, input: ByteStream): Promise<Extension> {
  if (size > MAX_EXTENSION) {
    await input.skip(size);
    return {};
  }
  const bytes = await input.take(size);
  if (type === 'L') return { name: textOf(bytes) };
  if (type !== 'x' && type !== 'X') return {};
  const pax = readPax(bytes);
  const name = pax.get('GNU.sparse.name') ?? pax.get('path');
  const stated = pax.get('size');
  return {
    ...(name === undefined ? {} : { name }),
    ...(stated !== undefined && /^\d{1,15}$/.test(stated) ? { size: Number(stated) } : {}),
    ...([...pax.keys()].some((key) => key.startsWith('GNU.sparse.')) ? { sparse: true } : {}),
  };
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/** Passes over whole blocks of zeros and returns how many bytes that was. */
async function skipZeros(input: ByteStream): Promise<number> {
  const start = input.position;
  for (;;) {
    const window = await input.peek(WINDOW);
    const other = window.findIndex((byte) => byte !== 0);
    const zeros = other < 0 ? window.length : other - (other % BLOCK);
    await input.skip(zeros);
    if (zeros === 0 || other >= 0) return input.position - start;
  }
}

/** Passes over what is no header and returns how many bytes that was. */
async function skipToHeader(input: ByteStream): Promise<number> {
  const start = input.position;
  for (;;) {
    const window = await input.peek(WINDOW);
    for (let at = 0; at + BLOCK <= window.length; at += BLOCK) {
      if (!isTarHeader(window.subarray(at, at + BLOCK))) continue;
      await input.skip(at);
      return input.position - start;
    }
    await input.skip(window.length);
    if (window.length < WINDOW) return input.position - start;
  }
}
