import type { FieldValue } from '../reader.ts';
import type { Instance } from './instance.ts';
import type { Field, Pair } from './template.ts';
import { TYPE } from './tokens.ts';
import { arrayTexts, valueText } from './value-text.ts';
import type { Values } from './values.ts';

/** From here on a kind is BinXml or an array. */
export const NOT_PLAIN = TYPE.binXml << 16;

/** The texts of a record's fields, one by one; for any record, however its templates are put together. */
export class FieldTexts {
  readonly values: Values;

  constructor(values: Values) {
    this.values = values;
  }

  /** Every field of the record in its order. */
  list(): Pair[] {
    const pairs: Pair[] = [];
    const { instances, count } = this.values;
    if (count > 0) this.#list(instances[0] ?? null, pairs);
    return pairs;
  }

  /** The values of the payload's fields of that name, in the record's order and joined by line feeds. */
  payload(name: string): FieldValue | undefined {
    let found: FieldValue | undefined;
    for (let index = 0; index < this.values.count; index++) {
      const instance = this.values.instances[index];
      if (instance === undefined) break;
      const { fields } = instance.template;
      for (const field of fields) {
        if (!field.system && field.nameParts === null && field.name === name) found = joined(found, this.text(instance, field));
      }
      for (const field of fields) {
        if (field.nameParts !== null && this.#nameOf(instance, field) === name) found = joined(found, this.text(instance, field));
      }
    }
    return found;
  }

  /** The field's text; undefined where it is left out, null where it is there without a value. */
  text(instance: Instance, field: Field): FieldValue | undefined {
    if (!this.needsMet(instance, field)) return undefined;
    let text = field.constant;
    if (field.slot >= 0) text = this.#slotText(instance, field.slot);
    else if (text === null && field.parts.length > 0) text = this.#partsText(instance, field.parts);
    return text === null && (field.optional || this.#isNested(instance, field.slot)) ? undefined : text;
  }

  needsMet({ first, slots }: Instance, { needs }: Field): boolean {
    for (const slot of needs) if (slot >= slots || (this.values.kind[first + slot] ?? 0) >>> 16 === TYPE.none) return false;
    return true;
  }

  #list(first: Instance | null, pairs: Pair[]): void {
    for (let instance = first; instance !== null; instance = instance.next) {
      for (const field of instance.template.fields) if (this.needsMet(instance, field)) this.#listField(instance, field, pairs);
    }
  }

  #listField(instance: Instance, field: Field, pairs: Pair[]): void {
    const name = field.nameParts === null ? field.name : this.#nameOf(instance, field);
    if (field.slot < 0 || field.slot >= instance.slots) return this.#listParts(instance, field, name, pairs);
    const entry = instance.first + field.slot;
    const kind = this.values.kind[entry] ?? 0;
    if (kind >>> 16 === TYPE.binXml) {
      const nested = this.#nestedIn(entry);
      if (nested !== null) this.#list(nested, pairs);
      else if (!field.optional) pairs.push([name, null]);
    } else if (isArray(kind) && (kind & 0xffff) > 0) {
      for (const text of this.#members(entry)) pairs.push([name, text]);
    } else {
      const text = this.#entryText(entry);
      if (text !== null || !field.optional) pairs.push([name, text]);
    }
  }

  /** Text of several parts; what is nested in one of them follows it. */
  #listParts(instance: Instance, field: Field, name: string, pairs: Pair[]): void {
    const text = this.text(instance, field);
    if (text !== undefined) pairs.push([name, text]);
    for (const part of field.parts) {
      if (typeof part !== 'string' && this.#isNested(instance, part)) this.#list(this.#nestedIn(instance.first + part), pairs);
    }
  }

  #partsText(instance: Instance, parts: Field['parts']): string | null {
    const texts = parts.map((part) => (typeof part === 'string' ? part : (this.#slotText(instance, part) ?? '')));
    return texts.join('') || null;
  }

  #slotText(instance: Instance, slot: number): string | null {
    if (slot >= instance.slots) return null;
    const entry = instance.first + slot;
    const kind = this.values.kind[entry] ?? 0;
    if (kind < NOT_PLAIN) return this.#entryText(entry);
    if (kind >>> 16 === TYPE.binXml) return null;
    if (!isArray(kind)) return this.#entryText(entry);
    return (
      this.#members(entry)
        .filter((text) => text !== null)
        .join('\n') || null
    );
  }

  #entryText(entry: number): string | null {
    const kind = this.values.kind[entry] ?? 0;
    return valueText(this.values.chunk, this.values.position[entry] ?? 0, kind & 0xffff, kind >>> 16);
  }

  #members(entry: number): (string | null)[] {
    const kind = this.values.kind[entry] ?? 0;
    return arrayTexts(this.values.chunk, this.values.position[entry] ?? 0, kind & 0xffff, kind >>> 16);
  }

  #nestedIn(entry: number): Instance | null {
    return this.values.instances[this.values.nested[entry] ?? -1] ?? null;
  }

  #isNested({ first, slots }: Instance, slot: number): boolean {
    if (slot < 0 || slot >= slots) return false;
    return (this.values.kind[first + slot] ?? 0) >>> 16 === TYPE.binXml && (this.values.nested[first + slot] ?? -1) >= 0;
  }

  #nameOf(instance: Instance, field: Field): string {
    return (field.nameParts === null ? null : this.#partsText(instance, field.nameParts))?.replaceAll(' ', '') ?? 'Data';
  }
}

function isArray(kind: number): boolean {
  return ((kind >>> 16) & TYPE.array) !== 0;
}

/** Two values of one name: a value wins over none, and both stand one under the other. */
export function joined(first: FieldValue | undefined, next: FieldValue | undefined): FieldValue | undefined {
  if (next === undefined || (next === null && first !== undefined)) return first;
  return first === undefined || first === null ? next : `${first}\n${next ?? ''}`;
}
