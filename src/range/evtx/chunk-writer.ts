import { crc32 } from 'node:zlib';
import { put64 } from './bytes.ts';
import { ChunkNames } from './chunk-names.ts';
import type { EventRecord } from './event.ts';
import type { RecordWriter } from './record-writer.ts';

export const CHUNK_SIZE = 65_536;
const HEADER_SIZE = 512;
/** A record may be written past the chunk's end before it is known not to fit. */
const MARGIN = 4 * CHUNK_SIZE;

/** One chunk in the making: 64 KiB, its records, names and templates; nothing in it refers to another chunk. */
export class ChunkWriter {
  readonly #buffer = Buffer.alloc(CHUNK_SIZE + MARGIN);
  readonly #names = new ChunkNames();
  #free = HEADER_SIZE;
  #last = HEADER_SIZE;
  #records = 0;

  get records(): number {
    return this.#records;
  }

  /** Adds a record; false when it does not fit, and then nothing has changed. */
  add(writer: RecordWriter, record: EventRecord, recordId: number): boolean {
    const end = writer.write(this.#buffer, this.#free, CHUNK_SIZE, record, recordId, this.#names);
    // A chunk filled to its last byte is never seen in the field, and libevtx loses its last record.
    if (end >= CHUNK_SIZE) {
      this.#names.takeBack();
      this.#buffer.fill(0, this.#free, Math.min(end, this.#buffer.length));
      return false;
    }
    this.#names.keep();
    this.#last = this.#free;
    this.#free = end;
    this.#records++;
    return true;
  }

  /** The finished chunk, valid until the next call of `clear`; numbers count from 1 in the file, ids are the records' own. */
  finish(firstNumber: number, firstId: number): Buffer {
    const chunk = this.#buffer.subarray(0, CHUNK_SIZE);
    const more = this.#records - 1;
    chunk.write('ElfChnk\0', 0, 'latin1');
    put64(chunk, 8, firstNumber);
    put64(chunk, 16, firstNumber + more);
    put64(chunk, 24, firstId);
    put64(chunk, 32, firstId + more);
    chunk.writeUInt32LE(128, 40);
    chunk.writeUInt32LE(this.#last, 44);
    chunk.writeUInt32LE(this.#free, 48);
    chunk.writeUInt32LE(crc32(chunk.subarray(HEADER_SIZE, this.#free)), 52);
    chunk.writeUInt32LE(1, 120);
    this.#names.write(chunk);
    chunk.writeUInt32LE(crc32(chunk.subarray(128, HEADER_SIZE), crc32(chunk.subarray(0, 120))), 124);
    return chunk;
  }

  clear(): void {
    this.#buffer.fill(0, 0, this.#free);
    this.#names.clear();
    this.#free = HEADER_SIZE;
    this.#last = HEADER_SIZE;
    this.#records = 0;
  }
}
