import { crc32 } from 'node:zlib';

/**
 * Event logs made byte by byte for tests, as plainly as the format allows: each name is written where it is used first in its chunk, each template
 * where the first record needs it. Shares nothing with the reader, and can break what it likes.
 */
export type Content =
  | { readonly text: string }
  | { readonly cdata: string }
  | { readonly char: number }
  | { readonly entity: string }
  | { readonly slot: number }
  | Element;

export interface Element {
  readonly tag: string;
  readonly attributes?: Readonly<Record<string, Exclude<Content, Element>>>;
  readonly content?: readonly Content[];
  /** The slot without whose value the element is left out. */
  readonly needs?: number;
}

export interface Template {
  /** The first four bytes of the GUID, by which records name it. */
  readonly id: number;
  readonly root: Element;
}

export type Value = { readonly type: number; readonly bytes: Buffer } | { readonly nested: readonly (Instance | Element)[] };

export interface Instance {
  readonly template: Template;
  readonly values: readonly Value[];
}

export const value = {
  none: (): Value => ({ type: 0, bytes: Buffer.alloc(0) }),
  string: (text: string): Value => ({ type: 1, bytes: Buffer.from(text, 'utf16le') }),
  u16: (number: number): Value => ({ type: 6, bytes: Buffer.from(Uint16Array.of(number).buffer) }),
  u64: (number: bigint): Value => ({ type: 10, bytes: Buffer.from(BigUint64Array.of(number).buffer) }),
  time: (ticks: bigint): Value => ({ type: 0x11, bytes: Buffer.from(BigUint64Array.of(ticks).buffer) }),
  nested: (...nested: readonly (Instance | Element)[]): Value => ({ nested }),
};

/** 2024-04-01T00:32:44.1182957Z */
export const SOME_TIME = 133_564_051_641_182_957n;

/** A System element as Windows writes it: slots 0 to 4 are event id, time, record id, channel and computer; slot 5 is the event's own part. */
export const SYSTEM_TEMPLATE: Template = {
  id: 0x11223344,
  root: {
    tag: 'Event',
    attributes: { xmlns: { text: 'http://schemas.microsoft.com/win/2004/08/events/event' } },
    content: [
      {
        tag: 'System',
        content: [
          { tag: 'Provider', attributes: { Name: { text: 'Test-Provider' } } },
          { tag: 'EventID', content: [{ slot: 0 }] },
          { tag: 'TimeCreated', attributes: { SystemTime: { slot: 1 } } },
          { tag: 'EventRecordID', content: [{ slot: 2 }] },
          { tag: 'Channel', content: [{ slot: 3 }] },
          { tag: 'Computer', content: [{ slot: 4 }] },
        ],
      },
      { slot: 5 },
    ],
  },
};

export function event(recordId: bigint, body: Value, time: bigint = SOME_TIME): Instance {
  return {
    template: SYSTEM_TEMPLATE,
    values: [value.u16(4624), value.time(time), value.u64(recordId), value.string('Security'), value.string('DC01'), body],
  };
}

/** An EventData of one template with one named value. */
export function dataEvent(recordId: bigint, name: string, text: string, id = 0x55667788): Instance {
  const root: Element = { tag: 'EventData', content: [{ tag: 'Data', attributes: { Name: { text: name } }, content: [{ slot: 0 }] }] };
  return event(recordId, value.nested({ template: { id, root }, values: [value.string(text)] }));
}

/** One chunk under construction. */
export class ChunkBytes {
  readonly bytes = Buffer.alloc(0x10000);
  /** Where each record starts. */
  readonly records: number[] = [];
  /** Where each length, count and offset stands, and how many bytes it takes. */
  readonly lengths: (readonly [at: number, bytes: 2 | 4])[] = [];
  #at = 0x200;
  readonly #names = new Map<string, number>();
  readonly #templates = new Map<Template, number>();

