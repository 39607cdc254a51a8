import { createCipheriv, randomBytes, type Cipheriv } from 'node:crypto';
import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { HardcellError } from '../../lib/index.ts';
import { CIPHER, counterBlock, countersOf, type SealedPlace } from './sealed.ts';

const BUFFER = 1_048_576;

/**
 * One temporary file in which unpacked files lie one after the other, encrypted with a random key that is never written: clear log text does not
 * reach the disk, and a spool that a killed run left behind says nothing. The file is made when the first byte must be written.
 */
export class SealedSpool {
  readonly path: string;
  readonly #key = new Uint8Array(randomBytes(32));
  #descriptor: number | null = null;
  /** Sealed bytes that are not written yet, and where they go. */
  readonly #buffer = new Uint8Array(BUFFER);
  #filled = 0;
  #written = 0;
  /** Never goes back: a stretch that is dropped gives back its room, not its counters. */
  #counter = 0;
  #cipher: Cipheriv | null = null;
  #start = 0;
  #startCounter = 0;
  #nested = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** A path for another spool beside this one. */
  nestedPath(): string {
    this.#nested += 1;
    return `${this.path}-${this.#nested}`;
  }

  /** Begins a stretch; one at a time. */
  begin(): void {
    this.#start = this.#written + this.#filled;
    this.#startCounter = this.#counter;
    this.#cipher = createCipheriv(CIPHER, this.#key, counterBlock(this.#counter));
  }

  /** Throws a `HardcellError` when the disk is full. */
  write(bytes: Uint8Array): void {
    if (!this.#cipher) throw new Error('no stretch has begun');
    for (let at = 0; at < bytes.length;) {
      if (this.#filled === BUFFER) this.#flush();
      const piece = bytes.subarray(at, at + BUFFER - this.#filled);
      this.#buffer.set(this.#cipher.update(piece), this.#filled);
      this.#filled += piece.length;
      at += piece.length;
    }
    this.#counter = this.#startCounter + countersOf(this.#length());
  }

  /** Ends the stretch and keeps it, as the beginning of a file of `size` bytes. */
  keep(size: number): SealedPlace {
    this.#cipher = null;
    const { path: spool } = this;
    return { spool, offset: this.#start, size, stored: this.#length(), key: this.#key, counter: this.#startCounter };
  }

  /** Ends the stretch and gives back its room. */
  drop(): void {
    this.#cipher = null;
    if (this.#start >= this.#written) this.#filled = this.#start - this.#written;
    else {
      this.#filled = 0;
      this.#written = this.#start;
      if (this.#descriptor !== null) ftruncateSync(this.#descriptor, this.#written);
    }
  }

  /** Writes out what waits: from now on every stretch can be read. */
  sync(): void {
    if (this.#filled) this.#flush();
  }

  /** Ends writing; the file stays. */
  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  /** Removes the file; no stretch of it can be opened any more. */
  remove(): void {
    this.close();
    rmSync(this.path, { force: true });
  }

  #length(): number {
    return this.#written + this.#filled - this.#start;
  }

  #flush(): void {
    try {
      this.#descriptor ??= create(this.path);
      for (let done = 0; done < this.#filled;) {
        done += writeSync(this.#descriptor, this.#buffer, done, this.#filled - done, this.#written + done);
      }
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
      throw new HardcellError('SPOOL_FAILED', { cause: code }, dirname(this.path), { cause });
    }
    this.#written += this.#filled;
    this.#filled = 0;
  }
}

function create(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  return openSync(path, 'wx', 0o600);
}
