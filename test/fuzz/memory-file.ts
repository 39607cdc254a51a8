import type { EvidenceFile } from '../../src/evidence/index.ts';

/** Bytes as an evidence file. */
export function memoryFile(bytes: Buffer): EvidenceFile {
  return {
    path: 'fuzz',
    size: bytes.length,
    zone: null,
    read: (buffer, position) => bytes.copy(buffer, 0, position, position + buffer.length),
  };
}
