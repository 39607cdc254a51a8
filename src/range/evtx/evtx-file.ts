import { crc32 } from 'node:zlib';
import { DiskFile, MemoryFile, type FileWriter } from '../file-sink.ts';
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
 * Writes an event log (EVTX 3.1, as Windows Vista and later keep it) record by record, with one chunk in memory. Records are
 * numbered in the order they come. `add` throws RangeError for a value that does not fit its type or a record that does not
 * fit a chunk.
 */
export class EvtxLog {
  readonly #file: FileWriter;
  readonly #options: EvtxOptions;
  readonly #chunk = new ChunkWriter();
  readonly #writer = new RecordWriter();
  readonly #offset: number;
  #number = 0;
  #chunks = 0;

  constructor(file: FileWriter, options: EvtxOptions = {}) {
    this.#file = file;
    this.#options = options;
    this.#offset = (options.firstRecordId ?? 1) - 1;
    file.write(Buffer.alloc(HEADER_BLOCK));
  }

  add(record: EventRecord): void {
    const id = this.#number + 1 + this.#offset;
    if (!this.#chunk.add(this.#writer, record, id)) {
      if (this.#chunk.records > 0) this.#flush();
      if (!this.#chunk.add(this.#writer, record, id)) throw new RangeError(`event ${record.definition.id} does not fit a chunk`);
    }
    this.#number++;
  }

  /** Writes what is left and the file's header. */
  close(): EvtxSummary {
    if (this.#chunk.records > 0) this.#flush();
    const summary = { records: this.#number, chunks: this.#chunks, bytes: HEADER_BLOCK + this.#chunks * CHUNK_SIZE };
    this.#file.overwrite(0, fileHeader(summary, this.#options));
    this.#file.close(summary.records);
    return summary;
  }

  #flush(): void {
    const first = this.#number - this.#chunk.records + 1;
    this.#file.write(this.#chunk.finish(first, first + this.#offset));
    this.#chunk.clear();
    this.#chunks++;
  }
}

/** Writes a whole event log to `path`; the file is closed whatever happens. Throws what `EvtxLog` throws, and the system's error when the file cannot be written. */
export function writeEvtx(path: string, records: Iterable<EventRecord>, options: EvtxOptions = {}): EvtxSummary {
  return writeRecords(new DiskFile(path), records, options);
}

/** The same, in memory. */
export function encodeEvtx(records: Iterable<EventRecord>, options: EvtxOptions = {}): Buffer {
  const file = new MemoryFile();
  writeRecords(file, records, options);
  return file.bytes();
}

/** The same, to any file; it is closed whatever happens. */
export function writeRecords(file: FileWriter, records: Iterable<EventRecord>, options: EvtxOptions): EvtxSummary {
  let log: EvtxLog;
  try {
    log = new EvtxLog(file, options);
    for (const record of records) log.add(record);
  } catch (error) {
    file.close(0);
    throw error;
  }
  return log.close();
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
