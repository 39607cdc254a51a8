/** A field of a struct in Thrift's compact protocol (thrift-compact-protocol.md): its number, its type's number, its bytes. */
export interface Field {
  readonly id: number;
  readonly type: number;
  readonly bytes: readonly number[];
}

const TYPES = { true: 1, false: 2, i16: 4, i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;

/** Fields, to be given in order of their ids. Integers are safe ones. */
export const field = {
  bool: (id: number, value: boolean): Field => ({ id, type: value ? TYPES.true : TYPES.false, bytes: [] }),
  i32: (id: number, value: number): Field => ({ id, type: TYPES.i32, bytes: zigzag(value) }),
  i64: (id: number, value: number): Field => ({ id, type: TYPES.i64, bytes: zigzag(value) }),
  text: (id: number, value: string): Field => ({ id, type: TYPES.binary, bytes: binary(Buffer.from(value)) }),
  binary: (id: number, value: Uint8Array): Field => ({ id, type: TYPES.binary, bytes: binary(value) }),
  struct: (id: number, fields: readonly Field[]): Field => ({ id, type: TYPES.struct, bytes: structBytes(fields) }),
  structs: (id: number, items: readonly (readonly Field[])[]): Field => list(id, TYPES.struct, items.map(structBytes)),
  i32s: (id: number, items: readonly number[]): Field => list(id, TYPES.i32, items.map(zigzag)),
  texts: (id: number, items: readonly string[]): Field =>
    list(
      id,
      TYPES.binary,
      items.map((item) => binary(Buffer.from(item))),
    ),
};

/** A struct: each field's header is the step from the last id, and its type; a zero byte ends it. Steps of 16 and more do not occur. */
export function structBytes(fields: readonly Field[]): number[] {
  const bytes: number[] = [];
  let last = 0;
  for (const { id, type, bytes: value } of fields) {
    bytes.push(((id - last) << 4) | type, ...value);
    last = id;
  }
  bytes.push(0);
  return bytes;
}

/** An unsigned integer, seven bits a byte, the lowest first. */
export function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}

function zigzag(value: number): number[] {
  return varint(value >= 0 ? value * 2 : -value * 2 - 1);
}

function binary(value: Uint8Array): number[] {
  return [...varint(value.length), ...value];
}

function list(id: number, type: number, items: readonly (readonly number[])[]): Field {
  const head = items.length < 15 ? [(items.length << 4) | type] : [0xf0 | type, ...varint(items.length)];
  return { id, type: TYPES.list, bytes: [...head, ...items.flat()] };
}
