import { Dictionary, lzmaProperties } from './lzma-dictionary.ts';
import { LzmaDecoder } from './lzma.ts';
import type { PackedBytes } from './packed-bytes.ts';
import { ArchiveProblem, damaged } from './problem.ts';

/** 7-Zip's "ultra" takes 64 MiB; more would not leave a worker its memory. */
const MOST_DICTIONARY = 256 * 1024 * 1024;
const LEAST_DICTIONARY = 4096;
const PIECE = 262_144;

/** What a LZMA stream unpacks to; `properties` are its five bytes in the archive's header, `size` how many bytes it says it has. */
export function* unlzma(input: PackedBytes, properties: Uint8Array, size: number): Generator<Uint8Array, void> {
  const known = lzmaProperties(properties[0] ?? 255);
  if (properties.length < 5 || known === null) throw damaged('its compressed bytes are broken');
  const dictionary = dictionaryOf(new DataView(properties.buffer, properties.byteOffset).getUint32(1, true), size);
  const decoder = new LzmaDecoder(input, dictionary);
  decoder.configure(known);
  decoder.begin();
  for (let left = size; left > 0;) {
    const decoded = yield* next(decoder, dictionary, left);
    if (decoded === 0) return;
    left -= decoded;
  }
}

/** What a LZMA2 stream unpacks to: chunks that are stored or coded, each saying what it carries over from the one before (xz format, LZMA2). */
export function* unlzma2(input: PackedBytes, properties: Uint8Array, size: number): Generator<Uint8Array, void> {
  const bits = properties[0] ?? 255;
  if (bits > 40) throw damaged('its compressed bytes are broken');
  const dictionary = dictionaryOf(bits === 40 ? 0xffffffff : (2 | (bits & 1)) * 2 ** (Math.floor(bits / 2) + 11), size);
  const decoder = new LzmaDecoder(input, dictionary);
  let ready = false;
  for (let control = input.byte(); control !== 0; control = input.byte()) {
    if (control >= 0x80) {
      let left = ((control & 0x1f) << 16) + word(input) + 1;
      // How long the coded bytes are is known to the decoder by their end.
      word(input);
      const resets = (control >> 5) & 3;
      if (resets === 3) forget(dictionary, decoder);
      if (resets >= 2) {
        const known = lzmaProperties(input.byte());
        if (known === null || known.lc + known.lp > 4) throw damaged('its compressed bytes are broken');
        decoder.configure(known);
        ready = true;
      } else if (resets === 1) decoder.reset();
      if (!ready) throw damaged('its compressed bytes are broken');
      decoder.begin();
      while (left > 0) {
        const decoded = yield* next(decoder, dictionary, left);
        if (decoded === 0) throw damaged('its compressed bytes are broken');
        left -= decoded;
      }
    } else if (control <= 2) {
      if (control === 1) forget(dictionary, decoder);
      yield* stored(input, dictionary, decoder, word(input) + 1);
    } else throw damaged('its compressed bytes are broken');
  }
}

function* stored(input: PackedBytes, dictionary: Dictionary, decoder: LzmaDecoder, bytes: number): Generator<Uint8Array, void> {
  for (let left = bytes; left > 0;) {
    wrap(dictionary);
    const from = dictionary.at;
    const to = Math.min(dictionary.ring.length, from + left);
    input.copy(dictionary.ring.subarray(from, to));
    dictionary.at = to;
    dictionary.filled = Math.min(dictionary.ring.length, dictionary.filled + to - from);
    decoder.passed(to - from);
    left -= to - from;
    yield dictionary.ring.slice(from, to);
  }
}

/** Decodes a piece and gives its length; where the stream breaks, what stands in front of the damage comes first. */
function* next(decoder: LzmaDecoder, dictionary: Dictionary, left: number): Generator<Uint8Array, number> {
  wrap(dictionary);
  const from = dictionary.at;
  try {
    decoder.decode(Math.min(left, PIECE));
  } catch (cause) {
    yield dictionary.ring.slice(from, dictionary.at);
    throw cause;
  }
  yield dictionary.ring.slice(from, dictionary.at);
  return dictionary.at - from;
}

function wrap(dictionary: Dictionary): void {
  if (dictionary.at === dictionary.ring.length) dictionary.at = 0;
}

function forget(dictionary: Dictionary, decoder: LzmaDecoder): void {
  dictionary.filled = 0;
  decoder.resetPosition();
}

/** No stream refers further back than it is long, so a small one needs little whatever it asks for. */
function dictionaryOf(asked: number, size: number): Dictionary {
  const needed = Math.max(LEAST_DICTIONARY, Math.min(asked, size));
  if (needed > MOST_DICTIONARY) throw new ArchiveProblem('ARCHIVE_METHOD', { method: 'LZMA with a dictionary beyond 256 MiB' });
  return new Dictionary(needed);
}

function word(input: PackedBytes): number {
  return input.byte() * 256 + input.byte();
}
