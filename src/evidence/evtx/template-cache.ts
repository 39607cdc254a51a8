import type { Chunk } from './chunk.ts';
import { compile } from './compile.ts';
import type { Scope, Template } from './template.ts';
import { TOKEN } from './tokens.ts';

/** A template definition: next offset (4), GUID (16), size of the body (4), then the body. */
const DEFINITION_HEADER = 24;

/** Bytes of definitions kept across chunks and files; logs of a whole host use some hundred templates of about a kilobyte. */
const KEPT_LIMIT = 0x800000;

interface Kept {
  readonly scope: Scope;
  readonly definition: Buffer;
  readonly nameOffsets: readonly number[];
  readonly names: readonly string[];
  readonly template: Template;
}

/** How many bytes the definition at `offset` takes; 0 when it does not fit the chunk. */
export function definitionSize(chunk: Chunk, offset: number): number {
  if (offset + DEFINITION_HEADER > chunk.length) return 0;
  const size = DEFINITION_HEADER + chunk.view.getUint32(offset + 20, true);
  return offset + size <= chunk.length ? size : 0;
}

/** The first 32 bits of the GUID of the definition at `offset`, by which records call it. */
export function definitionId(chunk: Chunk, offset: number): number {
  return chunk.view.getUint32(offset + 4, true);
}

/**
 * Compiled templates, shared by every chunk whose definition has the same bytes and whose names at the same places are the same: neither
 * a chunk that gives an old id new content nor one that moves its names can be answered from the wrong template.
 */
export class TemplateCache {
  readonly #kept = new Map<number, Kept[]>();
  #keptBytes = 0;

  /** The template defined at `offset`; null when none can be read there, or when the chunk has had more compiled than it can hold. */
  load(chunk: Chunk, offset: number, scope: Scope): Template | null {
    const size = definitionSize(chunk, offset);
    chunk.budget -= size;
    if (size === 0 || chunk.budget < 0) return null;
    const definition = chunk.bytes.subarray(offset + 4, offset + size);
    const hash = hashOf(chunk.view, offset + 4, offset + size) ^ scope;
    const same = this.#kept.get(hash)?.find((kept) => kept.scope === scope && kept.definition.equals(definition) && namesHold(kept, chunk));
    return same ? same.template : this.#compile(chunk, offset, size, scope, hash);
  }

  #compile(chunk: Chunk, offset: number, size: number, scope: Scope, hash: number): Template | null {
    const body = offset + DEFINITION_HEADER;
    const start = chunk.bytes[body] === TOKEN.fragmentHeader ? body + 4 : body;
    const compiled = compile(chunk, start, offset + size, scope, true);
    if (!compiled) return null;
    this.#keptBytes += size;
    if (this.#keptBytes > KEPT_LIMIT) {
      this.#kept.clear();
      this.#keptBytes = size;
    }
    const { template, nameOffsets } = compiled;
    const names = nameOffsets.map((at) => chunk.name(at) ?? '');
    const definition = Buffer.from(chunk.bytes.subarray(offset + 4, offset + size));
    const kept = this.#kept.get(hash) ?? [];
    this.#kept.set(hash, [...kept.slice(-7), { scope, definition, nameOffsets, names, template }]);
    return template;
  }
}

function namesHold(kept: Kept, chunk: Chunk): boolean {
  return kept.nameOffsets.every((offset, index) => chunk.name(offset) === kept.names[index]);
}

function hashOf(view: DataView, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at + 4 <= to; at += 4) hash = Math.imul(hash ^ view.getInt32(at, true), 0x01000193);
  return hash;
}
