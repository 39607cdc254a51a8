import { createInflateRaw, createZstdDecompress, type InflateRaw, type ZstdDecompress } from 'node:zlib';
import type { ByteStream } from './byte-stream.ts';
import { ArchiveProblem, damaged } from './problem.ts';

/** Input is fed in small steps and output taken in small pieces: at most one piece is lost in front of damage, and little waits in memory. */
const INPUT_STEP = 65_536;
const OUTPUT_PIECE = 32_768;
const MOST_WAITING = 1_048_576;

/**
 * Unpacks one deflate stream or one zstd frame that begins where `input` stands, and leaves `input` behind its last byte.
 * Throws an `ArchiveProblem` where the stream breaks, after all that could be unpacked.
 */
export async function* decompress(method: 'deflate' | 'zstd', input: ByteStream): AsyncGenerator<Uint8Array, void> {
  const options = { chunkSize: OUTPUT_PIECE };
  const decoder = new Decoder(method === 'deflate' ? createInflateRaw(options) : createZstdDecompress(options));
  try {
    while (!decoder.over) {
      const piece = await input.piece(INPUT_STEP);
      const before = decoder.consumed;
      yield* piece === null ? decoder.finish() : decoder.feed(piece);
      if (piece === null) break;
      if (decoder.over) input.putBack(piece.subarray(decoder.consumed - before));
    }
  } finally {
    decoder.close();
  }
  if (decoder.failure !== null) throw problemOf(decoder.failure);
}

/** One decoder of node:zlib, driven so that nothing it gave is lost when it fails. */
class Decoder {
  readonly #stream: InflateRaw | ZstdDecompress;
  #given: Uint8Array[] = [];
  #waiting = 0;
  #wake: () => void = () => undefined;
  over = false;
  failure: Error | null = null;

  constructor(stream: InflateRaw | ZstdDecompress) {
    this.#stream = stream;
    stream.on('data', (bytes: Uint8Array) => {
      this.#given.push(bytes);
      this.#waiting += bytes.length;
      if (this.#waiting >= MOST_WAITING) stream.pause();
      this.#wake();
    });
    stream.on('end', () => {
      this.over = true;
      this.#wake();
    });
    stream.on('error', (error) => {
      this.over = true;
      this.failure = error;
      this.#wake();
    });
  }

  /** Bytes of input that the decoder has used. */
  get consumed(): number {
    return this.#stream.bytesWritten;
  }

  feed(piece: Uint8Array): AsyncGenerator<Uint8Array, void> {
    return this.#drive((done) => void this.#stream.write(piece, done));
  }

  /** Says that no more input comes; whether that was too early is known when the stream has ended or failed. */
  finish(): AsyncGenerator<Uint8Array, void> {
    return this.#drive(() => void this.#stream.end());
  }

  async *#drive(start: (done: () => void) => void): AsyncGenerator<Uint8Array, void> {
    let settled = false;
    start(() => {
      settled = true;
      this.#wake();
    });
    for (;;) {
      yield* this.#taken();
      if (this.over || settled) break;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (this.#stream.isPaused()) this.#stream.resume();
      });
    }
    yield* this.#taken();
  }

  *#taken(): Generator<Uint8Array, void> {
    while (this.#given.length) {
      const given = this.#given;
      this.#given = [];
      this.#waiting = 0;
      yield* given;
    }
  }

  close(): void {
    this.#stream.destroy();
  }
}

function problemOf(error: Error): ArchiveProblem {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') return damaged('it ends too early');
  if (code === 'ZSTD_error_frameParameter_windowTooLarge')
    return new ArchiveProblem('ARCHIVE_METHOD', { method: 'zstd with a window beyond 128 MiB' });
  if (code.startsWith('Z_') || code.startsWith('ZSTD_')) return damaged('its compressed bytes are broken');
  throw error;
}