  record(instance: Instance, number = BigInt(this.records.length + 1)): this {
    const start = this.#at;
    this.records.push(start);
    this.bytes.writeUInt32LE(0x2a2a, start);
    this.bytes.writeBigUInt64LE(number, start + 8);
    this.#at += 24;
    this.#raw([0x0f, 1, 1, 0]);
    this.#instance(instance);
    this.#raw([0]);
    this.#at = (this.#at + 4 + 7) & ~7;
    const size = this.#at - start;
    this.bytes.writeUInt32LE(size, start + 4);
    this.bytes.writeUInt32LE(size, this.#at - 4);
    this.lengths.push([start + 4, 4], [this.#at - 4, 4]);
    return this;
  }

  /** Writes the header; `free` is where the free space begins, by default behind the last record. */
  finish(free = this.#at): Buffer {
    this.bytes.write('ElfChnk\0', 0, 'latin1');
    this.lengths.push([0x28, 4], [0x2c, 4], [0x30, 4]);
    this.bytes.writeUInt32LE(128, 0x28);
    this.bytes.writeUInt32LE(this.records.at(-1) ?? 0, 0x2c);
    this.bytes.writeUInt32LE(free, 0x30);
    this.bytes.writeUInt32LE(crc32(this.bytes.subarray(0x200, free)), 0x34);
    this.bytes.writeUInt32LE(crc32(this.bytes.subarray(0x80, 0x200), crc32(this.bytes.subarray(0, 0x78))), 0x7c);
    return this.bytes;
  }

  #instance({ template, values }: Instance): void {
    const known = this.#templates.get(template);
    const definition = known ?? this.#at + 10;
    this.#raw([0x0c, 1]);
    this.#u32(template.id);
    this.#length(definition);
    if (known === undefined) this.#definition(template);
    this.#length(values.length);
    const descriptors = this.#at;
    this.lengths.push(...values.map((_, index) => [descriptors + index * 4, 2] as const));
    this.#at += values.length * 4;
    values.forEach((each, index) => {
      const start = this.#at;
      if ('nested' in each) this.#fragment(each.nested);
      else this.#raw(each.bytes);
      this.bytes.writeUInt16LE(this.#at - start, descriptors + index * 4);
      this.bytes.writeUInt8('nested' in each ? 0x21 : each.type, descriptors + index * 4 + 2);
    });
  }

  #fragment(parts: readonly (Instance | Element)[]): void {
    this.#raw([0x0f, 1, 1, 0]);
    for (const part of parts) {
      if ('template' in part) this.#instance(part);
      else this.#element(part, false);
    }
    this.#raw([0]);
  }

  #definition(template: Template): void {
    this.#templates.set(template, this.#at);
    // In the chunk's own list the newest definition comes first.
    this.#u32(this.bytes.readUInt32LE(0x180));
    this.bytes.writeUInt32LE(this.#at - 4, 0x180);
    this.#u32(template.id);
    this.#at += 12;
    const size = this.#at;
    this.#length(0);
    this.#raw([0x0f, 1, 1, 0]);
    this.#element(template.root, true);
    this.#raw([0]);
    this.bytes.writeUInt32LE(this.#at - size - 4, size);
  }

  #element(element: Element, inTemplate: boolean): void {
    const attributes = Object.entries(element.attributes ?? {});
    this.#raw([attributes.length > 0 ? 0x41 : 0x01]);
    if (inTemplate) this.#u16(element.needs ?? 0xffff);
    this.#u32(0);
    this.#name(element.tag);
    if (attributes.length > 0) this.#length(0);
    for (const [name, content] of attributes) {
      this.#raw([0x06]);
      this.#name(name);
      this.#content(content, inTemplate);
    }
    this.#raw([element.content ? 0x02 : 0x03]);
    if (!element.content) return;
    for (const content of element.content) this.#content(content, inTemplate);
    this.#raw([0x04]);
  }

  #content(content: Content, inTemplate: boolean): void {
    if ('tag' in content) this.#element(content, inTemplate);
    else if ('text' in content) this.#raw([0x05, 0x01], content.text);
    else if ('cdata' in content) this.#raw([0x07], content.cdata);
    else if ('char' in content) this.#raw([0x08, content.char & 0xff, content.char >>> 8]);
    else if ('slot' in content) this.#raw([0x0d, content.slot & 0xff, content.slot >>> 8, 0x01]);
    else {
      this.#raw([0x09]);
      this.#name(content.entity);
    }
  }

  #name(name: string): void {
    const known = this.#names.get(name);
    this.#length(known ?? this.#at + 4);
    if (known !== undefined) return;
    this.#names.set(name, this.#at);
    let hash = 0;
    for (let index = 0; index < name.length; index++) hash = (Math.imul(hash, 65599) + name.charCodeAt(index)) >>> 0;
    this.#u32(0);
    this.#u16(hash & 0xffff);
    this.lengths.push([this.#at, 2]);
    this.#raw([], name);
    this.#u16(0);
  }

  #u16(number: number): void {
    this.#at = this.bytes.writeUInt16LE(number, this.#at);
  }

  #u32(number: number): void {
    this.#at = this.bytes.writeUInt32LE(number, this.#at);
  }

  #length(number: number): void {
    this.lengths.push([this.#at, 4]);
    this.#u32(number);
  }

  /** Bytes, and then text behind its count of UTF-16 units. */
  #raw(bytes: readonly number[] | Buffer, text?: string): void {
    this.#at += Buffer.from(bytes).copy(this.bytes, this.#at);
    if (text === undefined) return;
    this.#u16(text.length);
    this.#at += this.bytes.write(text, this.#at, 'utf16le');
  }
}

/** A file of these chunks; `count` is what its header says of their number. */
export function logOf(chunks: readonly Buffer[], count = chunks.length): Buffer {
  const header = Buffer.alloc(0x1000);
  header.write('ElfFile\0', 0, 'latin1');
  header.writeUInt32LE(128, 0x20);
  header.writeUInt16LE(1, 0x24);
  header.writeUInt16LE(3, 0x26);
  header.writeUInt16LE(0x1000, 0x28);
  header.writeUInt16LE(count, 0x2a);
  header.writeUInt32LE(crc32(header.subarray(0, 0x78)), 0x7c);
  return Buffer.concat([header, ...chunks]);
}
