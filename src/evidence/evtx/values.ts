import { CHUNK_SIZE, type Chunk } from './chunk.ts';
import { compile } from './compile.ts';
import { BESIDE, inValue, OUTERMOST, type Instance } from './instance.ts';
import type { LostTemplates } from './lost-templates.ts';
import type { Scope, Template } from './template.ts';
import { definitionId, definitionSize, type TemplateCache } from './template-cache.ts';
import { TOKEN, TYPE } from './tokens.ts';

/** How deep BinXml may nest in values of BinXml; Windows goes two deep. */
const DEPTH_LIMIT = 16;
/** What one field weighs beside its text, in bytes. */
const FIELD_WEIGHT = 16;
/** What one record, and all records of one chunk, may come to as text; templates that repeat values could make it boundless. */
const RECORD_WEIGHT_LIMIT = 0x100000;
const CHUNK_WEIGHT_LIMIT = 0x800000;

export type OpenFailure = 'EVTX_RECORD_UNDECODABLE' | 'EVTX_TEMPLATE_MISSING' | 'EVTX_RECORD_EXPANDS';

/**
 * The values of one record: for each slot of each template instance in it the place and kind. Opening a record fills the tables
 * and decodes nothing; they are reused for the next record.
 */
export class Values {
  readonly chunk: Chunk;
  readonly position = new Int32Array(CHUNK_SIZE / 4);
  /** The size in the low 16 bits, the type above it. */
  readonly kind = new Int32Array(CHUNK_SIZE / 4);
  /** For a slot of BinXml: the index in `instances` of the first it holds; -1 for none. */
  readonly nested = new Int32Array(CHUNK_SIZE / 4);
  /** The record's own instance first, then those nested in it, each after the one that holds it. Those behind `count` are of records before. */
  readonly instances: Instance[] = [];
  count = 0;
  readonly #templates: TemplateCache;
  readonly #lost: LostTemplates | null;
  /** The chunk's templates by their place, lost ones by their id below zero, and how names are made in them. */
  readonly #byPlace = new Map<number, Template | null>();
  #used = 0;
  /** How far the record is opened, how deep, and how many times what stands there will be told. */
  #position = 0;
  #depth = 0;
  #times = 1;
  #weight = 0;
  #chunkWeight = 0;

  /** `lost` finds templates that the chunk itself has no more. */
  constructor(chunk: Chunk, templates: TemplateCache, lost: LostTemplates | null = null) {
    this.chunk = chunk;
    this.#templates = templates;
    this.#lost = lost;
  }

  nextChunk(): void {
    this.#byPlace.clear();
    this.#chunkWeight = 0;
  }

  /** Opens the BinXml between two places of the chunk; null when every value of it lies where it should. */
  open(position: number, end: number, scope: Scope): OpenFailure | null {
    this.count = 0;
    this.#used = 0;
    this.#depth = 0;
    this.#times = 1;
    this.#weight = 0;
    const failure = this.#fragment(position, end, scope, OUTERMOST);
    this.#chunkWeight += this.#weight;
    if (failure !== null) return failure;
    return this.#weight > RECORD_WEIGHT_LIMIT || this.#chunkWeight > CHUNK_WEIGHT_LIMIT ? 'EVTX_RECORD_EXPANDS' : null;
  }

  /** One instance or element after the other; what follows the last of them is padding. */
  #fragment(start: number, end: number, scope: Scope, holder: number): OpenFailure | null {
    const { bytes } = this.chunk;
    let previous: Instance | null = null;
    this.#position = start;
    for (;;) {
      while (this.#position + 4 <= end && bytes[this.#position] === TOKEN.fragmentHeader) this.#position += 4;
      const token = this.#position < end ? (bytes[this.#position] ?? 0) : TOKEN.end;
      const index = this.count;
      const place = previous === null ? holder : BESIDE - previous.index;
      let failure: OpenFailure | null = null;
      if (token === TOKEN.templateInstance) failure = this.#instance(end, scope, place);
      else if ((token & 0x3f) === TOKEN.openStart) failure = this.#element(end, scope, place);
      else return token === TOKEN.end || previous !== null ? null : 'EVTX_RECORD_UNDECODABLE';
      if (failure !== null) return failure;
      const opened: Instance | null = this.instances[index] ?? null;
      if (previous !== null) previous.next = opened;
      previous = opened;
    }
  }

  #instance(end: number, scope: Scope, holder: number): OpenFailure | null {
    const { view } = this.chunk;
    const position = this.#position;
    if (position + 14 > end) return 'EVTX_RECORD_UNDECODABLE';
    const id = view.getUint32(position + 2, true);
    const definition = view.getUint32(position + 6, true);
    // The first record of a chunk to use a template brings its definition along.
    const table = position + 10;
    const start = definition === table ? table + definitionSize(this.chunk, table) : table;
    const template = this.#template(definition, id, scope);
    if (template !== null) return this.#values(template, start, end, holder);
    const lost = this.#lostTemplate(id, scope);
    const index = this.count;
    if (lost === null || this.#values(lost, start, end, holder) !== null || !this.#hasTypes(index)) return 'EVTX_TEMPLATE_MISSING';
    return null;
  }

