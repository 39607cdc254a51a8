import { crc32 } from 'node:zlib';
import { problem, type ErrorCode } from '../../lib/index.ts';
import type { EvidenceFile, RawEvent, ReadSink } from '../reader.ts';
import { Chunk, CHUNK_SIZE, FILE_HEADER_SIZE } from './chunk.ts';
import { EvtxEvent } from './event.ts';
import { Values } from './instance.ts';
import { TemplateCache } from './template-cache.ts';
import { walk, wholeRecord } from './walk.ts';

/** Shared by all files that a thread reads. */
const templates = new TemplateCache();

/**
 * Reads every chunk the file has. The file header's count of chunks is only brought up to date when a log is closed, so fewer are no
 * reason to stop; more than there are, in a header whose checksum holds, say that the end of the file is missing.
 */
export function readFile(file: EvidenceFile, sink: ReadSink): void {
  const chunk = new Chunk();
  const values = new Values(chunk, templates);
  const event = new EvtxEvent(values);
  const quarantine = (offset: number, bytes: number, code: ErrorCode): void => {
    sink.quarantine({ offset, bytes, code, reason: problem(code) });
  };
  if (file.size < FILE_HEADER_SIZE) return quarantine(0, file.size, 'EVTX_FILE_CUT');
  let zeros = 0;
  for (let offset = FILE_HEADER_SIZE; offset < file.size; offset += CHUNK_SIZE) {
    chunk.load(file, offset);
    values.nextChunk();
    if (chunk.isEmpty()) {
      zeros += chunk.length;
      continue;
    }
    if (zeros > 0) quarantine(offset - zeros, zeros, 'EVTX_CHUNKS_EMPTY');
    zeros = 0;
    walk(chunk, {
      record(position, size) {
        const failure = event.open(position, size);
        if (failure) quarantine(offset + position, size, failure);
        else sink.event(event);
      },
      damaged(position, bytes) {
        quarantine(offset + position, bytes, damageCode(chunk, position, bytes));
      },
    });
  }
  if (declaredChunks(file) > Math.ceil((file.size - FILE_HEADER_SIZE) / CHUNK_SIZE)) quarantine(file.size, 0, 'EVTX_FILE_CUT');
}

/** The record whose magic stands at `offset`; null when none does, or none that can be an event. */
export function readRecordAt(file: EvidenceFile, offset: number): RawEvent | null {
  const position = (offset - FILE_HEADER_SIZE) % CHUNK_SIZE;
  if (!Number.isSafeInteger(offset) || offset < FILE_HEADER_SIZE || offset >= file.size) return null;
  const chunk = new Chunk();
  chunk.load(file, offset - position);
  const size = wholeRecord(chunk, position);
  const event = new EvtxEvent(new Values(chunk, new TemplateCache()));
  return size > 0 && event.open(position, size) === null ? event : null;
}

/** The first record of that number; null when the file has none. */
export function readRecordNumbered(file: EvidenceFile, recordId: string): RawEvent | null {
  let offset = -1;
  readFile(file, {
    event(event) {
      if (offset < 0 && event.recordId === recordId) offset = event.offset;
    },
    quarantine() {},
  });
  return offset < 0 ? null : readRecordAt(file, offset);
}

function damageCode(chunk: Chunk, position: number, bytes: number): ErrorCode {
  if (position === 0) return 'EVTX_CHUNK_DAMAGED';
  return position + bytes === chunk.length && chunk.length < CHUNK_SIZE ? 'EVTX_FILE_CUT' : 'EVTX_RECORD_DAMAGED';
}

/** How many chunks the file header counts at 0x2a; 0 when its checksum, of the first 0x78 bytes at 0x7c, does not hold. */
function declaredChunks(file: EvidenceFile): number {
  const header = Buffer.alloc(0x80);
  file.read(header, 0);
  const whole = crc32(header.subarray(0, 0x78)) === header.readUInt32LE(0x7c);
  return whole ? header.readUInt16LE(0x2a) : 0;
}
