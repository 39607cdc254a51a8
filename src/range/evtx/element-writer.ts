import { nameHash, type ChunkNames } from './chunk-names.ts';
import { valueTypes, type ValueType } from './value-type.ts';

/** A place in a template that a record's value fills. */
export interface Slot {
  readonly index: number;
  readonly type: ValueType | 'BinXml';
  /** Left out, with its attribute, when the record has no value for it. */
  readonly optional: boolean;
}

/** The value of an attribute or the text of an element: a constant, or a slot. */
export type Content = string | Slot;

/** An element of a template, as binary XML will hold it. */
export interface Element {
  readonly name: string;
  /** Slot index on whose value the element depends; it is left out when that is missing. */
  readonly dependsOn?: number;
  readonly attributes?: readonly (readonly [name: string, value: Content])[];
  readonly content?: Content;
  /** Elements, and slots that stand in it without an element of their own. */
  readonly children?: readonly (Element | Slot)[];
}

/** Tokens of binary XML (MS-EVEN6 2.2.12); 0x40 says that attributes, or more of them, follow. */
const OPEN = 0x01;
const CLOSE_START = 0x02;
const CLOSE_EMPTY = 0x03;
const END = 0x04;
const TEXT = 0x05;
const ATTRIBUTE = 0x06;
const NORMAL = 0x0d;
const OPTIONAL = 0x0e;
const MORE = 0x40;
const NO_DEPENDENCY = 0xffff;

/** Writes an element and all within it at `at`; names go in where the chunk does not have them yet. Returns the end. */
export function writeElement(out: Buffer, at: number, element: Element, names: ChunkNames): number {
  const attributes = element.attributes ?? [];
  let end = out.writeUInt8(attributes.length > 0 ? OPEN | MORE : OPEN, at);
  end = out.writeUInt16LE(element.dependsOn ?? NO_DEPENDENCY, end);
  const sizeAt = end;
  end = writeName(out, end + 4, element.name, names);
  if (attributes.length > 0) end = writeAttributes(out, end, attributes, names);
  end = writeInside(out, end, element, names);
  out.writeUInt32LE(end - sizeAt - 4, sizeAt);
  return end;
}

function writeInside(out: Buffer, at: number, element: Element, names: ChunkNames): number {
  if (element.content === undefined && element.children === undefined) return out.writeUInt8(CLOSE_EMPTY, at);
  let end = out.writeUInt8(CLOSE_START, at);
  if (element.content !== undefined) end = writeContent(out, end, element.content);
  for (const child of element.children ?? []) end = 'index' in child ? writeContent(out, end, child) : writeElement(out, end, child, names);
  return out.writeUInt8(END, end);
}

function writeAttributes(out: Buffer, at: number, attributes: NonNullable<Element['attributes']>, names: ChunkNames): number {
  let end = at + 4;
  attributes.forEach(([name, value], i) => {
    end = out.writeUInt8(i + 1 < attributes.length ? ATTRIBUTE | MORE : ATTRIBUTE, end);
    end = writeName(out, end, name, names);
    end = writeContent(out, end, value);
  });
  out.writeUInt32LE(end - at - 4, at);
  return end;
}

function writeContent(out: Buffer, at: number, content: Content): number {
  if (typeof content !== 'string') {
    const end = out.writeUInt16LE(content.index, out.writeUInt8(content.optional ? OPTIONAL : NORMAL, at));
    return out.writeUInt8(valueTypes[content.type], end);
  }
  let end = out.writeUInt8(TEXT, at);
  end = out.writeUInt8(valueTypes.UnicodeString, end);
  end = out.writeUInt16LE(content.length, end);
  return end + out.write(content, end, 'utf16le');
}

/** A name is an offset within the chunk; the first time it stands right there, with its hash and a closing NUL. */
function writeName(out: Buffer, at: number, name: string, names: ChunkNames): number {
  const known = names.offsetOfName(name);
  if (known !== undefined) return out.writeUInt32LE(known, at);
  const offset = at + 4;
  out.writeUInt32LE(offset, at);
  const hash = nameHash(name);
  let end = out.writeUInt32LE(names.addName(name, hash, offset), offset);
  end = out.writeUInt16LE(hash, end);
  end = out.writeUInt16LE(name.length, end);
  end += out.write(name, end, 'utf16le');
  return out.writeUInt16LE(0, end);
}
