import type { Reader } from '../reader.ts';
import { CHUNK_MAGIC, FILE_HEADER_SIZE } from './chunk.ts';
import { partsOf, readFile, readRecordAt, readRecordNumbered } from './read-file.ts';

const FILE_MAGIC = 'ElfFile\0';

/** Windows event logs. */
export const evtx: Reader = {
  format: 'evtx',
  source: 'windows',
  recognises(head) {
    const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
    const magicAt = (offset: number): string => bytes.toString('latin1', offset, offset + 8);
    return magicAt(0) === FILE_MAGIC || magicAt(FILE_HEADER_SIZE) === CHUNK_MAGIC;
  },
  read: readFile,
  parts: partsOf,
  readOne(file, place) {
    if (place.offset !== null) return readRecordAt(file, place.offset);
    return place.recordId === null ? null : readRecordNumbered(file, place.recordId);
  },
};
