import { readSync } from 'node:fs';
import { Duckdb } from '../../engine/index.ts';
import type { ErrorCode } from '../../lib/index.ts';
import { readSql, textLiteral } from './source.ts';

/** What a Parquet file says of its columns. */
export interface ParquetHeader {
  readonly names: readonly string[];
  /** The engine's names of their types, such as VARCHAR or TIMESTAMP. */
  readonly types: readonly string[];
  readonly rows: number;
}

/** A Parquet file that can be read. */
export interface ParquetFile {
  readonly path: string;
  readonly absolute: string;
  readonly sha256: string;
  readonly header: ParquetHeader;
}

const MAGIC = Buffer.from('PAR1');
const MEMORY = 300;

/** Whether an open file begins as Parquet does, or is called so: a damaged one is still no text. */
export function isParquet(file: number, path: string): boolean {
  const head = Buffer.alloc(4);
  return (readSync(file, head, 0, 4, 0) === 4 && head.equals(MAGIC)) || /\.parquet$/i.test(path);
}

/**
 * Reads Parquet files once, whole, in an engine of their own: a damaged file may leave an engine unusable, and one that was read to its end can be
 * relied upon.
 */
export class ParquetProbe {
  #engine: Duckdb | null = null;

  /** The header of a file all of whose values can be read; a code when they cannot. */
  async header(absolute: string): Promise<ParquetHeader | { readonly code: ErrorCode }> {
    const engine = (this.#engine ??= await Duckdb.open({ threads: 1, memory: MEMORY, temporary: null }));
    try {
      const columns = await engine.rows<{ column_name: string; column_type: string }>(
        `DESCRIBE SELECT * FROM read_parquet(${readSql([absolute], []).files})`,
      );
      const names = columns.map((column) => column.column_name);
      const source = readSql([absolute], names);
      const [sum] = await engine.rows<{ rows: number; files: number }>(
        `SELECT count(*) AS "rows", CAST(count(*) FILTER (${source.file} <> ${textLiteral(absolute)}) AS BIGINT) AS files, bit_xor(hash(COLUMNS(*)))
         FROM ${source.sql}`,
      );
      // Its name was taken for a pattern, and others were read with it.
      if (!sum || sum.files > 0) return { code: 'CDR_PARQUET_UNREADABLE' };
      return { names, types: columns.map((column) => column.column_type), rows: sum.rows };
    } catch {
      this.close();
      return { code: 'CDR_PARQUET_UNREADABLE' };
    }
  }

  close(): void {
    this.#engine?.close();
    this.#engine = null;
  }
}
