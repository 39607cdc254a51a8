import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseRef, type CarrierContext, type Case, type Masker, type PathRow, type Pointer } from '../case/index.ts';
import { discover } from './discover.ts';
import { openEvidenceFile, type EvidencePlace } from './evidence-file.ts';
import { MemberFiles, type MemberFile } from './member-files.ts';
import type { EvidenceFile, RawEvent } from './reader.ts';
import { readerFor } from './registry.ts';

/** What is done with an original; the event is valid only inside. */
export type OriginalUse<T> = (event: RawEvent) => T;

/** Where a file of the case lies on this machine. */
type Located = { readonly place: EvidencePlace } | { readonly archive: string; readonly row: PathRow };

/**
 * Reads records again through their pointers. The case holds paths in masked form only: where masking changed a name,
 * the evidence folder is walked and the file is found by the mask of its name. A member of an archive is unpacked again, into a sealed spool.
 */
export class Originals {
  readonly #masker: Masker;
  readonly #context: CarrierContext;
  readonly #elsewhere: string | null;
  readonly #bySha = new Map<string, PathRow[]>();
  readonly #found = new Map<string, Located | null>();
  readonly #members: MemberFiles;
  /** The zone each file was read in: the case's paths are masked, so `sources.yaml` can't be asked again. */
  readonly #zones: ReadonlyMap<string, string | null>;
  readonly #walked = new Map<string, ReadonlyMap<string, string>>();

  /**
   * `elsewhere` is where the evidence lies now, when it is not where it was read; `places` where the bytes of files lie that were just unpacked,
   * by SHA-256.
   */
  constructor(
    opened: Case,
    masker: Masker,
    context: CarrierContext,
    elsewhere: string | null,
    places: Iterable<readonly [string, EvidencePlace]> = [],
  ) {
    this.#masker = masker;
    this.#context = context;
    this.#elsewhere = elsewhere;
    this.#members = new MemberFiles(opened.paths.temporary);
    this.#zones = new Map(opened.manifest.evidence().map(({ sha256, zone }) => [sha256, zone]));
    for (const [sha256, place] of places) this.#found.set(sha256, { place });
    for (const row of opened.manifest.paths()) {
      const rows = this.#bySha.get(row.sha256);
      if (rows) rows.push(row);
      else this.#bySha.set(row.sha256, [row]);
    }
  }

  /** The record a pointer or a bare ref names; null when its evidence is not at hand or holds no such record. */
  read<T>(place: Pointer | string, use: OriginalUse<T>): T | null {
    const parts = parseRef(typeof place === 'string' ? place : place.ref);
    if (!parts) return null;
    const offset = typeof place === 'string' ? parts.offset : place.offset;
    const recordId = typeof place === 'string' ? parts.recordId : place.record_id;
    for (const sha256 of this.#bySha.keys()) {
      if (!sha256.startsWith(parts.evidence)) continue;
      const shown = this.#withFile(sha256, (file) => {
        const event = readerFor(file, this.#context.formats)?.readOne(file, { offset, recordId }) ?? null;
        return event === null ? null : { value: use(event) };
      });
      if (shown) return shown.value;
    }
    return null;
  }

  /** Opens a file of the case for as long as `body` takes; null when it is not at hand. */
  #withFile<T>(sha256: string, body: (file: EvidenceFile) => T): T | null {
    const located = this.#locate(sha256);
    if (located === null) return null;
    if ('archive' in located) {
      const file = this.#members.open(located.archive, this.#member(located.row), () => this.#siblings(located.row));
      return file ? body(file) : null;
    }
    const path = this.#bySha.get(sha256)?.[0]?.path ?? '';
    const file = openEvidenceFile(located.place, path, this.#zones.get(sha256) ?? null);
    try {
      return body(file);
    } finally {
      file.close();
    }
  }

  #member({ sha256, size, path: own }: PathRow): MemberFile {
    const path = this.#bySha.get(sha256)?.[0]?.path ?? own;
    return { sha256, size, path, zone: this.#zones.get(sha256) ?? null };
  }

  /** What else came out of the archive that a file came out of. */
  #siblings({ root, path }: PathRow): MemberFile[] {
    const archive = path.slice(0, path.indexOf(WITHIN) + WITHIN.length);
    const rows = [...this.#bySha.values()].map((same) => same.find((row) => row.root === root && row.path.startsWith(archive)));
    return rows.flatMap((row) => (row ? [this.#member(row)] : []));
  }

  #locate(sha256: string): Located | null {
    const known = this.#found.get(sha256);
    if (known !== undefined) return known;
    const rows = this.#bySha.get(sha256) ?? [];
    let located: Located | null = null;
    for (const row of rows) located ??= this.#placeOf(row);
    for (const row of rows) located ??= this.#archiveOf(row);
    this.#found.set(sha256, located);
    return located;
  }

  #placeOf(row: PathRow): Located | null {
    const root = this.#elsewhere ?? row.root;
    for (const absolute of [join(root, row.path), root]) if (holds(absolute, row)) return { place: { absolute } };
    if (row.path.includes(WITHIN)) return null;
    const absolute = this.#walk(root).get(row.path);
    return absolute !== undefined && holds(absolute, row) ? { place: { absolute } } : null;
  }

  #archiveOf(row: PathRow): Located | null {
    const end = row.path.indexOf(WITHIN);
    if (end < 0) return null;
    const root = this.#elsewhere ?? row.root;
    const path = row.path.slice(0, end);
    const direct = [join(root, path), ...(basename(root) === path ? [root] : [])].find((absolute) => sizeOf(absolute) !== null);
    const archive = direct ?? this.#walk(root).get(path);
    return archive === undefined ? null : { archive, row };
  }

  #walk(root: string): ReadonlyMap<string, string> {
    const before = this.#walked.get(root);
    if (before) return before;
    const names = new Map<string, string>();
    if (existsSync(root)) for (const file of discover([root]).files) names.set(this.#masker.text(file.path), file.absolute);
    this.#walked.set(root, names);
    return names;
  }
}

/** Whether a file still holds what was read: a pointer shows the original or nothing. */
function holds(absolute: string, { size, sha256 }: PathRow): boolean {
  return sizeOf(absolute) === size && sha256Of(absolute) === sha256;
}

function sha256Of(absolute: string): string {
  const descriptor = openSync(absolute, 'r');
  try {
    const hash = createHash('sha256');
    const block = Buffer.allocUnsafe(4 << 20);
    for (let count = readSync(descriptor, block); count > 0; count = readSync(descriptor, block)) hash.update(block.subarray(0, count));
    return hash.digest('hex');
  } finally {
    closeSync(descriptor);
  }
}

/** Bytes of a file; null where there is none. */
function sizeOf(path: string): number | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? stat.size : null;
}

/** What stands between an archive and its member in a path. */
const WITHIN = '!/';
