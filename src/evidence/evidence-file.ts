import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { openSealed, type SealedPlace } from './archive/index.ts';
import type { EvidenceFile } from './reader.ts';

/** An evidence file on a disk, open for reading. */
export interface OpenEvidenceFile extends EvidenceFile {
  /** Size and modification time as they are now: they differ from those at opening when the file changed meanwhile. */
  fingerprint(): string;
  close(): void;
}

/** Where the bytes of a piece of evidence are; structured-cloneable, and never written. */
export type EvidencePlace = FilePlace | SealedPlace | MemoryPlace;

/** A file of the machine. */
export interface FilePlace {
  readonly absolute: string;
}

/** Bytes that are in memory alone: logs that are read as they are made. */
export interface MemoryPlace {
  readonly bytes: Uint8Array;
}

/** Opens a piece of evidence; `path` is the name it goes by in the case, `zone` the one the carrier gave for it. Throws the system's error when it cannot be opened. */
export function openEvidenceFile(place: EvidencePlace, path: string, zone: string | null = null): OpenEvidenceFile {
  return { path, zone, ...openPlace(place) };
}

type OpenBytes = Pick<OpenEvidenceFile, 'size' | 'read' | 'fingerprint' | 'close'>;

function openPlace(place: EvidencePlace): OpenBytes {
  if ('absolute' in place) return openFile(place.absolute);
  return 'bytes' in place ? openMemory(place.bytes) : openStretch(place);
}

function openMemory(bytes: Uint8Array): OpenBytes {
  return {
    size: bytes.length,
    read(buffer, position) {
      const stretch = bytes.subarray(position, position + buffer.length);
      buffer.set(stretch);
      return stretch.length;
    },
    fingerprint: () => 'memory',
    close() {},
  };
}

function openFile(absolute: string): OpenBytes {
  const descriptor = openSync(absolute, 'r');
  return {
    size: fstatSync(descriptor).size,
    read(buffer, position) {
      let filled = 0;
      while (filled < buffer.length) {
        const count = readSync(descriptor, buffer, filled, buffer.length - filled, position + filled);
        if (count === 0) break;
        filled += count;
      }
      return filled;
    },
    fingerprint() {
      const now = fstatSync(descriptor, { bigint: true });
      return `${now.size} ${now.mtimeNs}`;
    },
    close() {
      closeSync(descriptor);
    },
  };
}

/** What was unpacked changes no more. */
function openStretch(place: SealedPlace): OpenBytes {
  return { size: place.size, ...openSealed(place), fingerprint: () => 'sealed' };
}
