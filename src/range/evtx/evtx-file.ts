import { closeSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { CHUNK_SIZE, ChunkWriter } from './chunk-writer.ts';
import type { EventRecord } from './event.ts';
import { RecordWriter } from './record-writer.ts';

const HEADER_BLOCK = 4096;

/** What was written. */
export interface EvtxSummary {
  readonly records: number;
  readonly chunks: number;
  readonly bytes: number;
}

export interface EvtxOptions {
  /** EventRecordID of the first record, 1 by default; a log that has been running for long begins anywhere. */
  readonly firstRecordId?: number;
}

/**
 * Writes an event log (EVTX 3.1, as Windows Vista and later keep it) to `path`, record by record, with one chunk in memory.
 * Records are numbered in the order they come. Throws RangeError for a value that does not fit its type or a record that
 * does not fit a chunk, and the system's error when the file cannot be written.
 */
export function writeEvtx(path: string, records: Iterable<EventRecord>, options: EvtxOptions = {}): EvtxSummary {
  const file = openSync(path, 'w');
  try {
    const summary = encode(records, options, (chunk, position) => writeAll(file, chunk, position));
    writeAll(file, fileHeader(summary, options), 0);
    return summary;
  } finally {
    closeSync(file);
  }
}

/** The same, in memory. */
export function encodeEvtx(records: Iterable<EventRecord>, options: EvtxOptions = {}): Buffer {
  const parts: Buffer[] = [];
  const summary = encode(records, options, (chunk) => parts.push(Buffer.from(chunk)));
  return Buffer.concat([fileHeader(summary, options), ...parts]);
}

function encode(records: Iterable<EventRecord>, options: EvtxOptions, emit: (chunk: Buffer, position: number) => void): EvtxSummary {
  const chunk = new ChunkWriter();
  const writer = new RecordWriter();
  const offset = BigInt((options.firstRecordId ?? 1) - 1);
  let number = 0n;
  let chunks = 0;
  const flush = (): void => {
    const first = number - BigInt(chunk.records) + 1n;
    emit(chunk.finish(first, first + offset), HEADER_BLOCK + chunks * CHUNK_SIZE);
    chunk.clear();
    chunks++;
  };
  for (const record of records) {
    if (!chunk.add(writer, record, number + 1n + offset)) {
      if (chunk.records > 0) flush();
      if (!chunk.add(writer, record, number + 1n + offset)) throw new RangeError(`event ${record.definition.id} does not fit a chunk`);
    }
    number++;
  }
  if (chunk.records > 0) flush();
  return { records: Number(number), chunks, bytes: HEADER_BLOCK + chunks * CHUNK_SIZE };
}

/** The file's header: chunks are numbered from 0, `next` is the number the next record would get; clean, so no flags. */
function fileHeader(summary: EvtxSummary, options: EvtxOptions): Buffer {
  const header = Buffer.alloc(HEADER_BLOCK);
  header.write('ElfFile\0', 0, 'latin1');
  header.writeBigUInt64LE(0n, 8);
  header.writeBigUInt64LE(BigInt(Math.max(0, summary.chunks - 1)), 16);
  header.writeBigUInt64LE(BigInt(summary.records + (options.firstRecordId ?? 1)), 24);
  header.writeUInt32LE(128, 32);
  header.writeUInt16LE(1, 36);
  header.writeUInt16LE(3, 38);
  header.writeUInt16LE(HEADER_BLOCK, 40);
  header.writeUInt16LE(Math.min(summary.chunks, 0xffff), 42);
  header.writeUInt32LE(crc32(header.subarray(0, 120)), 124);
  return header;
}

function writeAll(file: number, bytes: Buffer, position: number): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done, position + done);
}
