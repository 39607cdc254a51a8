import { createHash } from 'node:crypto';
import { problem, type ErrorCode } from '../../lib/index.ts';
import { piecesOf, type ByteSource } from './byte-source.ts';
import { ByteStream } from './byte-stream.ts';
import { gunzip, unzstd } from './gzip.ts';
import type { Inside, Member } from './inside.ts';
import { archiveKind, type ArchiveKind } from './kind.ts';
import { Budget, guarded, MAX_DEPTH, type FreeBytes } from './limits.ts';
import { memberPath, nameWithin, shownName } from './member-name.ts';
import { ArchiveProblem } from './problem.ts';
import { randomAccess } from './random-access.ts';
import type { SealedPlace } from './sealed.ts';
import { sevenZipMembers } from './seven-zip.ts';
import type { SealedSpool } from './spool.ts';
import { tarMembers } from './tar.ts';
import { zipMembers } from './zip.ts';

/** A file out of an archive. */
export interface Unpacked {
  /** `a.zip!/b.tar!/c.log` */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  /** Where it lies now; null when the taker has its bytes already. */
  readonly place: SealedPlace | null;
}

/** Something in an archive that is not read: one item of the quarantine. */
export interface RefusedMember {
  readonly path: string;
  readonly code: ErrorCode;
  readonly reason: string;
  readonly bytes: number;
}

/** Who takes what comes out of archives. */
export interface Taker {
  /** Whether a reader knows a file that begins like this; `size` is null while nobody can say. */
  recognises(path: string, head: Uint8Array, size: number | null): boolean;
  /** Whether these bytes need not be kept, because they are at hand or were read before; `whole` says that more than their head is needed. */
  has(sha256: string, whole: boolean): boolean;
  /** Whether a file of this size is wanted at all; null: its size is not known yet. */
  wants(size: number | null): boolean;
  file(file: Unpacked): void;
  refused(item: RefusedMember): void;
}

/** What a reader may look at to recognise a file, and all that is kept of one that no reader recognises. */
export const HEAD_BYTES = 65_536;
/** A file that no reader recognises is not read to its end when it is larger than this: it is told with its size. */
export const GIANT_BYTES = 1024 * 1024 * 1024;

/** Unpacks archives of the evidence, and what is nested in them, into a sealed spool. Whatever an archive's bytes are, nothing is thrown for them. */
export class Unpacking {
  readonly #spool: SealedSpool;
  readonly #taker: Taker;
  readonly #free: FreeBytes | undefined;
  readonly #names = new Map<string, number>();

  constructor(spool: SealedSpool, taker: Taker, free?: FreeBytes) {
    this.#spool = spool;
    this.#taker = taker;
    this.#free = free;
  }

  /** Unpacks one archive of the evidence. Throws only when the machine fails: the system's error in reading, a `HardcellError` in writing. */
  async archive(path: string, source: ByteSource): Promise<void> {
    const walk: Walk = { budget: new Budget(source.size, this.#free), depth: 0 };
    const stream = new ByteStream(piecesOf(source, 0, source.size));
    await this.#told(path, source.size, null, () => this.#visit(path, { stream, source, size: source.size }, walk));
  }

  async #visit(path: string, content: Content, walk: Walk): Promise<void> {
    const kind = archiveKind(await content.stream.peek(HEAD_BYTES));
    if (kind === null) return this.#store(path, content);
    if (walk.depth >= MAX_DEPTH) throw new ArchiveProblem('ARCHIVE_DEEP', { limit: MAX_DEPTH });
    await this.#open(kind, path, content, { ...walk, depth: walk.depth + 1 });
  }

  async #open(kind: ArchiveKind, path: string, content: Content, walk: Walk): Promise<void> {
    const { stream } = content;
    if (kind === 'tar') return this.#members(path, tarMembers(stream), walk);
    if (kind === 'zip' || kind === '7z') {
      const { source, broken, close } = content.source ? { ...atHand, source: content.source } : await randomAccess(stream, this.#spool);
      try {
        await this.#members(path, kind === 'zip' ? zipMembers(source, walk.budget) : sevenZipMembers(source, walk.budget), walk);
      } finally {
        close();
      }
      if (broken) throw broken;
      return;
    }
    const unpacked = kind === 'gzip' ? gunzip(stream) : unzstd(stream);
    const inner = new ByteStream(guarded(unpacked, () => stream.position, walk.budget));
    // A compressed tar is one archive, as everybody sees it.
    if (archiveKind(await inner.peek(HEAD_BYTES)) === 'tar') await this.#members(path, tarMembers(inner), walk);
    else await this.#visit(this.#unique(`${path}!/${nameWithin(path)}`), { stream: inner, source: null, size: null }, walk);
  }

  async #members(path: string, members: AsyncIterable<Inside>, walk: Walk): Promise<void> {
    let count = 0;
    for await (const inside of members) {
      walk.budget.member();
      count += 1;
      if ('refused' in inside) this.#refuse(inside.name === null ? path : this.#nameOf(path, inside.name), inside.refused, inside.bytes);
      else await this.#member(path, inside, walk);
    }
    if (count === 0) this.#taker.refused({ path, code: 'FILE_EMPTY', reason: problem('FILE_EMPTY'), bytes: 0 });
  }

