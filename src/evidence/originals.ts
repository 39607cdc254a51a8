import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseRef, sourceFor, type CarrierContext, type Case, type Masker, type PathRow, type Pointer } from '../case/index.ts';
import { discover } from './discover.ts';
import { openEvidenceFile } from './evidence-file.ts';
import type { RawEvent } from './reader.ts';
import { readerFor } from './registry.ts';

/** What is done with an original; the event is valid only inside. */
export type OriginalUse<T> = (event: RawEvent) => T;

/**
 * Reads records again through their pointers. The case holds paths in masked form only: where masking changed a name,
 * the evidence folder is walked and the file is found by the mask of its name.
 */
export class Originals {
  readonly #masker: Masker;
  readonly #context: CarrierContext;
  readonly #elsewhere: string | null;
  readonly #bySha = new Map<string, PathRow[]>();
  readonly #found = new Map<string, string | null>();
  readonly #walked = new Map<string, ReadonlyMap<string, string>>();

  /** `elsewhere` is where the evidence lies now, when it is not where it was read. */
  constructor(opened: Case, masker: Masker, context: CarrierContext, elsewhere: string | null) {
    this.#masker = masker;
    this.#context = context;
    this.#elsewhere = elsewhere;
    for (const row of opened.manifest.paths()) this.#bySha.set(row.sha256, [...(this.#bySha.get(row.sha256) ?? []), row]);
  }

  /** The record a pointer or a bare ref names; null when its evidence is not at hand or holds no such record. */
  read<T>(place: Pointer | string, use: OriginalUse<T>): T | null {
    const parts = parseRef(typeof place === 'string' ? place : place.ref);
    if (!parts) return null;
    const offset = typeof place === 'string' ? parts.offset : place.offset;
    const recordId = typeof place === 'string' ? parts.recordId : place.record_id;
    for (const sha256 of this.#bySha.keys()) {
      if (!sha256.startsWith(parts.evidence)) continue;
      const absolute = this.#locate(sha256);
      if (absolute === null) continue;
      const path = this.#bySha.get(sha256)?.[0]?.path ?? '';
      const file = openEvidenceFile({ absolute }, path, sourceFor(this.#context, path)?.zone ?? null);
      try {
        const event = readerFor(file)?.readOne(file, { offset, recordId }) ?? null;
        if (event) return use(event);
      } finally {
        file.close();
      }
    }
    return null;
  }

  #locate(sha256: string): string | null {
    const known = this.#found.get(sha256);
    if (known !== undefined) return known;
    const rows = this.#bySha.get(sha256) ?? [];
    const path = rows.map((row) => this.#placeOf(row)).find((absolute) => absolute !== null) ?? null;
    this.#found.set(sha256, path);
    return path;
  }

  #placeOf(row: PathRow): string | null {
    const root = this.#elsewhere ?? row.root;
    for (const direct of [join(root, row.path), root]) if (sizeOf(direct) === row.size) return direct;
    const byMask = this.#walk(root).get(row.path);
    return byMask !== undefined && sizeOf(byMask) === row.size ? byMask : null;
  }

  #walk(root: string): ReadonlyMap<string, string> {
    const before = this.#walked.get(root);
    if (before) return before;
    const names = new Map<string, string>();
    if (sizeOf(root) !== null) for (const file of discover([root]).files) names.set(this.#masker.text(file.path), file.absolute);
    this.#walked.set(root, names);
    return names;
  }
}

function sizeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}
