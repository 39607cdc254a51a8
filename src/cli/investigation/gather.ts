import { createHash } from 'node:crypto';
import type { LogFormat, UnreadRow } from '../../case/index.ts';
import {
  archiveKind,
  discover,
  GIANT_BYTES,
  openEvidenceFile,
  readerFor,
  systemCode,
  Unpacking,
  type Discovery,
  type EvidencePlace,
  type FoundFile,
  type SealedSpool,
} from '../../evidence/index.ts';
import { byText, problem, type ErrorCode } from '../../lib/index.ts';
import { Digests, DIGESTS_AT_ONCE } from './digests.ts';

/** A file of the evidence with its digest; paths are unmasked and stay in memory. */
export interface HashedFile {
  /** The evidence argument it came from, absolute. */
  readonly root: string;
  /** Relative to the argument, with `/`; members of archives as `a.zip!/b.evtx`. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  /** Null for a file out of an archive that an earlier run has read: its bytes were not kept. */
  readonly place: EvidencePlace | null;
}

/** Everything that lies in the evidence arguments. */
export interface Gathered {
  /** By root in the order given, then by path. */
  readonly files: readonly HashedFile[];
  /** What could not be read; paths unmasked. */
  readonly unread: readonly UnreadRow[];
  /** The archives whose members are among the files, with their own digests, in the same order. */
  readonly archives: readonly { readonly path: string; readonly sha256: string }[];
}

/** Where the bytes of each file are at hand, by SHA-256. */
export function* placesOf({ files }: Gathered): Generator<[string, EvidencePlace], void> {
  for (const { sha256, place } of files) if (place !== null) yield [sha256, place];
}

/** Where archives are unpacked to, and whose bytes need not be kept because they were read before. */
export interface Store {
  readonly spool: SealedSpool;
  readonly wasRead: (sha256: string) => boolean;
  /** Formats of the carrier's own: what they match is recognised too. */
  readonly formats: readonly LogFormat[];
}

type Tell = (text: string) => void;

/** Files up to this size are read in one go; for a hundred thousand of them streams would take longer than reading. */
const SMALL_BYTES = 1_048_576;

/** Takes the SHA-256 of each file, and unpacks archives. A file that cannot be read is told and left out. */
export async function gather(found: Discovery, store: Store, tell: Tell): Promise<Gathered> {
  const digests = new Digests();
  try {
    const gathering = new Gathering(found, store, digests, tell);
    await gathering.run();
    return gathering.result();
  } finally {
    await digests.close();
  }
}

/** The files below some roots with their SHA-256, archives as the files they are. Whatever cannot be read is left out. */
export async function digestFiles(roots: readonly string[], tell: Tell): Promise<{ path: string; sha256: string }[]> {
  const found: { path: string; sha256: string }[] = [];
  const { files } = discover(roots);
  const digests = new Digests();
  try {
    for (const { path, absolute, size } of files) {
      try {
        found.push({ path, sha256: await digests.of(absolute, size) });
      } catch (cause) {
        if (systemCode(cause) === 'unknown cause') throw cause;
      }
      tell(`taking digests: ${found.length} of ${files.length} files`);
    }
  } finally {
    await digests.close();
  }
  return found;
}

class Gathering {
  readonly #found: Discovery;
  readonly #store: Store;
  readonly #digests: Digests;
  readonly #tell: Tell;
  readonly #files: HashedFile[] = [];
  readonly #unread: UnreadRow[];
  readonly #archives: { root: string; path: string; sha256: string }[] = [];
  readonly #atHand = new Map<string, EvidencePlace>();
  #done = 0;

  constructor(found: Discovery, store: Store, digests: Digests, tell: Tell) {
    this.#found = found;
    this.#store = store;
    this.#digests = digests;
    this.#tell = tell;
    this.#unread = found.notRead.map((item) => ({ ...item, bytes: 0 }));
  }

