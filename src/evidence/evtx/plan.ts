import { NOT_PLAIN, type FieldTexts } from './field-text.ts';
import type { Instance } from './instance.ts';
import type { Field, Pair } from './template.ts';
import { TYPE } from './tokens.ts';
import { valueText } from './value-text.ts';

/** One field of the records that are made after a plan. */
export interface Entry {
  readonly instance: number;
  readonly field: Field;
}

/** What a slot feeds when it is no entry: nothing, or what is nested in it. */
export const UNUSED = -1;
export const NESTED = -2;

/** An instance's slots, and where their values stood in the record before. */
export interface Slots {
  /** The first entry a slot feeds, `UNUSED` or `NESTED`. */
  readonly feeds: Int32Array;
  /** 1 where a field depends on there being a value. */
  readonly needed: Uint8Array;
  readonly kinds: Int32Array;
  /** Places in the chunk's two halves. */
  readonly places: Int32Array;
}

/** A record's fields by entry, null where one is left out. */
export type Entries = (Pair | null)[];

/** Records of more bytes are not kept to compare with. */
const KEPT_SIZE = 0x2000;

/**
 * How every field of the records of one shape is made, and what they were in the record before: most values of a log are the same there, so
 * only what differs is decoded. Records are compared byte by byte where they lie, in this chunk or the one before.
 */
export class Plan {
  readonly #fields: readonly Entry[];
  readonly #slots: readonly Slots[];
  /** The next entry fed by the same slot as an entry; -1 for none. */
  readonly #more: Int32Array;
  /** Entries of constant text that are there or not as a value is. */
  readonly #conditional: readonly number[] = [];
  /** Entries that are put together anew for each record. */
  readonly #composed: readonly number[] = [];
  /** The entries that are the same in every record; the others null. */
  readonly #start: readonly (Pair | null)[];
  /** The record, or the record before and the number of its chunk; without entries when it cannot be compared with. */
  #entries: Entries = [];
  #chunk = 0;
  /** How many entries of the record are left out. */
  absent = 0;

  constructor(fields: readonly Entry[], slots: readonly Slots[]) {
    this.#fields = fields;
    this.#slots = slots;
    this.#start = fields.map(({ field }) => (isFixed(field) ? [field.name, field.constant] : null));
    const put = fields.flatMap(({ field }, entry) => (field.slot < 0 && !isFixed(field) ? [entry] : []));
    this.#composed = put.filter((entry) => fields[entry]?.field.parts.some((part) => typeof part === 'number'));
    this.#conditional = put.filter((entry) => !this.#composed.includes(entry));
    this.#more = new Int32Array(fields.length).fill(-1);
    fields.forEach(({ instance, field }, entry) => {
      const own = slots[instance];
      if (own === undefined) return;
      for (const slot of field.needs) own.needed[slot] = 1;
      if (field.slot < 0) return;
      this.#more[entry] = own.feeds[field.slot] ?? -1;
      own.feeds[field.slot] = entry;
    });
  }

  /** The number of a field among the entries; -1 when it is none. */
  entryOf(instance: number, field: Field): number {
    return this.#fields.findIndex((entry) => entry.instance === instance && entry.field === field);
  }

