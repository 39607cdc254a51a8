import { CHUNK_SIZE, type Chunk } from './chunk.ts';
import { compile } from './compile.ts';
import type { Scope, Template } from './template.ts';
import { definitionId, definitionSize, type TemplateCache } from './template-cache.ts';
import { TOKEN, TYPE } from './tokens.ts';

/** A template with the values of one record: slot n's value is entry `first + n` of the record's `Values`. */
export interface Instance {
  readonly template: Template;
  readonly first: number;
  readonly slots: number;
  /** What stands beside it in the same BinXml: RenderingInfo comes after EventData in one value. */
  next: Instance | null;
}

/** How deep BinXml may nest in values of BinXml; Windows goes two deep. */
const DEPTH_LIMIT = 16;
/** What one field weighs beside its text, in bytes. */
const FIELD_WEIGHT = 16;
/** What one record, and all records of one chunk, may come to as text; templates that repeat values could make it boundless. */
const RECORD_WEIGHT_LIMIT = 0x100000;
const CHUNK_WEIGHT_LIMIT = 0x800000;

export type OpenFailure = 'EVTX_RECORD_UNDECODABLE' | 'EVTX_TEMPLATE_MISSING' | 'EVTX_RECORD_EXPANDS';

/**
 * The values of one record: for each slot of each template instance in it the place, size and type. Opening a record fills the tables
 * and decodes nothing; they are reused for the next record.
 */
export class Values {
  readonly chunk: Chunk;
  readonly position = new Int32Array(CHUNK_SIZE / 4);
  readonly size = new Int32Array(CHUNK_SIZE / 4);
  readonly type = new Int32Array(CHUNK_SIZE / 4);
  /** For a slot of BinXml: the index in `instances` of the first it holds; -1 for none. */
  readonly nested = new Int32Array(CHUNK_SIZE / 4);
  /** The record's own instance first, then those nested in it, each after the one that holds it. */
  instances: Instance[] = [];
  readonly #templates: TemplateCache;
  /** The chunk's templates by their place and how names are made in them. */
  readonly #byPlace = new Map<number, Template | null>();
  #used = 0;
  /** How far the record is opened. */
  #position = 0;
  #weight = 0;
  #chunkWeight = 0;

  constructor(chunk: Chunk, templates: TemplateCache) {
    this.chunk = chunk;
    this.#templates = templates;
  }

  nextChunk(): void {
    this.#byPlace.clear();
    this.#chunkWeight = 0;
  }

  /** Opens the BinXml between two places of the chunk; null when every value of it lies where it should. */
  open(position: number, end: number, scope: Scope): OpenFailure | null {
    this.instances = [];
    this.#used = 0;
    this.#weight = 0;
    const failure = this.#fragment(position, end, scope, 1, 0);
    this.#chunkWeight += this.#weight;
    if (failure) return failure;
    return this.#weight > RECORD_WEIGHT_LIMIT || this.#chunkWeight > CHUNK_WEIGHT_LIMIT ? 'EVTX_RECORD_EXPANDS' : null;
  }

  /** One instance or element after the other; what follows the last of them is padding. */
  #fragment(start: number, end: number, scope: Scope, times: number, depth: number): OpenFailure | null {
    const { bytes } = this.chunk;
    let previous: Instance | null = null;
    this.#position = start;
    for (;;) {
      while (this.#position + 4 <= end && bytes[this.#position] === TOKEN.fragmentHeader) this.#position += 4;
      const token = this.#position < end ? bytes[this.#position] : TOKEN.end;
      const index = this.instances.length;
      let failure: OpenFailure | null = null;
      if (token === TOKEN.templateInstance) failure = this.#instance(end, scope, times, depth);
      else if (((token ?? 0) & 0x3f) === TOKEN.openStart) failure = this.#element(end, scope, times);
      else return token === TOKEN.end || previous ? null : 'EVTX_RECORD_UNDECODABLE';
      if (failure) return failure;
      const opened: Instance | null = this.instances[index] ?? null;
      if (previous) previous.next = opened;
      previous = opened;
    }
  }

