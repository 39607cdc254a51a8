/** One measured run: `node run.ts EVIDENCE CASE [RULES]` reads evidence into a case as far as sorted facts, and prints what it took as JSON. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runStage, stageInput } from '../../src/case/index.ts';
import { investigateOptions } from '../../src/cli/investigation/options.ts';
import { readEvidence } from '../../src/cli/investigation/read-evidence.ts';
import { openSession } from '../../src/cli/investigation/session.ts';
import { factKinds } from '../../src/facts/index.ts';
import { compactStage } from '../../src/pass/index.ts';

const [evidence = '', caseDir = '', ...rules] = process.argv.slice(2);
const silent = (): void => {};
const started = performance.now();
const session = await openSession(investigateOptions([evidence], { case: caseDir, jobs: '2', rules }), silent);
const { opened, engine } = session;
await readEvidence(session, silent);
const read = performance.now();
await runStage(opened, engine, compactStage(opened, engine, session.generation));
const ended = performance.now();
const input = stageInput(opened, engine);
let facts = 0;
for (const { table } of factKinds) {
  const [row] = await engine.rows<{ n: number }>(`SELECT count(*) AS n FROM ${input.from(table)} AS t`);
  facts += row?.n ?? 0;
}
const rows = opened.manifest.evidence();
console.log(
  JSON.stringify({
    records: rows.reduce((sum, row) => sum + row.records, 0),
    facts,
    readSeconds: (read - started) / 1000,
    sortSeconds: (ended - read) / 1000,
    cpuSeconds: cpu(),
    peakMemory: process.resourceUsage().maxRSS * 1024,
    tableBytes: bytesBelow(opened.paths.tables),
  }),
);
session.close();

/** Seconds of both cores that this process has used, engines and workers included. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const stat = statSync(join(folder, name));
    return sum + (stat.isFile() ? stat.size : 0);
  }, 0);
}
