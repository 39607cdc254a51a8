import { valueTypes, type EventValue, type ValueType } from './value-type.ts';

/** 100 ns between 1601-01-01 and 1970-01-01 (MS-DTYP 2.3.3). */
const EPOCH_TICKS = 116_444_736_000_000_000n;

/** The FILETIME of a moment in microseconds since 1970. */
export function fileTime(us: number, tick = 0): bigint {
  return BigInt(us) * 10n + BigInt(tick) + EPOCH_TICKS;
}

/**
 * Writes one value at `at` and returns the position behind it. `terminated` adds the NUL that providers who hand their
 * strings over as C strings leave in the record. Throws RangeError where the value does not fit its type.
 */
export function writeValue(out: Buffer, at: number, type: ValueType, value: EventValue, terminated: boolean): number {
  switch (type) {
    case 'UnicodeString': {
      const end = at + out.write(text(value, type), at, 'utf16le');
      return terminated ? out.writeUInt16LE(0, end) : end;
    }
    case 'AnsiString': {
      const end = at + out.write(text(value, type), at, 'latin1');
      return terminated ? out.writeUInt8(0, end) : end;
    }
    case 'StringArray':
      return writeStrings(out, at, value);
    case 'Int8':
      return out.writeInt8(integer(value, type), at);
    case 'UInt8':
      return out.writeUInt8(integer(value, type), at);
    case 'Int16':
      return out.writeInt16LE(integer(value, type), at);
    case 'UInt16':
      return out.writeUInt16LE(integer(value, type), at);
    case 'Int32':
      return out.writeInt32LE(integer(value, type), at);
    case 'UInt32':
    case 'HexInt32':
      return out.writeUInt32LE(integer(value, type), at);
    case 'Int64':
      return out.writeBigInt64LE(wide(value, type), at);
    case 'UInt64':
    case 'HexInt64':
    case 'Pointer':
      return writeUnsigned64(out, at, type, value);
    case 'Real32':
      return out.writeFloatLE(Number(value), at);
    case 'Real64':
      return out.writeDoubleLE(Number(value), at);
    case 'Boolean':
      return out.writeUInt32LE(value === true ? 1 : 0, at);
    case 'Binary':
      if (!(value instanceof Uint8Array)) throw mismatch(type, value);
      out.set(value, at);
      return at + value.length;
    case 'Guid':
      return writeGuid(out, at, text(value, type));
    case 'Sid':
      return writeSid(out, at, text(value, type));
    case 'FileTime':
      return out.writeBigUInt64LE(typeof value === 'number' ? fileTime(value) : wide(value, type), at);
    case 'SystemTime':
      return writeSystemTime(out, at, integer(value, type));
  }
}

/**
 * The type byte under which a value is stored. A missing one is Null, but a missing text in a place that is never left out
 * keeps its type, with no bytes; a pointer is stored as the hexadecimal of the machine's width. Both as Windows does.
 */
export function storedType(type: ValueType, value: EventValue, optional: boolean): number {
  if (value === null && (optional || (type !== 'UnicodeString' && type !== 'Binary'))) return valueTypes.Null;
  return type === 'Pointer' ? valueTypes.HexInt64 : valueTypes[type];
}

function writeUnsigned64(out: Buffer, at: number, type: ValueType, value: EventValue): number {
  if (typeof value !== 'number') return out.writeBigUInt64LE(wide(value, type), at);
  if (!Number.isSafeInteger(value) || value < 0) throw mismatch(type, value);
  out.writeUInt32LE(value % 0x1_0000_0000, at);
  return out.writeUInt32LE(Math.floor(value / 0x1_0000_0000), at + 4);
}

/** Each string ends in a NUL (MS-EVEN6 2.2.12.1, arrays of strings). */
function writeStrings(out: Buffer, at: number, value: EventValue): number {
  if (!Array.isArray(value)) throw mismatch('StringArray', value);
  let end = at;
  for (const one of value as readonly string[]) {
    end += out.write(one, end, 'utf16le');
    end = out.writeUInt16LE(0, end);
  }
  return end;
}

const GUID = /^\{?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\}?$/i;

/** MS-DTYP 2.3.4.2: the first three groups little-endian, the rest as written. */
function writeGuid(out: Buffer, at: number, value: string): number {
  const parts = GUID.exec(value);
  if (!parts) throw mismatch('Guid', value);
  const [, first = '', second = '', third = '', fourth = '', fifth = ''] = parts;
  out.writeUInt32LE(Number.parseInt(first, 16), at);
  out.writeUInt16LE(Number.parseInt(second, 16), at + 4);
  out.writeUInt16LE(Number.parseInt(third, 16), at + 6);
  out.write(fourth + fifth, at + 8, 'hex');
  return at + 16;
}

/** MS-DTYP 2.4.2.2: revision, count, authority (48 bits, big-endian), sub-authorities (32 bits, little-endian). */
function writeSid(out: Buffer, at: number, value: string): number {
  const [prefix, revision, authority, ...subs] = value.split('-');
  if (prefix !== 'S' || revision === undefined || authority === undefined || subs.length > 15) throw mismatch('Sid', value);
  out.writeUInt8(Number(revision), at);
  out.writeUInt8(subs.length, at + 1);
  out.writeUIntBE(Number(authority), at + 2, 6);
  let end = at + 8;
  for (const sub of subs) end = out.writeUInt32LE(Number(sub), end);
  return end;
}

/** MS-DTYP 2.3.13: year, month, weekday, day, hour, minute, second, millisecond, 16 bits each. */
function writeSystemTime(out: Buffer, at: number, us: number): number {
  const date = new Date(us / 1000);
  const parts = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDay(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    date.getUTCMilliseconds(),
  ];
  let end = at;
  for (const part of parts) end = out.writeUInt16LE(part, end);
  return end;
}

function text(value: EventValue, type: ValueType): string {
  if (typeof value !== 'string') throw mismatch(type, value);
  return value;
}

function integer(value: EventValue, type: ValueType): number {
  if (typeof value !== 'number') throw mismatch(type, value);
  return value;
}

function wide(value: EventValue, type: ValueType): bigint {
  if (typeof value === 'bigint') return value;
  return BigInt(integer(value, type));
}

function mismatch(type: ValueType, value: EventValue): RangeError {
  return new RangeError(`${String(value)} is no value of type ${type}`);
}
