import { createDecipheriv } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** AES-256 in counter mode (NIST SP 800-38A §6.5): any stretch can be decrypted alone. */
export const CIPHER = 'aes-256-ctr';
const BLOCK = 16;

/** A stretch of a sealed spool; structured-cloneable. The key lives in memory only. */
export interface SealedPlace {
  readonly spool: string;
  /** Where the stretch begins in the spool. */
  readonly offset: number;
  /** Bytes of the file that was sealed. */
  readonly size: number;
  /** Bytes of it that the spool holds, from its beginning: of a file that no reader recognises, only its head is kept. */
  readonly stored: number;
  readonly key: Uint8Array;
  /** The cipher's counter at the beginning of the stretch; no two stretches under one key share a counter. */
  readonly counter: number;
}

/** Opens a stretch for reading. Throws the system's error when its spool is not there. */
export function openSealed(place: SealedPlace): { read(buffer: Uint8Array, position: number): number; close(): void } {
  // A stretch of nothing may have no spool: the file is made with its first byte.
  const descriptor = place.stored === 0 ? null : openSync(place.spool, 'r');
  return {
    read: (buffer, position) => (descriptor === null ? 0 : readSealed(place, descriptor, buffer, position)),
    close() {
      if (descriptor !== null) closeSync(descriptor);
    },
  };
}

/** Fills `buffer` from `position` of a stretch whose spool is open, and returns how many bytes were there. */
export function readSealed(place: SealedPlace, descriptor: number, buffer: Uint8Array, position: number): number {
  const wanted = Math.max(0, Math.min(buffer.length, place.stored - position));
  let filled = 0;
  while (filled < wanted) {
    const count = readSync(descriptor, buffer, filled, wanted - filled, place.offset + position + filled);
    if (count === 0) break;
    filled += count;
  }
  unseal(place, buffer.subarray(0, filled), position);
  return filled;
}

function unseal(place: SealedPlace, bytes: Uint8Array, position: number): void {
  const cipher = createDecipheriv(CIPHER, place.key, counterBlock(place.counter + Math.floor(position / BLOCK)));
  if (position % BLOCK) cipher.update(new Uint8Array(position % BLOCK));
  bytes.set(cipher.update(bytes));
}

/** The counter as the cipher takes it: 128 bits, big-endian. */
export function counterBlock(counter: number): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  block.writeBigUInt64BE(BigInt(counter), 8);
  return block;
}

/** Counters that a stretch of so many bytes uses. */
export function countersOf(bytes: number): number {
  return Math.ceil(bytes / BLOCK);
}
