import { BodyWriter, writeInstance } from './body-writer.ts';
import { put32, put64, putFileTime } from './bytes.ts';
import type { ChunkNames } from './chunk-names.ts';
import type { EventDefinition, EventRecord } from './event.ts';
import { putGuid, putSid } from './identifier-bytes.ts';
import { SystemValues } from './system-values.ts';
import { systemTemplate } from './templates.ts';

const RECORD_MAGIC = 0x0000_2a2a;
const FRAGMENT_HEADER = 0x0001_010f;
const END_OF_FRAGMENT = 0x00;
const LONGEST = 0xffff;

/** What all records of one kind of event from one computer share. */
interface Kind {
  readonly computer: string;
  readonly system: SystemValues;
  readonly body: BodyWriter;
}

const bodies = new WeakMap<EventDefinition, BodyWriter>();

/** Compiles the kinds of event it meets, and writes records into a chunk's buffer. */
export class RecordWriter {
  /** By computer, which hardly ever is more than one. */
  readonly #kinds = new Map<EventDefinition, Kind[]>();

  /**
   * Writes one record (MS-EVEN6 has no record header; its layout: magic, size, number, time written, binary XML, size again), but not much
   * further than `limit`. Returns its end.
   */
  write(out: Buffer, at: number, limit: number, record: EventRecord, recordId: number, names: ChunkNames): number {
    const { system, body } = this.#kind(record);
    put32(out, at, RECORD_MAGIC);
    put64(out, at + 8, recordId);
    putFileTime(out, at + 16, record.time, record.tick);
    let end = writeInstance(out, put32(out, at + 24, FRAGMENT_HEADER), system.template, names);
    const values = end;
    out.set(system.before, values);
    end = putFileTime(out, values + system.before.length, record.time, record.tick);
    const { activityId, userId } = record;
    if (activityId !== null && activityId !== undefined) {
      end = putGuid(out, end, activityId);
      system.setActivity(out, values);
    }
    end = put64(out, put32(out, put32(out, end, record.processId), record.threadId), recordId);
    out[end++] = record.definition.version;
    if (userId !== null) {
      const user = end;
      end = putSid(out, end, userId);
      system.setUser(out, values, end - user);
    }
    out.set(system.after, end);
    const nested = end + system.after.length;
    end = body.write(out, nested, limit, record.values, names);
    if (end - nested > LONGEST) throw new RangeError('a value of an event has more than 65,535 bytes');
    system.setNested(out, values, end - nested);
    return close(out, at, end);
  }

  #kind(record: EventRecord): Kind {
    const { definition, computer } = record;
    let kinds = this.#kinds.get(definition);
    if (kinds === undefined) this.#kinds.set(definition, (kinds = []));
    for (const kind of kinds) if (kind.computer === computer) return kind;
    const system = new SystemValues(definition, systemTemplate(definition.provider, definition.channel, computer));
    let body = bodies.get(definition);
    if (body === undefined) bodies.set(definition, (body = new BodyWriter(definition)));
    const kind = { computer, system, body };
    kinds.push(kind);
    return kind;
  }
}

/** The end of the fragment, zeros up to a multiple of eight, and the size. */
function close(out: Uint8Array, at: number, end: number): number {
  out[end] = END_OF_FRAGMENT;
  const padded = end + 1 + ((8 - ((end + 5 - at) % 8)) % 8);
  for (let i = end + 1; i < padded; i++) out[i] = 0;
  const size = padded + 4 - at;
  put32(out, at + 4, size);
  return put32(out, padded, size);
}
