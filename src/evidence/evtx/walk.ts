import { CHUNK_SIZE, FIRST_RECORD, type Chunk } from './chunk.ts';

const MAGIC = 0x00002a2a;
const MAGIC_BYTES = Buffer.from([0x2a, 0x2a, 0, 0]);

/** Header and closing size; the smallest a record can be. */
const SMALLEST = 28;

/** Called for each stretch of a chunk in order: a whole record, or one that should hold records and does not. */
export interface WalkSink {
  record(position: number, size: number): void;
  damaged(position: number, bytes: number): void;
}

/**
 * Finds a chunk's records one after the other. A record is whole when its size comes again at its end; where none is, the walk goes on at
 * the next whole one, and what lies between is one damaged stretch.
 *
 * What follows the place where the header says the free space begins was left behind when the chunk was used before, or when records
 * were filtered out: those records are not part of the log. The header can be older than its records, though (a log copied while it was
 * open), or wrong: records that follow without a gap under the next record number still belong to the log. A free-space offset that
 * cannot be true counts for nothing.
 */
export function walk(chunk: Chunk, sink: WalkSink): void {
  const free = freeSpace(chunk);
  const limit = Math.min(free ?? CHUNK_SIZE, chunk.length);
  let position = chunk.hasMagic() ? FIRST_RECORD : 0;
  let last = -1;
  while (position < limit) {
    const size = wholeRecord(chunk, position);
    if (size > 0) {
      sink.record(position, size);
      last = position;
      position += size;
      continue;
    }
    const next = nextRecord(chunk, position + 1, limit);
    // What lies behind the last record is free space where no header says otherwise.
    if (next < limit || free !== null || last < 0) sink.damaged(position, next - position);
    position = next;
    last = -1;
  }
  if (free === null) return;
  if (position >= free) walkBeyond(chunk, position, last, sink);
  // The file was cut exactly between two records.
  else if (last >= 0 || position === FIRST_RECORD) sink.damaged(position, 0);
}

/** Whether a whole record stands at `position`: its size in bytes, else 0. */
export function wholeRecord(chunk: Chunk, position: number): number {
  const { view, length } = chunk;
  if (position + SMALLEST > length || view.getUint32(position, true) !== MAGIC) return 0;
  const size = view.getUint32(position + 4, true);
  if (size < SMALLEST || size > length - position) return 0;
  return view.getUint32(position + size - 4, true) === size ? size : 0;
}

/** Null when the header cannot be believed. */
function freeSpace(chunk: Chunk): number | null {
  const free = chunk.freeSpace();
  return chunk.hasMagic() && free >= FIRST_RECORD && free <= CHUNK_SIZE ? free : null;
}

function nextRecord(chunk: Chunk, from: number, limit: number): number {
  for (let at = chunk.bytes.indexOf(MAGIC_BYTES, from); at >= 0 && at < limit; at = chunk.bytes.indexOf(MAGIC_BYTES, at + 1)) {
    if (wholeRecord(chunk, at) > 0) return at;
  }
  return limit;
}

function walkBeyond(chunk: Chunk, from: number, lastInside: number, sink: WalkSink): void {
  // With nothing before it a record has no number to follow on; then only a broken header that calls all of the chunk free speaks for reading on.
  if (lastInside < 0 && (from !== FIRST_RECORD || chunk.headerIsWhole())) return;
  let position = from;
  let last = lastInside;
  for (let size = wholeRecord(chunk, position); size > 0; size = wholeRecord(chunk, position)) {
    if (last >= 0 && recordNumber(chunk, position) !== recordNumber(chunk, last) + 1n) return;
    sink.record(position, size);
    last = position;
    position += size;
  }
}

function recordNumber(chunk: Chunk, position: number): bigint {
  return chunk.view.getBigUint64(position + 8, true);
}
