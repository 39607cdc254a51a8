/** Bytes that can be read at any place: a file, a stretch of another source, or memory. */
export interface ByteSource {
  readonly size: number;
  /** Fills `buffer` from `position` and returns how many bytes were there; fewer than asked only at the end. */
  read(buffer: Uint8Array, position: number): number;
}

const CHUNK = 262_144;

/** Bytes `from` to `to` of a source, in pieces that are the caller's to keep. */
export function* piecesOf(source: ByteSource, from: number, to: number): Generator<Uint8Array, void> {
  for (let at = from; at < to;) {
    const piece = readAt(source, at, Math.min(CHUNK, to - at));
    if (piece.length === 0) return;
    at += piece.length;
    yield piece;
  }
}

/** Up to `length` bytes at `position`; fewer at the end. */
export function readAt(source: ByteSource, position: number, length: number): Uint8Array {
  const room = Math.max(0, Math.min(length, source.size - position));
  const buffer = new Uint8Array(room);
  return buffer.subarray(0, room === 0 ? 0 : source.read(buffer, position));
}

export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(buffer, position) {
      const piece = bytes.subarray(position, position + buffer.length);
      buffer.set(piece);
      return piece.length;
    },
  };
}
