import { problem, type ErrorCode } from '../../lib/index.ts';
import type { EvidenceFile, FilePart, RawEvent, ReadSink } from '../reader.ts';
import { Chunk, CHUNK_SIZE, FILE_HEADER_SIZE } from './chunk.ts';
import { EvtxEvent } from './event.ts';
import { countedChunks } from './file-header.ts';
import { LostTemplates } from './lost-templates.ts';
import { Shapes } from './shape.ts';
import { TemplateCache } from './template-cache.ts';
import { Values } from './values.ts';
import { walk, wholeRecord } from './walk.ts';

/** Shared by all files that a thread reads. */
const templates = new TemplateCache();
const shapes = new Shapes();

/** Cuts a file between chunks; they are read without each other. */
export function partsOf(file: EvidenceFile, bytes: number): readonly FilePart[] {
  const size = Math.max(1, Math.floor(bytes / CHUNK_SIZE)) * CHUNK_SIZE;
  const parts: FilePart[] = [];
  let from = 0;
  for (let to = FILE_HEADER_SIZE + size; to < file.size; from = to, to += size) parts.push({ from, to, state: null });
  return [...parts, { from, to: file.size, state: null }];
}

/**
 * Reads every chunk that begins in the part, by default every one the file has. What the file header says is looked at with the last part.
 * Empty chunks in a row are told with the chunk behind them, also when they begin in a part before.
 */
export function readFile(file: EvidenceFile, sink: ReadSink, part?: FilePart): void {
  const chunk = new Chunk();
  const values = new Values(chunk, templates, new LostTemplates(file, templates));
  const event = new EvtxEvent(values, shapes);
  const quarantine = (offset: number, bytes: number, code: ErrorCode): void => {
    sink.quarantine({ offset, bytes, code, reason: problem(code) });
  };
  if (file.size < FILE_HEADER_SIZE) return quarantine(0, file.size, 'EVTX_FILE_CUT');
  const end = Math.min(part?.to ?? file.size, file.size);
  const first = firstChunk(part?.from ?? 0);
  let zeros: number | null = first === FILE_HEADER_SIZE ? 0 : null;
  for (let offset = first; offset < end; offset += CHUNK_SIZE) {
    chunk.load(file, offset);
    values.nextChunk();
    if (chunk.isEmpty()) {
      if (zeros !== null) zeros += chunk.length;
      continue;
    }
    zeros ??= offset - first + emptyBytesBefore(file, first);
    if (zeros > 0) quarantine(offset - zeros, zeros, 'EVTX_CHUNKS_EMPTY');
    zeros = 0;
    walk(chunk, {
      record(position, size) {
        const failure = event.open(position, size);
        if (failure !== null) quarantine(offset + position, size, failure);
        else sink.event(event);
      },
      damaged(position, bytes) {
        quarantine(offset + position, bytes, damageCode(chunk, position, bytes));
      },
    });
  }
  if (end < file.size) return;
  const { chunks, believed } = countedChunks(file);
  if (chunks <= Math.ceil((file.size - FILE_HEADER_SIZE) / CHUNK_SIZE)) return;
  if (believed) quarantine(file.size, 0, 'EVTX_FILE_CUT');
  else quarantine(0, FILE_HEADER_SIZE, 'EVTX_HEADER_DAMAGED');
}

/** The record whose magic stands at `offset`; null when none does, or none that can be an event. */
export function readRecordAt(file: EvidenceFile, offset: number): RawEvent | null {
  const position = (offset - FILE_HEADER_SIZE) % CHUNK_SIZE;
  if (!Number.isSafeInteger(offset) || offset < FILE_HEADER_SIZE || offset >= file.size) return null;
  const chunk = new Chunk();
  const own = new TemplateCache();
  chunk.load(file, offset - position);
  const size = wholeRecord(chunk, position);
  const event = new EvtxEvent(new Values(chunk, own, new LostTemplates(file, own)), new Shapes());
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

/** Where the first chunk begins that begins at `from` or behind it. */
function firstChunk(from: number): number {
  return FILE_HEADER_SIZE + Math.max(0, Math.ceil((from - FILE_HEADER_SIZE) / CHUNK_SIZE)) * CHUNK_SIZE;
}

/** How many bytes of empty chunks lie right before `offset`. */
function emptyBytesBefore(file: EvidenceFile, offset: number): number {
  const chunk = new Chunk();
  let start = offset;
  while (start > FILE_HEADER_SIZE) {
    chunk.load(file, start - CHUNK_SIZE);
    if (!chunk.isEmpty()) break;
    start -= CHUNK_SIZE;
  }
  return offset - start;
}

function damageCode(chunk: Chunk, position: number, bytes: number): ErrorCode {
  if (position === 0) return 'EVTX_CHUNK_DAMAGED';
  return position + bytes === chunk.length && chunk.length < CHUNK_SIZE ? 'EVTX_FILE_CUT' : 'EVTX_RECORD_DAMAGED';
}
