import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMembersNow, readSealed, type SealedPlace } from './archive/index.ts';
import type { EvidenceFile } from './reader.ts';

/** A file that lies in an archive. */
export interface MemberFile {
  readonly sha256: string;
  readonly size: number;
  /** The name it goes by in the case. */
  readonly path: string;
  readonly zone: string | null;
}

/** Beyond this an archive is not unpacked whole only because two of its members were asked for. */
const MOST_WHOLE = 4 * 1024 * 1024 * 1024;

/**
 * Members of archives, unpacked again and held open. The first that is asked for is unpacked alone; with the second the whole archive is, because
 * whoever asks twice asks often. What is unpacked is sealed, and its file has no name any more once it is open.
 */
export class MemberFiles {
  readonly #folder: string;
  readonly #open = new Map<string, EvidenceFile | null>();
  readonly #askedOf = new Set<string>();

  /** `folder` is where the sealed spool may lie; the system's folder for such files is taken when that can't be written. */
  constructor(folder: string) {
    this.#folder = writable(folder) ? folder : tmpdir();
  }

  /** The member of `archive` with these bytes; null when the archive holds it no more. `siblings` are all that the case knows of in the archive. */
  open(archive: string, wanted: MemberFile, siblings: () => readonly MemberFile[]): EvidenceFile | null {
    const before = this.#open.get(wanted.sha256);
    if (before !== undefined) return before;
    const others = siblings();
    const bytes = others.reduce((sum, file) => sum + file.size, 0);
    const all = this.#askedOf.has(archive) && bytes <= MOST_WHOLE;
    this.#askedOf.add(archive);
    const members = (all ? others : [wanted]).filter((file) => !this.#open.has(file.sha256));
    const spool = join(this.#folder, `sealed-${randomUUID()}`);
    const found = findMembersNow({ archive, members: members.map(({ sha256, size }) => ({ sha256, size })), spool });
    // The open file keeps its bytes; nothing is left behind however the program ends.
    const descriptor = existsSync(spool) ? openSync(spool, 'r') : null;
    rmSync(spool, { force: true });
    for (const file of members) {
      const place = found.get(file.sha256);
      this.#open.set(file.sha256, place && descriptor !== null ? stretch(file, place, descriptor) : null);
    }
    return this.#open.get(wanted.sha256) ?? null;
  }
}

function stretch({ path, zone, size }: MemberFile, place: SealedPlace, descriptor: number): EvidenceFile {
  return { path, zone, size, read: (buffer, position) => readSealed(place, descriptor, buffer, position) };
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