  /** The fields of the record, of `size` bytes; nobody may change them. Null when it is not as the plan has it. */
  apply(texts: FieldTexts, size: number): Readonly<Entries> | null {
    const { number } = texts.values.chunk;
    const comparable = this.#entries.length > 0 && this.#chunk >= number - 1;
    this.#entries = this.#entries.slice();
    if ((!comparable || !this.#renew(texts)) && !this.#fill(texts)) {
      this.#entries = [];
      return null;
    }
    for (const entry of this.#composed) this.#compose(texts, entry);
    const entries = this.#entries;
    if (size > KEPT_SIZE) this.#entries = [];
    this.#chunk = number;
    return entries;
  }

  /** Decodes every value. */
  #fill(texts: FieldTexts): boolean {
    const { values } = texts;
    this.#entries = this.#start.slice();
    this.absent = this.#start.reduce((count, pair) => count + (pair === null ? 1 : 0), 0);
    for (let index = 0; index < this.#slots.length; index++) {
      const instance = values.instances[index];
      const own = this.#slots[index];
      if (instance === undefined || own === undefined || instance.slots < own.feeds.length) return false;
      for (let slot = 0; slot < own.feeds.length; slot++) {
        own.places[slot] = values.chunk.origin + (values.position[instance.first + slot] ?? 0);
        if (own.feeds[slot] === NESTED) continue;
        own.kinds[slot] = values.kind[instance.first + slot] ?? 0;
        if (!this.#decode(texts, instance, own, slot)) return false;
      }
    }
    for (const entry of this.#conditional) this.#compose(texts, entry);
    return true;
  }

  /** Decodes the values that are not those of the record before. False when more differs than values. */
  #renew(texts: FieldTexts): boolean {
    for (let index = 0; index < this.#slots.length; index++) {
      const instance = texts.values.instances[index];
      const own = this.#slots[index];
      if (instance === undefined || own === undefined || instance.slots < own.feeds.length) return false;
      if (!this.#renewInstance(texts, instance, own)) return false;
    }
    return true;
  }

  #renewInstance(texts: FieldTexts, instance: Instance, own: Slots): boolean {
    const { kinds, places, feeds, needed } = own;
    const { kind: kindsNow, position, chunk } = texts.values;
    const { first } = instance;
    const end = feeds.length;
    let slot = 0;
    while (slot < end) {
      const kind = kindsNow[first + slot] ?? 0;
      const before = kinds[slot] ?? 0;
      if (kind === before) {
        const from = slot++;
        while (slot < end && kindsNow[first + slot] === kinds[slot]) slot++;
        if (!this.#renewRun(texts, instance, own, from, slot)) return false;
        continue;
      }
      places[slot] = chunk.origin + (position[first + slot] ?? 0);
      if (feeds[slot] !== NESTED) {
        if (needed[slot] === 1 && (kind >>> 16 === TYPE.none) !== (before >>> 16 === TYPE.none)) return false;
        kinds[slot] = kind;
        if (!this.#decode(texts, instance, own, slot)) return false;
      }
      slot++;
    }
    return true;
  }

  /** Slots whose values have the kinds they had before: their bytes, which lie one after the other, are compared in one go. */
  #renewRun(texts: FieldTexts, instance: Instance, own: Slots, from: number, until: number): boolean {
    const { kinds, places } = own;
    const { position, chunk } = texts.values;
    const { both, origin } = chunk;
    const { first } = instance;
    const before = places[from] ?? 0;
    const now = origin + (position[first + from] ?? 0);
    const length = origin + (position[first + until - 1] ?? 0) + ((kinds[until - 1] ?? 0) & 0xffff) - now;
    let slot = from;
    let at = difference(both, before, now, 0, length);
    while (at < length) {
      let end = 0;
      for (;;) {
        end = origin + (position[first + slot] ?? 0) + ((kinds[slot] ?? 0) & 0xffff) - now;
        if (end > at) break;
        slot++;
      }
      if (!this.#decode(texts, instance, own, slot)) return false;
      slot++;
      at = difference(both, before, now, end, length);
    }
    for (let each = from; each < until; each++) places[each] = origin + (position[first + each] ?? 0);
    return true;
  }

  /** Decodes a slot's value for each entry it feeds. False when it is no plain value. */
  #decode(texts: FieldTexts, instance: Instance, own: Slots, slot: number): boolean {
    let entry = own.feeds[slot] ?? UNUSED;
    if (entry < 0) return true;
    const { kind: kinds, position, chunk } = texts.values;
    const kind = kinds[instance.first + slot] ?? 0;
    if (kind >= NOT_PLAIN) return false;
    const text = valueText(chunk, position[instance.first + slot] ?? 0, kind & 0xffff, kind >>> 16);
    while (entry >= 0) {
      const field = this.#fields[entry]?.field;
      if (field === undefined) return false;
      const absent = (text === null && field.optional) || (field.needs.length > 0 && !texts.needsMet(instance, field));
      this.#put(entry, absent ? null : [field.name, text]);
      entry = this.#more[entry] ?? -1;
    }
    return true;
  }

  #compose(texts: FieldTexts, entry: number): void {
    const { instance: index, field } = this.#fields[entry] ?? {};
    const instance = texts.values.instances[index ?? -1];
    const text = instance && field && texts.text(instance, field);
    this.#put(entry, field === undefined || text === undefined ? null : [field.name, text]);
  }

  #put(entry: number, pair: Pair | null): void {
    const entries = this.#entries;
    if (entries[entry] === null) this.absent--;
    if (pair === null) this.absent++;
    entries[entry] = pair;
  }
}

/** Where two stretches of a length first differ from `at` on; the length when they do not. */
function difference(both: DataView, before: number, now: number, at: number, length: number): number {
  const words = length - 3;
  while (at < words && both.getInt32(before + at, true) === both.getInt32(now + at, true)) at += 4;
  while (at < length && both.getUint8(before + at) === both.getUint8(now + at)) at++;
  return at;
}

function isFixed({ slot, parts, constant, needs, optional }: Field): boolean {
  return slot < 0 && needs.length === 0 && !optional && (constant !== null || parts.length === 0);
}