  #values(template: Template, start: number, end: number, holder: number): OpenFailure | null {
    const slots = start + 4 <= end ? this.chunk.view.getUint32(start, true) : -1;
    const first = this.#used;
    if (slots < 0 || slots > (end - start - 4) / 4 || first + slots > this.position.length) return 'EVTX_RECORD_UNDECODABLE';
    this.#used = first + slots;
    this.#weight += this.#times * template.fields.length * FIELD_WEIGHT;
    return this.#table(this.#add(template, first, slots, holder), start + 4, end);
  }

  /** The same template from a chunk near by. */
  #lostTemplate(id: number, scope: Scope): Template | null {
    const key = -1 - (id * 8 + scope);
    let template = this.#byPlace.get(key);
    if (template === undefined) {
      template = this.#lost?.find(this.chunk.offset, id, scope) ?? null;
      this.#byPlace.set(key, template);
    }
    return template;
  }

  /** Whether an instance has a value, or none, of the declared type for each slot: another template would not fit by chance. */
  #hasTypes(index: number): boolean {
    const instance = this.instances[index];
    if (instance === undefined) return false;
    const { template, first, slots } = instance;
    for (const [slot, declared] of template.types) {
      const type = slot < slots ? (this.kind[first + slot] ?? 0) >>> 16 : -1;
      if (type !== TYPE.none && type !== declared) return false;
    }
    return true;
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
    return template !== null && definitionId(this.chunk, place) === id ? template : null;
  }

  /** An element written out instead of a template with values. */
  #element(end: number, scope: Scope, holder: number): OpenFailure | null {
    const start = this.#position;
    const compiled = compile(this.chunk, start, end, scope, false);
    if (compiled === null) return 'EVTX_RECORD_UNDECODABLE';
    this.#position = compiled.end;
    this.#weight += this.#times * (compiled.end - start + compiled.template.fields.length * FIELD_WEIGHT);
    this.#add(compiled.template, this.#used, 0, holder);
    return null;
  }

  #add(template: Template, first: number, slots: number, holder: number): Instance {
    const index = this.count++;
    let instance = this.instances[index];
    if (instance === undefined) {
      instance = { index, template, first, slots, holder, next: null };
      this.instances.push(instance);
    }
    instance.template = template;
    instance.first = first;
    instance.slots = slots;
    instance.holder = holder;
    instance.next = null;
    return instance;
  }

  /** The table of values: size (2), type (1) and a zero for each slot, then the values one after the other. */
  #table(instance: Instance, start: number, end: number): OpenFailure | null {
    const { view } = this.chunk;
    const { template, first, slots } = instance;
    let position = start + slots * 4;
    let binXml = 0;
    let binXmlSlot = 0;
    for (let slot = 0; slot < slots; slot++) {
      const kind = view.getInt32(start + slot * 4, true) & 0xffffff;
      this.position[first + slot] = position;
      this.kind[first + slot] = kind;
      position += kind & 0xffff;
      if (kind >>> 16 === TYPE.binXml) {
        this.nested[first + slot] = -1;
        binXml++;
        binXmlSlot = slot;
      }
    }
    if (position > end) return 'EVTX_RECORD_UNDECODABLE';
    this.#weight += this.#times * (position - start);
    if (template.uses !== null) this.#weighRepeated(template.uses, first, slots);
    let failure: OpenFailure | null = null;
    if (binXml === 1) failure = this.#openNested(instance, binXmlSlot, template.scopes.get(binXmlSlot));
    else if (binXml > 1) failure = this.#openEachNested(instance);
    this.#position = position;
    return failure;
  }

  #weighRepeated(uses: ReadonlyMap<number, number>, first: number, slots: number): void {
    for (const [slot, count] of uses) {
      if (slot < slots) this.#weight += this.#times * (count - 1) * ((this.kind[first + slot] ?? 0) & 0xffff);
    }
  }

  #openEachNested(instance: Instance): OpenFailure | null {
    for (const [slot, scope] of instance.template.scopes) {
      if (slot >= instance.slots || (this.kind[instance.first + slot] ?? 0) >>> 16 !== TYPE.binXml) continue;
      const failure = this.#openNested(instance, slot, scope);
      if (failure !== null) return failure;
    }
    return null;
  }

  /** `scope` is undefined where no element's text uses the slot. */
  #openNested({ index: holder, template, first }: Instance, slot: number, scope: Scope | undefined): OpenFailure | null {
    const size = (this.kind[first + slot] ?? 0) & 0xffff;
    if (scope === undefined || size === 0) return null;
    if (this.#depth >= DEPTH_LIMIT) return 'EVTX_RECORD_UNDECODABLE';
    const times = this.#times;
    const index = this.count;
    const start = this.position[first + slot] ?? 0;
    this.#depth++;
    this.#times = times * (template.uses?.get(slot) ?? 1);
    const failure = this.#fragment(start, start + size, scope, inValue(holder, slot));
    this.#depth--;
    this.#times = times;
    if (failure !== null) return failure;
    if (this.count > index) this.nested[first + slot] = index;
    return this.#weight > RECORD_WEIGHT_LIMIT ? 'EVTX_RECORD_EXPANDS' : null;
  }
}
