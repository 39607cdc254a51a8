import { put32 } from './bytes.ts';
import type { Name } from './name.ts';

/** Buckets of the chunk's table of names and of its table of templates. */
const NAME_BUCKETS = 64;
const TEMPLATE_BUCKETS = 32;

/** What a chunk needs to know of a template. */
interface Definition {
  /** Its place among the templates this process has met. */
  readonly number: number;
  /** First 32 bits of its GUID. */
  readonly id: number;
}

/** What a chunk holds once and refers to afterwards: names and template definitions, each in chains of its buckets. 0 is no offset. */
export class ChunkNames {
  /** Offset of each name, by its number; of each template, by its number. */
  #names = new Uint32Array(256);
  #templates = new Uint32Array(64);
  readonly #nameHeads = new Uint32Array(NAME_BUCKETS);
  readonly #templateHeads = new Uint32Array(TEMPLATE_BUCKETS);
  /** What the record at hand has added, with the older head of its bucket, to be taken back should it not fit. */
  #added: { readonly of: Name | Definition; readonly older: number }[] = [];

  /** Where a name stands in the chunk; 0 where it does not. */
  offsetOfName(name: Name): number {
    return this.#names[name.number] ?? 0;
  }

  /** Registers a name written at `offset`; returns the offset of the next older name in its bucket, 0 for none. */
  addName(name: Name, offset: number): number {
    this.#names = roomFor(this.#names, name.number);
    this.#names[name.number] = offset;
    const older = push(this.#nameHeads, name.hash % NAME_BUCKETS, offset);
    this.#added.push({ of: name, older });
    return older;
  }

  /** Where a template's definition stands in the chunk; 0 where it does not. */
  offsetOfTemplate(template: Definition): number {
    return this.#templates[template.number] ?? 0;
  }

  /** Registers a template definition at `offset`; returns the next older one in its bucket, 0 for none. */
  addTemplate(template: Definition, offset: number): number {
    this.#templates = roomFor(this.#templates, template.number);
    this.#templates[template.number] = offset;
    const older = push(this.#templateHeads, template.id % TEMPLATE_BUCKETS, offset);
    this.#added.push({ of: template, older });
    return older;
  }

  /** The record at hand stays. */
  keep(): void {
    if (this.#added.length > 0) this.#added = [];
  }

  /** The record at hand did not fit: forgets what it added, last first. */
  takeBack(): void {
    for (const { of, older } of this.#added.reverse()) {
      if ('hash' in of) {
        this.#names[of.number] = 0;
        this.#nameHeads[of.hash % NAME_BUCKETS] = older;
      } else {
        this.#templates[of.number] = 0;
        this.#templateHeads[of.id % TEMPLATE_BUCKETS] = older;
      }
    }
    this.#added = [];
  }

  /** The next chunk begins with nothing. */
  clear(): void {
    for (const offsets of [this.#names, this.#templates, this.#nameHeads, this.#templateHeads]) offsets.fill(0);
    this.#added = [];
  }

  /** Writes both tables into a chunk's header (offsets 128 and 384). */
  write(chunk: Uint8Array): void {
    this.#nameHeads.forEach((offset, i) => put32(chunk, 128 + 4 * i, offset));
    this.#templateHeads.forEach((offset, i) => put32(chunk, 384 + 4 * i, offset));
  }
}

function push(heads: Uint32Array, bucket: number, offset: number): number {
  const older = heads[bucket] ?? 0;
  heads[bucket] = offset;
  return older;
}

function roomFor(offsets: Uint32Array<ArrayBuffer>, number: number): Uint32Array<ArrayBuffer> {
  if (number < offsets.length) return offsets;
  const larger = new Uint32Array(Math.max(number + 1, 2 * offsets.length));
  larger.set(offsets);
  return larger;
}
