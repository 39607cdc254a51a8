import type { ChunkNames } from './chunk-names.ts';
import { writeElement } from './element-writer.ts';
import type { EventField, EventRecord } from './event.ts';
import { bodyTemplate, systemTemplate, type Template } from './templates.ts';
import { fileTime, storedType, writeValue } from './value-bytes.ts';
import { valueTypes, type EventValue } from './value-type.ts';

const RECORD_MAGIC = 0x0000_2a2a;
const INSTANCE = 0x0c;
const END_OF_FRAGMENT = 0x00;

/** A value as the table of a template instance holds it. */
interface Stored {
  readonly type: number;
  write(out: Buffer, at: number): number;
}

/** Compiles the templates of the events it has met, and writes records into a chunk's buffer. */
export class RecordWriter {
  readonly #systems = new Map<string, Template>();
  readonly #bodies = new Map<EventRecord['definition'], Template>();

  /** Writes one record (MS-EVEN6 has no record header; its layout: magic, size, number, time written, binary XML, size again). Returns its end. */
  write(out: Buffer, at: number, record: EventRecord, recordId: bigint, names: ChunkNames): number {
    out.writeUInt32LE(RECORD_MAGIC, at);
    out.writeBigUInt64LE(recordId, at + 8);
    const written = fileTime(record.time, record.tick);
    out.writeBigUInt64LE(written, at + 16);
    let end = writeFragmentHeader(out, at + 24);
    end = writeInstance(out, end, this.#system(record), this.#systemValues(record, recordId, written, names), names);
    end = out.writeUInt8(END_OF_FRAGMENT, end);
    const padded = end + ((8 - ((end + 4 - at) % 8)) % 8);
    out.fill(0, end, padded);
    const size = padded + 4 - at;
    out.writeUInt32LE(size, at + 4);
    return out.writeUInt32LE(size, padded);
  }

  #systemValues(record: EventRecord, recordId: bigint, written: bigint, names: ChunkNames): Stored[] {
    const { definition } = record;
    const { provider } = definition;
    const classic = provider.eventSourceName !== undefined;
    const values: Stored[] = [
      field('UInt8', definition.level),
      field('UInt8', definition.opcode),
      field('UInt16', definition.task),
      field('UInt16', definition.id),
      field('UInt16', definition.qualifiers ?? null),
      field('HexInt64', definition.keywords),
      field('FileTime', written),
      field('Guid', record.activityId ?? null),
      field('UInt32', record.processId),
      field('UInt32', record.threadId),
      field('UInt64', recordId),
      field('UInt8', definition.version),
      field('Sid', record.userId),
      field('Guid', null),
    ];
    if (classic) while (values.length < 19) values.push(field('Guid', null));
    else values.push(field('UnicodeString', provider.name), field('Guid', provider.guid), field('UnicodeString', definition.channel));
    values.push({ type: valueTypes.BinXml, write: (out, at) => this.#writeBody(out, at, record, names) });
    return values;
  }

  #writeBody(out: Buffer, at: number, record: EventRecord, names: ChunkNames): number {
    const { body, provider } = record.definition;
    const start = provider.fragmentHeader ? writeFragmentHeader(out, at) : at;
    const fields = bodyFields(record);
    if (record.values.length !== fields.length)
      throw new RangeError(`event ${record.definition.id} has ${fields.length} fields, ${record.values.length} were given`);
    const values = fields.map((one, i) =>
      field(one.type, record.values[i] ?? null, one.optional === true, provider.terminatedStrings && body.kind === 'EventData'),
    );
    return out.writeUInt8(END_OF_FRAGMENT, writeInstance(out, start, this.#body(record), values, names));
  }

  #system(record: EventRecord): Template {
    const { provider, channel } = record.definition;
    const key = provider.eventSourceName === undefined ? record.computer : `${provider.name}\0${channel}\0${record.computer}`;
    return remember(this.#systems, key, () => systemTemplate(provider, channel, record.computer));
  }

  #body(record: EventRecord): Template {
    return remember(this.#bodies, record.definition, () => bodyTemplate(record.definition));
  }
}

const BINARY: EventField = { name: 'Binary', type: 'Binary', optional: true };

function bodyFields(record: EventRecord): readonly EventField[] {
  const { body } = record.definition;
  return body.kind === 'EventData' && body.binary === true ? [...body.fields, BINARY] : body.fields;
}

function field(type: EventField['type'], value: EventValue, optional = true, terminated = false): Stored {
  return {
    type: storedType(type, value, optional),
    write: (out, at) => (value === null ? at : writeValue(out, at, type, value, terminated)),
  };
}

/** Token 0x0f, version 1.1, no flags. */
function writeFragmentHeader(out: Buffer, at: number): number {
  return out.writeUInt32LE(0x0001_010f, at);
}

/** A template instance; where the chunk does not have the definition yet, it stands right here. */
function writeInstance(out: Buffer, at: number, template: Template, values: readonly Stored[], names: ChunkNames): number {
  let end = out.writeUInt8(INSTANCE, at);
  end = out.writeUInt8(1, end);
  end = out.writeUInt32LE(template.id, end);
  const known = names.offsetOfTemplate(template.key);
  end = out.writeUInt32LE(known ?? end + 4, end);
  if (known === undefined) end = writeDefinition(out, end, template, names);
  return writeValues(out, end, values);
}

function writeDefinition(out: Buffer, at: number, template: Template, names: ChunkNames): number {
  out.writeUInt32LE(names.addTemplate(template.key, template.id, at), at);
  template.guid.copy(out, at + 4);
  const end = writeElement(out, writeFragmentHeader(out, at + 24), template.root, names);
  out.writeUInt8(END_OF_FRAGMENT, end);
  out.writeUInt32LE(end + 1 - at - 24, at + 20);
  return end + 1;
}

/** Count, then size and type of each value, then the values. */
function writeValues(out: Buffer, at: number, values: readonly Stored[]): number {
  let table = out.writeUInt32LE(values.length, at);
  let end = table + 4 * values.length;
  for (const value of values) {
    const start = end;
    end = value.write(out, start);
    if (end - start > 0xffff) throw new RangeError('a value of an event has more than 65,535 bytes');
    table = out.writeUInt16LE(end - start, table);
    table = out.writeUInt16LE(value.type, table);
  }
  return end;
}

function remember<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
