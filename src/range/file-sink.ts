import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where files go: to a folder, or into memory. */
export interface FileSink {
  /** Opens a file below the sink's root, `/` between folders; one at a time or several, each closed by its writer. */
  open(path: string): FileWriter;
}

/** One file being written. */
export interface FileWriter {
  /** Appends bytes; they are copied or written before the call returns. */
  write(bytes: Uint8Array): void;
  /** Writes over bytes that were written before: a header that counts what follows it. */
  overwrite(position: number, bytes: Uint8Array): void;
  /** `records`: event records, or lines that are no header. */
  close(records: number): void;
}

/** What became of one file. */
export interface WrittenFile {
  /** Below the sink's root, `/` between folders. */
  readonly path: string;
  readonly records: number;
  readonly bytes: number;
}

/** A folder as a sink; `files` lists what was written, in the order it was closed. Throws the system's error where it cannot write. */
export class FolderSink implements FileSink {
  readonly files: WrittenFile[] = [];
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  open(path: string): FileWriter {
    const absolute = join(this.#root, path);
    mkdirSync(dirname(absolute), { recursive: true });
    const file = new DiskFile(absolute);
    return {
      write: (bytes) => file.write(bytes),
      overwrite: (position, bytes) => file.overwrite(position, bytes),
      close: (records) => {
        file.close();
        this.files.push({ path, records, bytes: file.size });
      },
    };
  }
}

/** Bytes gathered before they are handed to the system: lines are short, and each call costs. */
const GATHERED = 1 << 18;

/** A file on a disk. */
export class DiskFile implements FileWriter {
  readonly #descriptor: number;
  readonly #gathered = Buffer.allocUnsafe(GATHERED);
  #fill = 0;
  #written = 0;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'w');
  }

  get size(): number {
    return this.#written + this.#fill;
  }

  write(bytes: Uint8Array): void {
    if (this.#fill + bytes.length > GATHERED) this.#flush();
    if (bytes.length > GATHERED) {
      this.#put(bytes, this.#written);
      this.#written += bytes.length;
    } else {
      this.#gathered.set(bytes, this.#fill);
      this.#fill += bytes.length;
    }
  }

  overwrite(position: number, bytes: Uint8Array): void {
    this.#flush();
    this.#put(bytes, position);
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush(): void {
    this.#put(this.#gathered.subarray(0, this.#fill), this.#written);
    this.#written += this.#fill;
    this.#fill = 0;
  }

  #put(bytes: Uint8Array, position: number): void {
    let done = 0;
    while (done < bytes.length) done += writeSync(this.#descriptor, bytes, done, bytes.length - done, position + done);
  }
}

/** A file in memory. */
export class MemoryFile implements FileWriter {
  #bytes: Buffer;
  #fill = 0;

  /** `memory` is where it is written as long as it fits; what stands there is written over. */
  constructor(memory: Buffer = Buffer.allocUnsafe(GATHERED)) {
    this.#bytes = memory;
  }

  /** All of its memory, of which it fills a part. */
  get memory(): Buffer {
    return this.#bytes;
  }

  write(bytes: Uint8Array): void {
    const needed = this.#fill + bytes.length;
    if (needed > this.#bytes.length) this.#grow(needed);
    this.#bytes.set(bytes, this.#fill);
    this.#fill = needed;
  }

  overwrite(position: number, bytes: Uint8Array): void {
    this.#bytes.set(bytes, position);
  }

  close(): void {}

  /** What was written; valid until something is written again. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#fill);
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.bytes());
    this.#bytes = larger;
  }
}

/** Memory that is kept for the next files at most, in bytes. */
const KEPT = 1 << 25;

/**
 * Memory as a sink: each file is handed over when it is closed, its bytes good until the call returns. Then its memory serves another file:
 * memory outside of the heap makes the collector run over all of the heap for every few megabytes that are asked for.
 */
export class MemorySink implements FileSink {
  readonly #take: (path: string, bytes: Uint8Array) => void;
  readonly #free: Buffer[] = [];
  #kept = 0;

  constructor(take: (path: string, bytes: Uint8Array) => void) {
    this.#take = take;
  }

  open(path: string): FileWriter {
    const memory = this.#free.pop();
    this.#kept -= memory?.length ?? 0;
    const file = new MemoryFile(memory);
    return {
      write: (bytes) => file.write(bytes),
      overwrite: (position, bytes) => file.overwrite(position, bytes),
      close: () => {
        this.#take(path, file.bytes());
        this.#keep(file.memory);
      },
    };
  }

  #keep(memory: Buffer): void {
    if (this.#kept + memory.length > KEPT) return;
    this.#free.push(memory);
    this.#kept += memory.length;
  }
}
