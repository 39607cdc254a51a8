import type { Chunk } from './chunk.ts';
import { decimalText } from './digit-text.ts';
import { fileTimeText, systemTimeText } from './file-time.ts';
import { guidText, sidSize, sidText } from './identifier-text.ts';
import { hex32Text, hex64Text, int64Text, realText } from './number-text.ts';
import { ansiText, utf16Text } from './string-text.ts';
import { CACHED_SIZE, TextCache } from './text-cache.ts';
import { TYPE } from './tokens.ts';

const cache = new TextCache();

/** Bytes of a value of each type that has a fixed size; the others say their size themselves. */
const WIDTH: Readonly<Record<number, number>> = {
  [TYPE.int8]: 1,
  [TYPE.uint8]: 1,
  [TYPE.int16]: 2,
  [TYPE.uint16]: 2,
  [TYPE.int32]: 4,
  [TYPE.uint32]: 4,
  [TYPE.int64]: 8,
  [TYPE.uint64]: 8,
  [TYPE.real32]: 4,
  [TYPE.real64]: 8,
  [TYPE.bool]: 4,
  [TYPE.guid]: 16,
  [TYPE.fileTime]: 8,
  [TYPE.systemTime]: 16,
  [TYPE.hex32]: 4,
  [TYPE.hex64]: 8,
};

/** A single value as Windows' XML shows it; null when it is empty. A value whose size does not fit its type is shown in hexadecimal. */
export function valueText(chunk: Chunk, position: number, size: number, type: number): string | null {
  if (size === 0) return null;
  const { view } = chunk;
  switch (type) {
    case TYPE.string:
      return size > CACHED_SIZE ? utf16Text(chunk, position, size) || null : cachedText(chunk, position, size, type);
    case TYPE.none:
      return null;
    case TYPE.uint8:
      return size === 1 ? decimalText(view.getUint8(position)) : bytesText(chunk, position, size);
    case TYPE.uint16:
      return size === 2 ? decimalText(view.getUint16(position, true)) : bytesText(chunk, position, size);
    case TYPE.uint32:
      return size === 4 ? decimalText(view.getUint32(position, true)) : bytesText(chunk, position, size);
    case TYPE.uint64:
      return size === 8 ? int64Text(view, position, false) : bytesText(chunk, position, size);
    case TYPE.fileTime:
      return size === 8
        ? fileTimeText(view.getUint32(position, true), view.getUint32(position + 4, true))
        : bytesText(chunk, position, size);
    case TYPE.hex64:
      return size === 8 ? hex64Text(view, position) : bytesText(chunk, position, size);
    case TYPE.hex32:
      return size === 4 ? hex32Text(view, position) : bytesText(chunk, position, size);
    default:
      return size > CACHED_SIZE ? decode(chunk, position, size, type) || null : cachedText(chunk, position, size, type);
  }
}

function cachedText(chunk: Chunk, position: number, size: number, type: number): string | null {
  const kind = size | (type << 16);
  const known = cache.find(chunk.view, position, kind);
  if (known !== undefined) return known;
  const text = decode(chunk, position, size, type) || null;
  cache.keep(chunk.view, position, kind, text);
  return text;
}

function decode(chunk: Chunk, position: number, size: number, type: number): string {
  const { bytes, view } = chunk;
  const width = WIDTH[type];
  if (width !== undefined && width !== size) return bytesText(chunk, position, size);
  switch (type) {
    case TYPE.string:
      return utf16Text(chunk, position, size);
    case TYPE.ansiString:
      return ansiText(bytes, position, size);
    case TYPE.int8:
      return String(view.getInt8(position));
    case TYPE.int16:
      return String(view.getInt16(position, true));
    case TYPE.int32:
      return String(view.getInt32(position, true));
    case TYPE.int64:
      return int64Text(view, position, true);
    case TYPE.real32:
      return realText(view.getFloat32(position, true), true);
    case TYPE.real64:
      return realText(view.getFloat64(position, true), false);
    case TYPE.bool:
      return boolText(view.getInt32(position, true));
    case TYPE.guid:
      return guidText(bytes, position);
    case TYPE.size:
      if (size === 4) return hex32Text(view, position);
      return size === 8 ? hex64Text(view, position) : bytesText(chunk, position, size);
    case TYPE.systemTime:
      return systemTimeText(view, position);
    case TYPE.sid:
      return size === sidSize(bytes, position) ? sidText(bytes, position) : bytesText(chunk, position, size);
    default:
      return bytesText(chunk, position, size);
  }
}

/** Some providers write bit masks where their template says boolean; those stay the numbers they are. */
function boolText(value: number): string {
  return value === 0 ? 'false' : value === 1 ? 'true' : String(value);
}

function bytesText(chunk: Chunk, position: number, size: number): string {
  return chunk.bytes.toString('hex', position, position + size).toUpperCase();
}

/** The members of an array value, in order; one text in hexadecimal where the bytes do not divide into members. */
export function arrayTexts(chunk: Chunk, position: number, size: number, type: number): (string | null)[] {
  const member = type & ~TYPE.array;
  const end = position + size;
  const texts: (string | null)[] = [];
  for (let at = position; at < end;) {
    const bytes = memberSize(chunk, at, end, member);
    if (bytes === 0 || at + bytes > end) return [bytesText(chunk, position, size)];
    texts.push(valueText(chunk, at, bytes, member));
    at += bytes;
  }
  return texts;
}

function memberSize(chunk: Chunk, at: number, end: number, type: number): number {
  if (type === TYPE.sid) return sidSize(chunk.bytes, at);
  if (type === TYPE.ansiString) {
    const nul = chunk.bytes.indexOf(0, at);
    return (nul < 0 || nul >= end ? end : nul + 1) - at;
  }
  if (type !== TYPE.string) return WIDTH[type] ?? 0;
  let unit = at;
  while (unit + 2 <= end && chunk.view.getUint16(unit, true) !== 0) unit += 2;
  return (unit + 2 <= end ? unit + 2 : end) - at;
}
