import { put16, put32, put64, putFileTime, putText } from './bytes.ts';
import { putGuid, putSid } from './identifier-bytes.ts';
import { nameOfType, valueTypes, type EventValue } from './value-type.ts';

/**
 * Writes one value at `at` and returns the position behind it. `type` is its number in `valueTypes`. `terminated` adds the NUL that
 * providers who hand their strings over as C strings leave in the record. Throws RangeError where the value does not fit its type.
 */
export function writeValue(out: Buffer, at: number, type: number, value: EventValue, terminated: boolean): number {
  switch (type) {
    case valueTypes.UnicodeString: {
      if (typeof value !== 'string') throw mismatch(type, value);
      const end = putText(out, at, value);
      return terminated ? put16(out, end, 0) : end;
    }
    case valueTypes.UInt32:
    case valueTypes.HexInt32:
      if (typeof value !== 'number' || value >>> 0 !== value) throw mismatch(type, value);
      return put32(out, at, value);
    case valueTypes.UInt64:
    case valueTypes.HexInt64:
    case valueTypes.Pointer:
      if (typeof value !== 'number') return out.writeBigUInt64LE(wide(value, type), at);
      if (!Number.isSafeInteger(value) || value < 0) throw mismatch(type, value);
      return put64(out, at, value);
    case valueTypes.Sid:
      return typeof value === 'string' ? putSid(out, at, value) : raise(type, value);
    case valueTypes.Guid:
      return typeof value === 'string' ? putGuid(out, at, value) : raise(type, value);
    case valueTypes.Boolean:
      return put32(out, at, value === true ? 1 : 0);
    case valueTypes.UInt16:
      if (typeof value !== 'number' || (value & 0xffff) !== value) throw mismatch(type, value);
      return put16(out, at, value);
    default:
      return writeRare(out, at, type, value, terminated);
  }
}

/** Types that few events have. */
function writeRare(out: Buffer, at: number, type: number, value: EventValue, terminated: boolean): number {
  switch (type) {
    case valueTypes.AnsiString: {
      if (typeof value !== 'string') throw mismatch(type, value);
      const end = at + out.write(value, at, 'latin1');
      return terminated ? out.writeUInt8(0, end) : end;
    }
    case valueTypes.StringArray:
      return writeStrings(out, at, value);
    case valueTypes.Int8:
      return out.writeInt8(integer(value, type), at);
    case valueTypes.UInt8:
      return out.writeUInt8(integer(value, type), at);
    case valueTypes.Int16:
      return out.writeInt16LE(integer(value, type), at);
    case valueTypes.Int32:
      return out.writeInt32LE(integer(value, type), at);
    case valueTypes.Int64:
      return out.writeBigInt64LE(wide(value, type), at);
    case valueTypes.Real32:
      return out.writeFloatLE(Number(value), at);
    case valueTypes.Real64:
      return out.writeDoubleLE(Number(value), at);
    case valueTypes.Binary:
      if (!(value instanceof Uint8Array)) throw mismatch(type, value);
      out.set(value, at);
      return at + value.length;
    case valueTypes.FileTime:
      return typeof value === 'number' ? putFileTime(out, at, value, 0) : out.writeBigUInt64LE(wide(value, type), at);
    case valueTypes.SystemTime:
      return writeSystemTime(out, at, integer(value, type));
    default:
      throw mismatch(type, value);
  }
}

/** Each string ends in a NUL (MS-EVEN6 2.2.12.1, arrays of strings). */
function writeStrings(out: Buffer, at: number, value: EventValue): number {
  if (!Array.isArray(value)) throw mismatch(valueTypes.StringArray, value);
  let end = at;
  for (const one of value as readonly string[]) end = put16(out, putText(out, end, one), 0);
  return end;
}

/** Writes a moment in µs as MS-DTYP 2.3.13: year, month, weekday, day, hour, minute, second, millisecond, 16 bits each. Returns the position behind it. */
export function writeSystemTime(out: Buffer, at: number, us: number): number {
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

function integer(value: EventValue, type: number): number {
  if (typeof value !== 'number') throw mismatch(type, value);
  return value;
}

function wide(value: EventValue, type: number): bigint {
  if (typeof value === 'bigint') return value;
  return BigInt(integer(value, type));
}

function raise(type: number, value: EventValue): never {
  throw mismatch(type, value);
}

function mismatch(type: number, value: EventValue): RangeError {
  return new RangeError(`${String(value)} is no value of type ${nameOfType(type)}`);
}