  #instance(end: number, scope: Scope, times: number, depth: number): OpenFailure | null {
    const { view } = this.chunk;
    const position = this.#position;
    if (position + 14 > end) return 'EVTX_RECORD_UNDECODABLE';
    const definition = view.getUint32(position + 6, true);
    const template = this.#template(definition, view.getUint32(position + 2, true), scope);
    if (!template) return 'EVTX_TEMPLATE_MISSING';
    // The first record of a chunk to use a template brings its definition along.
    const table = position + 10;
    return this.#table(template, definition === table ? table + definitionSize(this.chunk, table) : table, end, times, depth);
  }

  /**
   * The template defined at `place`, which the record calls by `id`. Null when it is not that one: where a page was overwritten by one of
   * another chunk, the id and the definition's GUID differ.
   */
  #template(place: number, id: number, scope: Scope): Template | null {
    const key = place * 8 + scope;
    let template = this.#byPlace.get(key);
    if (template === undefined) {
      template = this.#templates.load(this.chunk, place, scope);
      this.#byPlace.set(key, template);
    }
    return template && definitionId(this.chunk, place) === id ? template : null;
  }

  /** An element written out instead of a template with values. */
  #element(end: number, scope: Scope, times: number): OpenFailure | null {
    const start = this.#position;
    const compiled = compile(this.chunk, start, end, scope, false);
    if (!compiled) return 'EVTX_RECORD_UNDECODABLE';
    this.#position = compiled.end;
    this.#weight += times * (compiled.end - start + compiled.template.fields.length * FIELD_WEIGHT);
    this.instances.push({ template: compiled.template, first: this.#used, slots: 0, next: null });
    return null;
  }

  /** The table of values: a count, then size (2), type (1) and a zero for each, then the values one after the other. */
  #table(template: Template, start: number, end: number, times: number, depth: number): OpenFailure | null {
    const { view } = this.chunk;
    const slots = start + 4 <= end ? view.getUint32(start, true) : -1;
    if (slots < 0 || slots > (end - start - 4) / 4 || this.#used + slots > this.position.length) return 'EVTX_RECORD_UNDECODABLE';
    const first = this.#used;
    this.#used += slots;
    this.instances.push({ template, first, slots, next: null });
    this.#weight += times * template.fields.length * FIELD_WEIGHT;
    let position = start + 4 + slots * 4;
    let hasBinXml = false;
    for (let slot = 0, at = start + 4; slot < slots; slot++, at += 4) {
      const descriptor = view.getUint32(at, true);
      const size = descriptor & 0xffff;
      const type = (descriptor >>> 16) & 0xff;
      this.position[first + slot] = position;
      this.size[first + slot] = size;
      this.type[first + slot] = type;
      if (type === TYPE.binXml) {
        this.nested[first + slot] = -1;
        hasBinXml = true;
      }
      position += size;
    }
    if (position > end) return 'EVTX_RECORD_UNDECODABLE';
    this.#weigh(template, first, slots, times, position - start);
    const failure = hasBinXml ? this.#openNested(template, first, slots, times, depth) : null;
    this.#position = position;
    return failure;
  }

  #weigh(template: Template, first: number, slots: number, times: number, bytes: number): void {
    this.#weight += times * bytes;
    if (!template.uses) return;
    for (const [slot, uses] of template.uses) if (slot < slots) this.#weight += times * (uses - 1) * (this.size[first + slot] ?? 0);
  }

  #openNested(template: Template, first: number, slots: number, times: number, depth: number): OpenFailure | null {
    for (const [slot, scope] of template.scopes) {
      const entry = first + slot;
      const size = this.size[entry] ?? 0;
      if (slot >= slots || this.type[entry] !== TYPE.binXml || size === 0) continue;
      if (depth >= DEPTH_LIMIT) return 'EVTX_RECORD_UNDECODABLE';
      const index = this.instances.length;
      const start = this.position[entry] ?? 0;
      const failure = this.#fragment(start, start + size, scope, times * (template.uses?.get(slot) ?? 1), depth + 1);
      if (failure) return failure;
      if (this.instances.length > index) this.nested[entry] = index;
      if (this.#weight > RECORD_WEIGHT_LIMIT) return 'EVTX_RECORD_EXPANDS';
    }
    return null;
  }
}
