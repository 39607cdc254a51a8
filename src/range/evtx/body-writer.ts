import { put16, put32 } from './bytes.ts';
import type { ChunkNames } from './chunk-names.ts';
import type { EventDefinition, EventField } from './event.ts';
import { bodyTemplate, type Template } from './templates.ts';
import { writeValue } from './value-bytes.ts';
import { valueTypes, type EventValue } from './value-type.ts';

const INSTANCE = 0x0c;
const END_OF_FRAGMENT = 0x00;
/** Fragment header: token 0x0f, version 1.1, no flags. */
const FRAGMENT_HEADER = 0x0001_010f;
/** No value may have more bytes. */
const LONGEST = 0xffff;

/** Writes what is nested in a record of one kind of event: an instance of the template that holds the event's own values. */
export class BodyWriter {
  readonly #definition: EventDefinition;
  readonly #template: Template;
  readonly #fragmentHeader: boolean;
  readonly #terminated: boolean;
  /** By field: the type in the manifest, the one its value is stored under, and the one a missing value is. */
  readonly #types: Uint8Array;
  readonly #stored: Uint8Array;
  readonly #missing: Uint8Array;

  constructor(definition: EventDefinition) {
    const { body, provider } = definition;
    const fields = body.kind === 'EventData' && body.binary === true ? [...body.fields, BINARY] : body.fields;
    this.#definition = definition;
    this.#template = bodyTemplate(definition);
    this.#fragmentHeader = provider.fragmentHeader;
    this.#terminated = provider.terminatedStrings && body.kind === 'EventData';
    this.#types = Uint8Array.from(fields, (field) => valueTypes[field.type]);
    this.#stored = Uint8Array.from(fields, storedType);
    this.#missing = Uint8Array.from(fields, missingType);
  }

  /**
   * Writes the values at `at`, but not much further than `limit`: what passes it fits no chunk anyway. Returns the end. Throws RangeError
   * for a value that does not fit its type, and for values that are not one a field.
   */
  write(out: Buffer, at: number, limit: number, values: readonly EventValue[], names: ChunkNames): number {
    const count = this.#types.length;
    if (values.length !== count) throw new RangeError(`event ${this.#definition.id} has ${count} fields, ${values.length} were given`);
    let end = this.#fragmentHeader ? put32(out, at, FRAGMENT_HEADER) : at;
    end = put32(out, writeInstance(out, end, this.#template, names), count);
    let table = end;
    end += 4 * count;
    for (let i = 0; i < count; i++) {
      const value = values[i] ?? null;
      const start = end;
      let stored = this.#missing[i] ?? 0;
      if (value !== null) {
        end = writeValue(out, end, this.#types[i] ?? 0, value, this.#terminated);
        stored = this.#stored[i] ?? 0;
        if (end - start > LONGEST) throw new RangeError('a value of an event has more than 65,535 bytes');
      }
      table = put16(out, put16(out, table, end - start), stored);
      if (end > limit) return end;
    }
    out[end] = END_OF_FRAGMENT;
    return end + 1;
  }
}

const BINARY: EventField = { name: 'Binary', type: 'Binary', optional: true };

/** A pointer is stored as the hexadecimal of the machine's width. */
function storedType(field: EventField): number {
  return field.type === 'Pointer' ? valueTypes.HexInt64 : valueTypes[field.type];
}

/** A missing value is Null, but a missing text in a place that is never left out keeps its type, with no bytes. Both as Windows does. */
function missingType(field: EventField): number {
  const kept = field.optional !== true && (field.type === 'UnicodeString' || field.type === 'Binary');
  return kept ? valueTypes[field.type] : valueTypes.Null;
}

/** Begins a template instance; where the chunk does not have the definition yet, it stands right here. */
export function writeInstance(out: Uint8Array, at: number, template: Template, names: ChunkNames): number {
  out[at] = INSTANCE;
  out[at + 1] = 1;
  const end = put32(out, at + 2, template.id);
  const known = names.offsetOfTemplate(template);
  if (known !== 0) return put32(out, end, known);
  put32(out, end, end + 4);
  return writeDefinition(out, end + 4, template, names);
}

/** Offset of the next definition in its bucket, GUID, size, and the structure as a fragment. */
function writeDefinition(out: Uint8Array, at: number, template: Template, names: ChunkNames): number {
  put32(out, at, names.addTemplate(template, at));
  out.set(template.guid, at + 4);
  const end = template.code.write(out, put32(out, at + 24, FRAGMENT_HEADER), names);
  out[end] = END_OF_FRAGMENT;
  put32(out, at + 20, end + 1 - at - 24);
  return end + 1;
}
