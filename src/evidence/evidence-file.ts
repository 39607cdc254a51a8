import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { EvidenceFile } from './reader.ts';

/** An evidence file on a disk, open for reading. */
export interface OpenEvidenceFile extends EvidenceFile {
  /** Size and modification time as they are now: they differ from those at opening when the file changed meanwhile. */
  fingerprint(): string;
  close(): void;
}

/** Where the bytes of a piece of evidence are; structured-cloneable, and never written. */
export interface EvidencePlace {
  /** A file of the machine. */
  readonly absolute: string;
}

/** Opens a piece of evidence; `path` is the name it goes by in the case, `zone` the one the carrier gave for it. Throws the system's error when it cannot be opened. */
export function openEvidenceFile({ absolute }: EvidencePlace, path: string, zone: string | null = null): OpenEvidenceFile {
  const descriptor = openSync(absolute, 'r');
  const stat = fstatSync(descriptor);
  return {
    path,
    size: stat.size,
    zone,
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
