import { encodeColumn, TYPE } from './column-chunk.ts';
import type { ParquetColumn } from './column.ts';
import { field, structBytes, type Field } from './compact-protocol.ts';

const MAGIC = Buffer.from('PAR1');
/** Numbers of parquet.thrift. */
const CONVERTED = { text: 0, time: 10 } as const;

/**
 * A table as a Parquet file of one row group (github.com/apache/parquet-format): pages compressed with zstd, texts in dictionaries. Columns have
 * equally many rows. The range has a writer of its own so that it shares no mistake with the engine that reads; it is also faster than
 * handing rows to one, since texts that come again are encoded once.
 */
export function parquetFile(columns: readonly ParquetColumn[]): Uint8Array[] {
  const rows = columns[0]?.values.length ?? 0;
  const parts: Uint8Array[] = [MAGIC];
  const chunks: (readonly Field[])[] = [];
  let offset = MAGIC.length;
  let uncompressed = 0;
  for (const column of columns) {
    const chunk = encodeColumn(column);
    chunks.push([field.i64(2, offset), field.struct(3, chunk.metadata(offset))]);
    parts.push(...chunk.pages);
    offset += chunk.compressed;
    uncompressed += chunk.uncompressed;
  }
  const group = [
    field.structs(1, chunks),
    field.i64(2, uncompressed),
    field.i64(3, rows),
    field.i64(5, MAGIC.length),
    field.i64(6, offset - MAGIC.length),
  ];
  const footer = Uint8Array.from(
    structBytes([
      field.i32(1, 1),
      field.structs(2, [[field.text(4, 'records'), field.i32(5, columns.length)], ...columns.map(schemaElement)]),
      field.i64(3, rows),
      field.structs(4, [group]),
      field.text(6, 'hardcell'),
      field.structs(
        7,
        columns.map(() => [field.struct(1, [])]),
      ),
    ]),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32LE(footer.length);
  return [...parts, footer, size, MAGIC];
}

function schemaElement({ name, kind, optional }: ParquetColumn): Field[] {
  const logical: Readonly<Record<string, readonly Field[]>> = {
    text: [field.i32(6, CONVERTED.text), field.struct(10, [field.struct(1, [])])],
    time: [
      field.i32(6, CONVERTED.time),
      field.struct(10, [field.struct(8, [field.bool(1, false), field.struct(2, [field.struct(2, [])])])]),
    ],
  };
  return [field.i32(1, TYPE[kind]), field.i32(3, optional ? 1 : 0), field.text(4, name), ...(logical[kind] ?? [])];
}
