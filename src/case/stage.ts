import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Duckdb } from '../engine/index.ts';
import { byText, digestOf } from '../lib/index.ts';
import type { StageInput, StageOutput } from './case.ts';
import { crashPoint } from './crash-point.ts';
import type { Case } from './folder.ts';
import { emptySelect, literal, quoted, writeTable } from './table-writer.ts';
import type { RowOf, Table } from './tables/index.ts';

/** One stage of the way through the program, as `runStage` needs it. */
export interface StageDefinition {
  readonly name: string;
  /** Raised whenever the stage's code would give another answer for the same input. */
  readonly version: number;
  /** Digests of everything it reads: the stages before it, rules, context, key. */
  readonly inputs: readonly string[];
  /** The tables it writes; each is written once, in whole. */
  readonly tables: readonly Table[];
  run(input: StageInput, output: StageOutput): Promise<void>;
}

/**
 * Does a stage, unless its tables are there already for the same inputs, and returns the digest that names them.
 * Its tables are written to a temporary folder, which is renamed; the manifest row is the commit.
 */
export async function runStage(opened: Case, engine: Duckdb, stage: StageDefinition): Promise<string> {
  const digest = stageDigest(stage);
  const before = opened.manifest.stage(stage.name);
  if (before === digest && existsSync(stageFolder(opened, stage.name, digest))) return digest;
  const temporary = join(opened.paths.temporary, `${stage.name}-${digest}`);
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary);
  const written = new Map<string, number>();
  const nextFile = (table: Table): string => {
    if (!stage.tables.includes(table)) throw new Error(`stage ${stage.name} does not declare table ${table.name}`);
    const number = written.get(table.name) ?? 0;
    written.set(table.name, number + 1);
    mkdirSync(join(temporary, table.name), { recursive: true });
    return join(temporary, table.name, `${String(number).padStart(5, '0')}.parquet`);
  };
  const write = async <T extends Table>(table: T, rows: Iterable<RowOf<T>>): Promise<void> => {
    await writeTable(engine, table, rows, nextFile(table));
  };
  await stage.run(stageInput(opened, engine), { write, file: nextFile });
  for (const table of stage.tables) if (!written.has(table.name)) await write(table, []);
  crashPoint('before-rename');
  const folder = stageFolder(opened, stage.name, digest);
  rmSync(folder, { recursive: true, force: true });
  renameSync(temporary, folder);
  crashPoint('before-manifest-row');
  opened.manifest.commitStage(stage.name, digest);
  if (before !== null && before !== digest) rmSync(stageFolder(opened, stage.name, before), { recursive: true, force: true });
  return digest;
}

function stageDigest(stage: StageDefinition): string {
  const tables = stage.tables.map((table) => `${table.name} ${table.version}`);
  return digestOf([stage.name, String(stage.version), ...tables, ...stage.inputs], 16);
}

function stageFolder(opened: Case, name: string, digest: string): string {
  return join(opened.paths.tables, `${name}-${digest}`);
}

/** Reads the tables of all stages that are committed. */
export function stageInput(opened: Case, engine: Duckdb): StageInput {
  const from = (table: Table): string => {
    for (const stage of opened.manifest.stages()) {
      const folder = join(stageFolder(opened, stage.name, stage.digest), table.name);
      if (!existsSync(folder)) continue;
      const files = readdirSync(folder).sort(byText);
      return `read_parquet([${files.map((file) => literal(join(folder, file))).join(', ')}])`;
    }
    return `(${emptySelect(table.columns)})`;
  };
  return {
    engine,
    from,
    rows: <T extends Table>(table: T, where?: string) => {
      const filter = where === undefined ? '' : ` WHERE ${where}`;
      return engine.rows<RowOf<T>>(`SELECT * FROM ${from(table)} AS t${filter} ORDER BY ${table.order.map(quoted).join(', ')}`);
    },
  };
}
