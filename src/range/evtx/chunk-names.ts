/** Buckets of the chunk's table of names and of its table of templates. */
const NAME_BUCKETS = 64;
const TEMPLATE_BUCKETS = 32;

/** The hash under which a name stands in the chunk's table: x65599 over its UTF-16 units, cut to 16 bits. */
export function nameHash(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 65_599) + name.charCodeAt(i)) | 0;
  return hash & 0xffff;
}

/** What a chunk holds once and refers to afterwards: names and template definitions, each in chains of its buckets. */
export class ChunkNames {
  readonly #names = new Map<string, number>();
  readonly #templates = new Map<string, number>();
  readonly #nameHeads = new Uint32Array(NAME_BUCKETS);
  readonly #templateHeads = new Uint32Array(TEMPLATE_BUCKETS);
  /** How to take back what the record at hand has added, should it not fit. */
  #undo: (() => void)[] = [];

  offsetOfName(name: string): number | undefined {
    return this.#names.get(name);
  }

  /** Registers a name written at `offset`; returns the offset of the next older name in its bucket, 0 for none. */
  addName(name: string, hash: number, offset: number): number {
    this.#names.set(name, offset);
    const older = push(this.#nameHeads, hash % NAME_BUCKETS, offset);
    this.#undo.push(() => {
      this.#names.delete(name);
      this.#nameHeads[hash % NAME_BUCKETS] = older;
    });
    return older;
  }

  offsetOfTemplate(key: string): number | undefined {
    return this.#templates.get(key);
  }

  /** Registers a template definition at `offset`; returns the next older one in its bucket, 0 for none. */
  addTemplate(key: string, id: number, offset: number): number {
    this.#templates.set(key, offset);
    const older = push(this.#templateHeads, id % TEMPLATE_BUCKETS, offset);
    this.#undo.push(() => {
      this.#templates.delete(key);
      this.#templateHeads[id % TEMPLATE_BUCKETS] = older;
    });
    return older;
  }

  /** The record at hand stays. */
  keep(): void {
    this.#undo.length = 0;
  }

  /** The record at hand did not fit: forgets what it added, last first. */
  takeBack(): void {
    for (const undo of this.#undo.reverse()) undo();
    this.#undo = [];
  }

  /** Writes both tables into a chunk's header (offsets 128 and 384). */
  write(chunk: Buffer): void {
    this.#nameHeads.forEach((offset, i) => chunk.writeUInt32LE(offset, 128 + 4 * i));
    this.#templateHeads.forEach((offset, i) => chunk.writeUInt32LE(offset, 384 + 4 * i));
  }
}

function push(heads: Uint32Array, bucket: number, offset: number): number {
  const older = heads[bucket] ?? 0;
  heads[bucket] = offset;
  return older;
}
