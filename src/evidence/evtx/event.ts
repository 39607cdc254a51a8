import { instantFromIso, type ErrorCode, type Instant } from '../../lib/index.ts';
import type { FieldValue, RawEvent } from '../reader.ts';
import type { Chunk } from './chunk.ts';
import { fileTimeInstant } from './file-time.ts';
import type { Instance, Values } from './instance.ts';
import { SCOPE, type Field } from './template.ts';
import { TYPE } from './tokens.ts';
import { arrayTexts, valueText } from './value-text.ts';

/** A record's magic (4), size (4), number (8) and time written (8) come before its BinXml; its size comes again after it. */
const HEADER = 24;
const TRAILER = 4;

const NO_TIME: Instant = { us: 0, tick: 0, digits: 0 };

type Pair = readonly [string, FieldValue];

/** The record the reader stands on. One object serves a whole file: `open` moves it, and a field is decoded when it is asked for. */
export class EvtxEvent implements RawEvent {
  readonly source = 'windows';
  offset = 0;
  size = 0;
  time: Instant = NO_TIME;
  readonly #chunk: Chunk;
  readonly #values: Values;

  constructor(values: Values) {
    this.#values = values;
    this.#chunk = values.chunk;
  }

  get recordId(): string | null {
    return this.#systemText('EventRecordID') ?? null;
  }

  /** Forwarded records keep the number of the log they come from; only the number in the record's header is unique in the file. */
  get numbered(): boolean {
    const { view } = this.#chunk;
    const header = this.offset - this.#chunk.offset + 8;
    return Number(this.recordId) === view.getUint32(header, true) + view.getUint32(header + 4, true) * 2 ** 32;
  }

  get host(): string | null {
    return this.#systemText('Computer') ?? null;
  }

  get channel(): string | null {
    return this.#systemText('Channel') ?? null;
  }

  /** Moves to the record at `position` of the chunk; the reason why not when it cannot be an event. */
  open(position: number, size: number): ErrorCode | null {
    this.offset = this.#chunk.offset + position;
    this.size = size;
    const failure = this.#values.open(position + HEADER, position + size - TRAILER, SCOPE.document);
    if (failure) return failure;
    const time = this.#time();
    if (time === undefined) return 'EVTX_SYSTEM_MISSING';
    if (time === null) return 'EVTX_TIME_MISSING';
    this.time = time;
    return null;
  }

