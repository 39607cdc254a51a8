import {
  baseMatchTable,
  coverageTable,
  duplicateTable,
  literal,
  logHourTable,
  logRunTable,
  quarantineTable,
  quoted,
  type Case,
  type StageDefinition,
} from '../../case/index.ts';
import type { Duckdb } from '../../engine/index.ts';
import { factKinds } from '../../facts/index.ts';
import { findRepeated, forgetRepeated } from './repeated.ts';
import { readShards } from './shard-files.ts';
import { writeCoverage } from './write-coverage.ts';
import { factStatements, type SortingStatement } from './fact-statements.ts';

/** Two sorts of more rows than this would not find room in the engine's memory at the same time. */
const TOGETHER_ROWS = 80_000;

/** The stage after the pass: from shards, in whatever way they were cut, to sorted tables with every record once. */
export function compactStage(opened: Case, engine: Duckdb, generation: string): StageDefinition {
  const facts = [...factKinds.map((kind) => kind.table), baseMatchTable];
  return {
    name: 'evidence',
    version: 2,
    inputs: [generation, ...opened.manifest.evidence().map((row) => row.sha256)],
    tables: [...facts, quarantineTable, duplicateTable, coverageTable, logRunTable, logHourTable],
    async run(_input, output) {
      const read = readShards(opened, generation);
      const repeated = await findRepeated(engine, read);
      const writing: SortingStatement[] = [];
      for (const table of facts) writing.push(...(await factStatements(engine, read, table, output, repeated)));
      const isLarge = ({ rows }: SortingStatement): boolean => rows > TOGETHER_ROWS;
      await engine.runEach(writing.filter((each) => !isLarge(each)).map(({ sql }) => sql));
      for (const { sql } of writing.filter(isLarge)) await engine.run(sql);
      const columns = Object.keys(quarantineTable.columns).map(quoted).join(', ');
      const order = quarantineTable.order.map(quoted).join(', ');
      await engine.run(`COPY (SELECT ${columns} FROM ${read(quarantineTable.name, quarantineTable.columns)} AS q ORDER BY ${order})
        TO ${literal(output.file(quarantineTable))} (FORMAT parquet, COMPRESSION zstd)`);
      await writeCoverage(engine, read, output);
      await forgetRepeated(engine);
    },
  };
}
