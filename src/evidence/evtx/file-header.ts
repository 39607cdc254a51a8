import { crc32 } from 'node:zlib';
import type { EvidenceFile } from '../reader.ts';

/** The count of chunks, and the checksum of what comes before it. */
const CHUNK_COUNT = 0x2a;
const CHECKSUM = 0x7c;
const SUMMED = 0x78;

/**
 * How many chunks the file header counts. The count is only brought up to date when a log is closed, so fewer than there are is no reason
 * to stop; more, in a header whose checksum holds, says that the end of the file is missing.
 */
export function countedChunks(file: EvidenceFile): { readonly chunks: number; readonly believed: boolean } {
  const header = Buffer.alloc(CHECKSUM + 4);
  file.read(header, 0);
  return { chunks: header.readUInt16LE(CHUNK_COUNT), believed: crc32(header.subarray(0, SUMMED)) === header.readUInt32LE(CHECKSUM) };
}