  /** System's fields win over fields of the payload with their name; values of a repeated name are joined by line feeds. */
  get(name: string): FieldValue | undefined {
    const system = this.#systemText(name);
    if (system !== undefined) return system;
    let found: FieldValue | undefined;
    for (const instance of this.#values.instances) {
      for (const field of instance.template.payload.get(name) ?? []) found = joined(found, this.#text(instance, field));
      for (const field of instance.template.unnamed) {
        if (this.#nameOf(instance, field) === name) found = joined(found, this.#text(instance, field));
      }
    }
    return found;
  }

  /** Arrays give one field for each member. */
  fields(): readonly Pair[] {
    const pairs: Pair[] = [];
    this.#list(this.#values.instances[0], pairs);
    return pairs;
  }

  #list(first: Instance | undefined, pairs: Pair[]): void {
    for (let instance = first ?? null; instance; instance = instance.next) this.#listInstance(instance, pairs);
  }

  #listInstance(instance: Instance, pairs: Pair[]): void {
    for (const field of instance.template.fields) {
      if (field.needs.length > 0 && !this.#needsMet(instance, field)) continue;
      const name = field.nameParts ? this.#nameOf(instance, field) : field.name;
      if (field.slot < 0 || field.slot >= instance.slots) this.#listParts(instance, field, name, pairs);
      else this.#listSlot(instance.first + field.slot, field, name, pairs);
    }
  }

  #listSlot(entry: number, field: Field, name: string, pairs: Pair[]): void {
    const { position, size, type } = this.#values;
    const kind = type[entry] ?? 0;
    if (kind === TYPE.binXml) {
      this.#listNested(entry, field, name, pairs);
    } else if (kind & TYPE.array && (size[entry] ?? 0) > 0) {
      for (const text of arrayTexts(this.#chunk, position[entry] ?? 0, size[entry] ?? 0, kind)) pairs.push([name, text]);
    } else {
      const text = valueText(this.#chunk, position[entry] ?? 0, size[entry] ?? 0, kind);
      if (text !== null || !field.optional) pairs.push([name, text]);
    }
  }

  #listNested(entry: number, field: Field, name: string, pairs: Pair[]): void {
    const nested = this.#values.instances[this.#values.nested[entry] ?? -1];
    if (nested) this.#list(nested, pairs);
    else if (!field.optional) pairs.push([name, null]);
  }

  /** Text of several parts; what is nested in one of them follows it. */
  #listParts(instance: Instance, field: Field, name: string, pairs: Pair[]): void {
    const text = this.#text(instance, field);
    if (text !== undefined) pairs.push([name, text]);
    for (const part of field.parts) {
      if (typeof part === 'string' || !this.#isNested(instance, part)) continue;
      const nested = this.#values.instances[this.#values.nested[instance.first + part] ?? -1];
      if (nested) this.#list(nested, pairs);
    }
  }

  #systemText(name: string): FieldValue | undefined {
    for (const instance of this.#values.instances) {
      const field = instance.template.system.get(name);
      if (field) return this.#text(instance, field);
    }
    return undefined;
  }

  /** The field's text; undefined where it is left out, null where it is there without a value. */
  #text(instance: Instance, field: Field): FieldValue | undefined {
    if (field.needs.length > 0 && !this.#needsMet(instance, field)) return undefined;
    let text = field.constant;
    if (field.slot >= 0) text = this.#slotText(instance, field.slot);
    else if (text === null && field.parts.length > 0) text = this.#partsText(instance, field.parts);
    return text === null && (field.optional || this.#isNested(instance, field.slot)) ? undefined : text;
  }

  #partsText(instance: Instance, parts: Field['parts']): string | null {
    const texts = parts.map((part) => (typeof part === 'string' ? part : (this.#slotText(instance, part) ?? '')));
    return texts.join('') || null;
  }

  #slotText(instance: Instance, slot: number): string | null {
    if (slot >= instance.slots) return null;
    const entry = instance.first + slot;
    const { position, size, type } = this.#values;
    const kind = type[entry] ?? 0;
    if (kind === TYPE.binXml) return null;
    if ((kind & TYPE.array) === 0) return valueText(this.#chunk, position[entry] ?? 0, size[entry] ?? 0, kind);
    return (
      arrayTexts(this.#chunk, position[entry] ?? 0, size[entry] ?? 0, kind)
        .filter((text) => text !== null)
        .join('\n') || null
    );
  }

  #isNested(instance: Instance, slot: number): boolean {
    const entry = instance.first + slot;
    return slot >= 0 && slot < instance.slots && this.#values.type[entry] === TYPE.binXml && (this.#values.nested[entry] ?? -1) >= 0;
  }

  #needsMet(instance: Instance, field: Field): boolean {
    return field.needs.every((slot) => slot < instance.slots && this.#values.type[instance.first + slot] !== TYPE.none);
  }

  #nameOf(instance: Instance, field: Field): string {
    return (field.nameParts ? this.#partsText(instance, field.nameParts) : null)?.replaceAll(' ', '') ?? 'Data';
  }

  /** When System says the event was made; undefined without a System, null without a time in it. */
  #time(): Instant | null | undefined {
    let hasSystem = false;
    for (const instance of this.#values.instances) {
      if (instance.template.system.size > 0) hasSystem = true;
      const field = instance.template.system.get('TimeCreated');
      if (!field) continue;
      const entry = instance.first + field.slot;
      if (field.slot < 0 || field.slot >= instance.slots || this.#values.type[entry] !== TYPE.fileTime) {
        return instantFromIso(this.#text(instance, field) ?? '');
      }
      if (this.#values.size[entry] !== 8) return null;
      const position = this.#values.position[entry] ?? 0;
      return fileTimeInstant(this.#chunk.view.getUint32(position, true), this.#chunk.view.getUint32(position + 4, true));
    }
    return hasSystem ? null : undefined;
  }
}

function joined(first: FieldValue | undefined, next: FieldValue | undefined): FieldValue | undefined {
  if (next === undefined || (next === null && first !== undefined)) return first;
  return first === undefined || first === null ? next : `${first}\n${next ?? ''}`;
}
