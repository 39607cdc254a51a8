import type { EvidenceFile } from '../reader.ts';

/** An evidence file in memory, for tests. */
export function bytesFile(content: string | Uint8Array, zone: string | null = null): EvidenceFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
  return {
    path: 'test.log',
    size: bytes.length,
    zone,
    read: (buffer, position) => bytes.copy(buffer, 0, position, position + buffer.length),
  };
}