  async run(): Promise<void> {
    const buffer = new Uint8Array(SMALL_BYTES);
    const large: FoundFile[] = [];
    const archives: FoundFile[] = [];
    for (const file of this.#found.files) {
      await this.#try(file, () => {
        const head = headOf(file, buffer);
        if (archiveKind(head) !== null) archives.push(file);
        else if (head.length < file.size || head.length === SMALL_BYTES) large.push(file);
        else this.#add({ ...file, size: head.length }, createHash('sha256').update(head).digest('hex'));
      });
    }
    const next = large.values();
    await Promise.all(
      Array.from({ length: DIGESTS_AT_ONCE }, async () => {
        for (const file of next) await this.#try(file, () => this.#large(file));
      }),
    );
    for (const file of archives) await this.#try(file, () => this.#archive(file));
    this.#store.spool.sync();
  }

  result(): Gathered {
    const order = new Map([...new Set(this.#found.files.map((file) => file.root))].map((root, index) => [root, index]));
    const byPlace = (a: { root: string; path: string }, b: { root: string; path: string }): number =>
      (order.get(a.root) ?? 0) - (order.get(b.root) ?? 0) || byText(a.path, b.path);
    const archives = this.#archives.sort(byPlace).map(({ path, sha256 }) => ({ path, sha256 }));
    const files = this.#files.map((file) => ({ ...file, place: this.#atHand.get(file.sha256) ?? null })).sort(byPlace);
    return { files, unread: this.#unread, archives };
  }

  async #large(file: FoundFile): Promise<void> {
    // Whatever size it has: nobody waits for the digest of what can't be read anyway.
    if (file.size > GIANT_BYTES && !recognises(file, this.#store.formats)) this.#refuse(file, 'FILE_UNRECOGNISED', file.size);
    else this.#add(file, await this.#digests.of(file.absolute, file.size));
  }

  /** Of a file that no reader recognised only the head is at hand; by another name the same bytes may be recognised. */
  #isAtHand(sha256: string, whole: boolean): boolean {
    const place = this.#atHand.get(sha256);
    return place !== undefined && (!whole || 'absolute' in place || 'bytes' in place || place.stored === place.size);
  }

  #add({ root, path, size, absolute }: FoundFile, sha256: string): void {
    this.#atHand.set(sha256, { absolute });
    this.#files.push({ root, path, size, sha256, place: null });
  }

  async #archive({ root, path, absolute }: FoundFile): Promise<void> {
    const { spool, wasRead, formats } = this.#store;
    const source = openEvidenceFile({ absolute }, path);
    try {
      const before = source.fingerprint();
      this.#archives.push({ root, path, sha256: await this.#digests.of(absolute, source.size) });
      const unpacking = new Unpacking(spool, {
        recognises: (member, head, size) => readerFor(headFile(member, head, size), formats) !== null,
        wants: () => true,
        has: (sha256, whole) => wasRead(sha256) || this.#isAtHand(sha256, whole),
        file: (file) => {
          if (file.place) this.#atHand.set(file.sha256, file.place);
          this.#files.push({ root, path: file.path, size: file.size, sha256: file.sha256, place: null });
          this.#tell(`unpacking: ${this.#files.length} files, ${this.#done} of ${this.#found.files.length} looked at`);
        },
        refused: (item) => void this.#unread.push({ root, ...item }),
      });
      await unpacking.archive(path, source);
      if (source.fingerprint() !== before) this.#refuse({ root, path }, 'FILE_CHANGED', source.size);
    } finally {
      source.close();
    }
  }

  async #try(file: FoundFile, body: () => void | Promise<void>): Promise<void> {
    try {
      await body();
    } catch (cause) {
      const code = systemCode(cause);
      // Only the system's own errors are about the file; a full disk and a bug are not.
      if (!/^E[A-Z0-9]+$/.test(code)) throw cause;
      this.#refuse(file, 'FILE_UNREADABLE', file.size, { cause: code });
    }
    this.#done += 1;
    this.#tell(`taking digests: ${this.#done} of ${this.#found.files.length} files`);
  }

  #refuse({ root, path }: Pick<FoundFile, 'root' | 'path'>, code: ErrorCode, bytes: number, details: Record<string, string> = {}): void {
    this.#unread.push({ root, path, code, reason: problem(code, details), bytes });
  }
}

/** As much of a file's beginning as the buffer takes: all of it, where it is small. */
function headOf({ absolute, path }: FoundFile, buffer: Uint8Array): Uint8Array {
  const open = openEvidenceFile({ absolute }, path);
  try {
    return buffer.subarray(0, open.read(buffer, 0));
  } finally {
    open.close();
  }
}

function recognises({ absolute, path }: FoundFile, formats: readonly LogFormat[]): boolean {
  const open = openEvidenceFile({ absolute }, path);
  try {
    return readerFor(open, formats) !== null;
  } finally {
    open.close();
  }
}

/** A file of which only the head is known, for a reader to look at. */
function headFile(path: string, head: Uint8Array, size: number | null): Parameters<typeof readerFor>[0] {
  return {
    path,
    size: size ?? Number.MAX_SAFE_INTEGER,
    read(buffer, position) {
      const piece = head.subarray(position, position + buffer.length);
      buffer.set(piece);
      return piece.length;
    },
  };
}
