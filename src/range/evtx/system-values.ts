import { put16, put32 } from './bytes.ts';
import type { EventDefinition } from './event.ts';
import { putGuid } from './identifier-bytes.ts';
import { systemSlots, writesNames, type Template } from './templates.ts';
import { valueTypes } from './value-type.ts';

/**
 * The System section of one kind of event from one computer. Its table of values and most of the values are the same in every record; a
 * record adds its time, activity, process, thread, number, version and user between `before` and `after`.
 */
export class SystemValues {
  readonly template: Template;
  /** Count, table, and the values up to the keywords. */
  readonly before: Uint8Array;
  /** Provider and channel, where the template does not hold them. */
  readonly after: Uint8Array;
  readonly #nested: number;

  constructor(definition: EventDefinition, template: Template) {
    const { provider, channel, qualifiers } = definition;
    const written = writesNames(provider);
    this.template = template;
    this.#nested = written ? 19 : 17;
    const guid = written ? null : provider.guid;
    const slots = this.#nested + 1;
    const out = Buffer.alloc(4 + 4 * slots + 24);
    const slot = (index: number, size: number, type: keyof typeof valueTypes): void => setEntry(out, 0, index, size, valueTypes[type]);
    put32(out, 0, slots);
    slot(systemSlots.level, 1, 'UInt8');
    slot(systemSlots.opcode, 1, 'UInt8');
    slot(systemSlots.task, 2, 'UInt16');
    slot(systemSlots.eventId, 2, 'UInt16');
    if (qualifiers !== undefined) slot(systemSlots.qualifiers, 2, 'UInt16');
    slot(systemSlots.keywords, 8, 'HexInt64');
    slot(systemSlots.time, 8, 'FileTime');
    slot(systemSlots.processId, 4, 'UInt32');
    slot(systemSlots.threadId, 4, 'UInt32');
    slot(systemSlots.recordId, 8, 'UInt64');
    slot(systemSlots.version, 1, 'UInt8');
    if (!written) {
      slot(systemSlots.provider, 2 * provider.name.length, 'UnicodeString');
      if (guid !== null) slot(systemSlots.providerGuid, 16, 'Guid');
      slot(systemSlots.channel, 2 * channel.length, 'UnicodeString');
    }
    slot(this.#nested, 0, 'BinXml');
    let end = 4 + 4 * slots;
    end = out.writeUInt8(definition.level, end);
    end = out.writeUInt8(definition.opcode, end);
    end = out.writeUInt16LE(definition.task, end);
    end = out.writeUInt16LE(definition.id, end);
    if (qualifiers !== undefined) end = out.writeUInt16LE(qualifiers, end);
    end = out.writeBigUInt64LE(definition.keywords, end);
    this.before = Uint8Array.from(out.subarray(0, end));
    this.after = written ? new Uint8Array(0) : namesOf(provider.name, guid, channel);
  }

  /** The record whose values begin at `values` names an activity. */
  setActivity(out: Uint8Array, values: number): void {
    setEntry(out, values, systemSlots.activityId, 16, valueTypes.Guid);
  }

  /** It names a user, whose SID has `size` bytes. */
  setUser(out: Uint8Array, values: number, size: number): void {
    setEntry(out, values, systemSlots.userId, size, valueTypes.Sid);
  }

  /** What is nested in it has `size` bytes. */
  setNested(out: Uint8Array, values: number, size: number): void {
    setEntry(out, values, this.#nested, size, valueTypes.BinXml);
  }
}

function setEntry(out: Uint8Array, values: number, slot: number, size: number, type: number): void {
  put16(out, put16(out, values + 4 + 4 * slot, size), type);
}

function namesOf(provider: string, guid: string | null, channel: string): Uint8Array {
  const id = Buffer.alloc(guid === null ? 0 : 16);
  if (guid !== null) putGuid(id, 0, guid);
  return Uint8Array.from(Buffer.concat([Buffer.from(provider, 'utf16le'), id, Buffer.from(channel, 'utf16le')]));
}
