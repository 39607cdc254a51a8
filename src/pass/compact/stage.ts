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
import { factStatements } from './fact-statements.ts';

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
      const writing: string[] = [];
      for (const table of facts) writing.push(...(await factStatements(engine, read, table, output, repeated)));
      await engine.runEach(writing);
      const columns = Object.keys(quarantineTable.columns).map(quoted).join(', ');
      const order = quarantineTable.order.map(quoted).join(', ');
      await engine.run(`COPY (SELECT ${columns} FROM ${read(quarantineTable.name, quarantineTable.columns)} AS q ORDER BY ${order})
        TO ${literal(output.file(quarantineTable))} (FORMAT parquet, COMPRESSION zstd)`);
      await writeCoverage(engine, read, output);
      await forgetRepeated(engine);
    },
  };
}