  async #member(archive: string, member: Member, walk: Walk): Promise<void> {
    const { packed, size } = member;
    const path = this.#nameOf(archive, member.name);
    if (memberPath(member.name) === null) return this.#refuse(path, new ArchiveProblem('ARCHIVE_PATH'), packed ?? size ?? 0);
    const stream = new ByteStream(guarded(member.content(), packed === null ? null : () => packed, walk.budget));
    await this.#told(path, packed ?? size ?? 0, walk.budget, () => this.#visit(path, { stream, source: null, size }, walk));
  }

  /**
   * Does something, and tells a problem with an archive once, at the innermost place that met it. A budget that is spent ends the whole archive of
   * the evidence and is told there.
   */
  async #told(path: string, bytes: number, budget: Budget | null, body: () => Promise<void>): Promise<void> {
    try {
      await body();
    } catch (cause) {
      if (!(cause instanceof ArchiveProblem) || cause === budget?.spent) throw cause;
      if (!cause.told) this.#refuse(path, cause, bytes);
      cause.told = true;
    }
  }

  #refuse(path: string, { code, message }: ArchiveProblem, bytes: number): void {
    this.#taker.refused({ path, code, reason: message, bytes });
  }

  #nameOf(archive: string, name: string): string {
    return this.#unique(`${archive}!/${memberPath(name) ?? shownName(name)}`);
  }

  /** An archive may hold a name twice: the second is called `name~2`. */
  #unique(path: string): string {
    const count = (this.#names.get(path) ?? 0) + 1;
    this.#names.set(path, count);
    return count === 1 ? path : this.#unique(`${path}~${count}`);
  }

  async #store(path: string, { stream, size }: Content): Promise<void> {
    const head = await stream.peek(HEAD_BYTES);
    const known = size ?? (head.length < HEAD_BYTES ? head.length : null);
    if (!this.#taker.wants(known)) return;
    const recognised = this.#taker.recognises(path, head, known);
    if (!recognised && known !== null && known > GIANT_BYTES) return this.#giant(path, known);
    const hash = createHash('sha256');
    let bytes = 0;
    let failure: unknown = null;
    this.#spool.begin();
    try {
      for await (const piece of stream.rest()) {
        hash.update(piece);
        this.#spool.write(recognised ? piece : piece.subarray(0, Math.max(0, HEAD_BYTES - bytes)));
        bytes += piece.length;
        if (!recognised && bytes > GIANT_BYTES) {
          this.#spool.drop();
          return this.#giant(path, bytes);
        }
      }
    } catch (cause) {
      failure = cause;
    }
    // What stands in front of the damage is evidence; of a bomb nothing is.
    const keep = failure === null || (failure instanceof ArchiveProblem && failure.code === 'ARCHIVE_DAMAGED' && bytes > 0);
    if (keep) this.#keep(path, bytes, hash.digest('hex'), recognised);
    else this.#spool.drop();
    if (failure !== null) throw failure;
  }

  #keep(path: string, size: number, sha256: string, whole: boolean): void {
    let place: SealedPlace | null = null;
    if (this.#taker.has(sha256, whole)) this.#spool.drop();
    else place = this.#spool.keep(size);
    this.#taker.file({ path, size, sha256, place });
  }

  #giant(path: string, bytes: number): void {
    this.#taker.refused({ path, code: 'FILE_UNRECOGNISED', reason: problem('FILE_UNRECOGNISED'), bytes });
  }
}

/** What needs no room of its own to be read at any place. */
const atHand = { broken: null, close: () => undefined };

/** Bytes that may turn out to be a file or another archive. */
interface Content {
  readonly stream: ByteStream;
  /** The same bytes where they can be read at any place. */
  readonly source: ByteSource | null;
  readonly size: number | null;
}

interface Walk {
  readonly budget: Budget;
  readonly depth: number;
}
