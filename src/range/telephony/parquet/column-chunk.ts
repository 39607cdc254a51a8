import { constants, zstdCompressSync } from 'node:zlib';
import { presence, type ParquetColumn } from './column.ts';
import { field, structBytes, type Field } from './compact-protocol.ts';
import { bitWidth, packed, plain } from './encodings.ts';

/** Numbers of parquet.thrift. */
const PAGE = { data: 0, dictionary: 2 } as const;
const ENCODING = { plain: 0, rle: 3, dictionary: 8 } as const;
const ZSTD = 6;
export const TYPE = { integer: 1, long: 2, time: 2, text: 6 } as const;

/** One column of a row group, as its pages stand in the file, and what the footer says of it. */
export interface ColumnChunk {
  readonly pages: readonly Uint8Array[];
  readonly uncompressed: number;
  readonly compressed: number;
  /** The ColumnMetaData of a chunk that begins at an offset of the file. */
  metadata(offset: number): readonly Field[];
}

/** Encodes a column: texts as indices into a dictionary page, numbers plain, all compressed; one data page. */
export function encodeColumn(column: ParquetColumn): ColumnChunk {
  const { kind, values, name } = column;
  const known = presence(column);
  const count = values.length - (known?.missing ?? 0);
  const levels = known ? levelBytes(known.flags) : null;
  const dictionary = kind === 'text' ? dictionaryPage(column.dictionary.length, plain(column, count)) : null;
  const body = kind === 'text' ? indexBytes(column.values, column.dictionary.length, count) : [plain(column, count)];
  const data = page(PAGE.data, levels ? [...levels, ...body] : body, [
    field.struct(5, [
      field.i32(1, values.length),
      field.i32(2, kind === 'text' ? ENCODING.dictionary : ENCODING.plain),
      field.i32(3, ENCODING.rle),
      field.i32(4, ENCODING.rle),
    ]),
  ]);
  const pages = dictionary ? [dictionary, data] : [data];
  const uncompressed = pages.reduce((sum, one) => sum + one.head.length + one.size, 0);
  const compressed = pages.reduce((sum, one) => sum + one.head.length + one.bytes.length, 0);
  return {
    pages: pages.flatMap(({ head, bytes }) => [head, bytes]),
    uncompressed,
    compressed,
    metadata: (offset) => [
      field.i32(1, TYPE[kind]),
      field.i32s(2, kind === 'text' ? [ENCODING.plain, ENCODING.rle, ENCODING.dictionary] : [ENCODING.plain, ENCODING.rle]),
      field.texts(3, [name]),
      field.i32(4, ZSTD),
      field.i64(5, values.length),
      field.i64(6, uncompressed),
      field.i64(7, compressed),
      field.i64(9, offset + (dictionary ? dictionary.head.length + dictionary.bytes.length : 0)),
      ...(dictionary ? [field.i64(11, offset)] : []),
      field.struct(12, statistics(column, known?.missing ?? 0)),
    ],
  };
}

interface Page {
  readonly head: Uint8Array;
  readonly bytes: Uint8Array;
  /** Uncompressed, without the header. */
  readonly size: number;
}

function page(type: number, parts: readonly Uint8Array[], more: readonly Field[]): Page {
  const content = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  const bytes = zstdCompressSync(content, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  const head = Uint8Array.from(structBytes([field.i32(1, type), field.i32(2, content.length), field.i32(3, bytes.length), ...more]));
  return { head, bytes, size: content.length };
}

function dictionaryPage(entries: number, texts: Uint8Array): Page {
  return page(PAGE.dictionary, [texts], [field.struct(7, [field.i32(1, entries), field.i32(2, ENCODING.plain)])]);
}

/** Definition levels of a page: how many bytes, then one bit a row. */
function levelBytes(flags: Uint8Array): Uint8Array[] {
  const bits = packed(flags, 1, flags.length);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bits.length);
  return [size, bits];
}

function indexBytes(indices: Int32Array, entries: number, count: number): Uint8Array[] {
  const width = bitWidth(entries);
  return [Uint8Array.of(width), packed(indices, width, count)];
}

/** Least and greatest value of numbers, by which readers pass over what they need not read. */
function statistics(column: ParquetColumn, missing: number): Field[] {
  const nulls = field.i64(3, missing);
  if (column.kind === 'text') return [nulls];
  let [least, greatest] = [Infinity, -Infinity];
  const { values } = column;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  if (least > greatest) return [nulls];
  const bytes = (value: number): Uint8Array => {
    const buffer = Buffer.alloc(column.kind === 'integer' ? 4 : 8);
    if (column.kind === 'integer') buffer.writeInt32LE(value);
    else buffer.writeBigInt64LE(BigInt(value));
    return buffer;
  };
  return [nulls, field.binary(5, bytes(greatest)), field.binary(6, bytes(least))];
}
