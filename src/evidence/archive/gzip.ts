import { crc32 } from 'node:zlib';
import type { ByteStream } from './byte-stream.ts';
import { decompress } from './decompress.ts';
import { archiveKind, isSkippable } from './kind.ts';
import { damaged } from './problem.ts';

/** Longer names and comments than this in a header are no names. */
const MAX_HEADER_TEXT = 65_536;

/** Flags of RFC 1952 §2.3.1. */
const FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16 } as const;

/** What a gzip file holds: all its members after each other (RFC 1952 §2.2). Bytes behind the last one are told as damage. */
export async function* gunzip(input: ByteStream): AsyncGenerator<Uint8Array, void> {
  do {
    await skipHeader(input);
    let crc = 0;
    let size = 0;
    for await (const piece of decompress('deflate', input)) {
      crc = crc32(piece, crc);
      size = (size + piece.length) % 2 ** 32;
      yield piece;
    }
    const trailer = await input.take(8);
    if (trailer.length < 8) throw damaged('it ends too early');
    const view = new DataView(trailer.buffer, trailer.byteOffset, 8);
    if (view.getUint32(0, true) !== crc || view.getUint32(4, true) !== size) throw damaged('its checksum is that of other bytes');
  } while (archiveKind(await input.peek(4)) === 'gzip');
  await refuseRest(input);
}

async function skipHeader(input: ByteStream): Promise<void> {
  const head = await input.take(10);
  if (head.length < 10) throw damaged('it ends too early');
  const flags = head[3] ?? 0;
  if (flags & FLAG.extra) {
    const length = await input.take(2);
    await input.skip((length[0] ?? 0) | ((length[1] ?? 0) << 8));
  }
  if (flags & FLAG.name) await skipText(input);
  if (flags & FLAG.comment) await skipText(input);
  if (flags & FLAG.headerCrc) await input.skip(2);
}

/** Passes over text that ends with a NUL. */
async function skipText(input: ByteStream): Promise<void> {
  const text = await input.peek(MAX_HEADER_TEXT);
  const end = text.indexOf(0);
  if (end < 0) throw damaged('its header does not end');
  await input.skip(end + 1);
}

/** What a zstd file holds: all its frames after each other (RFC 8878 §3.1). */
export async function* unzstd(input: ByteStream): AsyncGenerator<Uint8Array, void> {
  do {
    const head = await input.peek(8);
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    if (head.length === 8 && isSkippable(view.getUint32(0, true))) await input.skip(8 + view.getUint32(4, true));
    else yield* decompress('zstd', input);
  } while (archiveKind(await input.peek(4)) === 'zstd');
  await refuseRest(input);
}

async function refuseRest(input: ByteStream): Promise<void> {
  if ((await input.peek(1)).length) throw damaged('other bytes follow behind its end');
  // An error of the layer around it, if that is what ended it.
  await input.take(1);
}
