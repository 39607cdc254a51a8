/**
 * Binary XML value types and their numbers (MS-EVEN6 2.2.12 "BinXml value types").
 * `StringArray` is UnicodeString with the array bit 0x80 set.
 */
export const valueTypes = {
  Null: 0x00,
  UnicodeString: 0x01,
  AnsiString: 0x02,
  Int8: 0x03,
  UInt8: 0x04,
  Int16: 0x05,
  UInt16: 0x06,
  Int32: 0x07,
  UInt32: 0x08,
  Int64: 0x09,
  UInt64: 0x0a,
  Real32: 0x0b,
  Real64: 0x0c,
  Boolean: 0x0d,
  Binary: 0x0e,
  Guid: 0x0f,
  Pointer: 0x10,
  FileTime: 0x11,
  SystemTime: 0x12,
  Sid: 0x13,
  HexInt32: 0x14,
  HexInt64: 0x15,
  BinXml: 0x21,
  StringArray: 0x81,
} as const;

/** A type that a field of an event may have; `Null` and `BinXml` are the writer's own. */
export type ValueType = Exclude<keyof typeof valueTypes, 'Null' | 'BinXml'>;

/**
 * The value of a field. Strings: texts, GUIDs (`{…}`), SIDs (`S-1-…`). Numbers up to 53 bits, else bigint;
 * FileTime and SystemTime: microseconds since 1970 as a number, or 100 ns since 1601 as a bigint. Null: no value.
 */
export type EventValue = string | number | bigint | boolean | Uint8Array | readonly string[] | null;

/** The name that goes with a number of `valueTypes`. */
export function nameOfType(type: number): string {
  return Object.entries(valueTypes).find(([, number]) => number === type)?.[0] ?? String(type);
}
