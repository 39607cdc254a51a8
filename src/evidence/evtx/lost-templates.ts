import type { EvidenceFile } from '../reader.ts';
import { Chunk, CHUNK_SIZE, FILE_HEADER_SIZE } from './chunk.ts';
import type { Scope, Template } from './template.ts';
import { definitionId, definitionSize, type TemplateCache } from './template-cache.ts';

/** A chunk's own list of its templates: the first of each of 32 chains, each definition saying where the next one is. */
const TEMPLATE_TABLE = 0x180;
const CHAINS = 32;
/** How many definitions of a chunk are looked at; one takes 24 bytes and some content. */
const DEFINITION_LIMIT = 1024;

/** How many chunks before and behind are searched: 4 MiB of log each way, in which the same programs write the same events. */
const REACH = 64;
/** How many templates are fetched for one chunk; only a forged one loses more. */
const FETCH_LIMIT = 64;
/** How many chunks' lists are remembered: those that the next chunk's search needs too. */
const REMEMBERED = 4 * REACH;

/**
 * Finds templates whose definition was overwritten in their own chunk, in the chunks around it: the same id there is the same event of the
 * same provider. What is found depends on the file and the chunk alone, so that a part of a file gives what the whole does.
 */
export class LostTemplates {
  readonly #file: EvidenceFile;
  readonly #templates: TemplateCache;
  readonly #chunk = new Chunk();
  /** Of each chunk by its offset: where its definitions are, by their ids. */
  readonly #known = new Map<number, ReadonlyMap<number, number>>();
  /** The chunk that templates were fetched for last, and how many. */
  #for = 0;
  #fetched = 0;

  constructor(file: EvidenceFile, templates: TemplateCache) {
    this.#file = file;
    this.#templates = templates;
  }

  /** The template of that id in the nearest chunk that has one, the earlier of two; null when none has, or that one cannot be read. */
  find(chunk: number, id: number, scope: Scope): Template | null {
    if (this.#for !== chunk) this.#fetched = 0;
    this.#for = chunk;
    for (let distance = 1; distance <= REACH && this.#fetched < FETCH_LIMIT; distance++) {
      for (const offset of [chunk - distance * CHUNK_SIZE, chunk + distance * CHUNK_SIZE]) {
        const place = this.#placesIn(offset).get(id);
        if (place === undefined) continue;
        this.#fetched++;
        this.#chunk.load(this.#file, offset);
        return this.#templates.load(this.#chunk, place, scope);
      }
    }
    return null;
  }

  #placesIn(offset: number): ReadonlyMap<number, number> {
    if (offset < FILE_HEADER_SIZE || offset >= this.#file.size) return NOWHERE;
    let places = this.#known.get(offset);
    if (places === undefined) {
      this.#chunk.load(this.#file, offset);
      places = this.#chunk.hasMagic() ? definitionsIn(this.#chunk) : NOWHERE;
      if (this.#known.size >= REMEMBERED) this.#known.clear();
      this.#known.set(offset, places);
    }
    return places;
  }
}

const NOWHERE: ReadonlyMap<number, number> = new Map();

function definitionsIn(chunk: Chunk): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  const seen = new Set<number>();
  for (let chain = 0; chain < CHAINS; chain++) {
    let place = chunk.view.getUint32(TEMPLATE_TABLE + chain * 4, true);
    while (place > 0 && definitionSize(chunk, place) > 0 && !seen.has(place) && seen.size < DEFINITION_LIMIT) {
      seen.add(place);
      const id = definitionId(chunk, place);
      if (!places.has(id)) places.set(id, place);
      place = chunk.view.getUint32(place, true);
    }
  }
  return places;
}
