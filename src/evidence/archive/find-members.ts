import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { SealedPlace } from './sealed.ts';
import { SealedSpool } from './spool.ts';
import { Unpacking, type Unpacked } from './unpack.ts';

/** Which members of an archive are looked for. */
export interface Search {
  /** The archive's path on this machine. */
  readonly archive: string;
  /** SHA-256 and size of each. */
  readonly members: readonly { readonly sha256: string; readonly size: number }[];
  /** Where the spool is made that holds what was found. */
  readonly spool: string;
}

/** Unpacks the members that are looked for, known by what they hold, and stops when it has them all. Throws when the machine fails. */
export async function findMembers({ archive, members, spool: path }: Search): Promise<Map<string, SealedPlace>> {
  const found = new Map<string, SealedPlace>();
  const wanted = new Set(members.map((member) => member.sha256));
  const sizes = new Set(members.map((member) => member.size));
  const spool = new SealedSpool(path);
  const descriptor = openSync(archive, 'r');
  const source = {
    size: fstatSync(descriptor).size,
    read: (buffer: Uint8Array, position: number) => readSync(descriptor, buffer, 0, buffer.length, position),
  };
  const taker = {
    recognises: () => true,
    has: (sha256: string) => !wanted.has(sha256),
    file({ sha256, place }: Unpacked) {
      if (place === null) return;
      found.set(sha256, place);
      wanted.delete(sha256);
      if (wanted.size === 0) throw new AllFound();
    },
    refused() {
      // The investigation has told it.
    },
  };
  try {
    await new Unpacking(spool, { ...taker, wants: (size) => size === null || sizes.has(size) }).archive('', source);
    // What was unpacked of a damaged member is smaller than its archive says.
    await new Unpacking(spool, { ...taker, wants: () => true }).archive('', source);
  } catch (cause) {
    if (!(cause instanceof AllFound)) throw cause;
  } finally {
    closeSync(descriptor);
  }
  spool.sync();
  spool.close();
  return found;
}

class AllFound extends Error {}
