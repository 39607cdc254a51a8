import { baseMatchTable, findingTable, literal, type StageInput, type StageOutput } from '../../case/index.ts';
import type { Engine } from '../../engine/index.ts';
import type { Correlation } from '../../sigma/index.ts';
import { collectEvidence, findingsSql } from './collect-evidence.ts';
import type { MatchSource } from './sources.ts';
import { findEpisodes } from './find-episodes.ts';

/** MB for the engine meanwhile: sorts go to disk beyond it, and what it takes besides stays below 1 GB with the rest. */
const ENGINE_MEGABYTES = 320;
/** Matches behind the findings that are made at a time. */
const BATCH_EVENTS = 40_000;
/** Rows the engine holds, compressed, before it writes them; findings have many pointers. */
const GROUP_ROWS = 20_480;

/**
 * Runs correlations over the base matches of the pass and those of `factMatches` (a table of the same columns), and writes what they find.
 * Each goes over the matches twice: once for its episodes, once for what stands behind them. The answer does not depend on the order in which
 * matches are stored.
 */
export async function runCorrelations(
  correlations: readonly Correlation[],
  input: StageInput,
  output: Pick<StageOutput, 'file'>,
  factMatches: string,
): Promise<void> {
  if (correlations.length === 0) return;
  const { engine } = input;
  const before = await memoryLimit(engine);
  if (before.megabytes > ENGINE_MEGABYTES) await engine.run(`SET memory_limit = '${ENGINE_MEGABYTES}MB'`);
  try {
    await runAll(correlations, input, output, factMatches);
  } finally {
    await engine.run(`SET memory_limit = '${before.setting}'`);
  }
}

/** What the engine may use, as it says so itself (`476.8 MiB`). */
async function memoryLimit(engine: Engine): Promise<{ setting: string; megabytes: number }> {
  const [row] = await engine.rows<{ setting: string }>(`SELECT current_setting('memory_limit') AS setting`);
  const setting = row?.setting ?? '';
  const [, number = '0', unit = ''] = /^([0-9.]+) ([KMGT])iB$/.exec(setting) ?? [];
  return { setting, megabytes: (Number(number) * 1024 ** ('KMGT'.indexOf(unit) + 1)) / 1_000_000 };
}

/** Before this no event log that is read here was written. */
const SENSIBLE = `TIMESTAMP '1995-01-01'`;

async function runAll(
  correlations: readonly Correlation[],
  input: StageInput,
  output: Pick<StageOutput, 'file'>,
  factMatches: string,
): Promise<void> {
  const { engine } = input;
  const columns = Object.keys(baseMatchTable.columns).join(', ');
  const matches = `(SELECT ${columns} FROM ${input.from(baseMatchTable)} AS b UNION ALL SELECT ${columns} FROM ${factMatches})`;
  // A record that a wrong clock dates centuries back must not take the exactness from all others.
  const [earliest] = await engine.rows<{ base: number | null }>(
    `SELECT epoch_us(coalesce(min(time) FILTER (WHERE time >= ${SENSIBLE}), min(time))) AS base FROM ${matches} AS m`,
  );
  const numbers = new Map(correlations.map(({ key }, i) => [key, i]));
  const behind = (key: string): string => `correlation_behind_${numbers.get(key) ?? -1}`;
  const source: MatchSource = { matches, base: earliest?.base ?? 0, behind };
  for (const correlation of correlations) {
    const episodes = 'correlation_episode';
    await findEpisodes(engine, correlation, source, episodes);
    await collectEvidence(engine, correlation, source, episodes, behind(correlation.key));
    if (!correlation.silent) await writeFindings(engine, correlation, episodes, behind(correlation.key), output);
    await engine.run(`DROP TABLE ${episodes}`);
    await dropUnneeded(engine, correlations, correlation, behind);
  }
}

/** Forgets what stands behind findings once no later correlation is built on them. */
async function dropUnneeded(
  engine: Engine,
  all: readonly Correlation[],
  done: Correlation,
  behind: (key: string) => string,
): Promise<void> {
  const later = all.slice(all.indexOf(done) + 1);
  const needed = new Set(later.flatMap(({ steps }) => steps.flatMap(({ correlation }) => correlation ?? [])));
  const names = [done.key, ...done.steps.flatMap(({ correlation }) => correlation ?? [])];
  for (const key of new Set(names)) if (!needed.has(key)) await engine.run(`DROP TABLE IF EXISTS ${behind(key)}`);
}

async function writeFindings(
  engine: Engine,
  correlation: Correlation,
  episodes: string,
  behind: string,
  output: Pick<StageOutput, 'file'>,
): Promise<void> {
  const write = async (first: number, last: number): Promise<void> => {
    const file = literal(output.file(findingTable));
    await engine.run(
      `COPY (${findingsSql(correlation, behind, first, last)}) TO ${file} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${GROUP_ROWS})`,
    );
  };
  let first = 0;
  let last = -1;
  let waiting = 0;
  for await (const [ids, events] of engine.numbers(`SELECT id, events FROM ${episodes} ORDER BY id`)) {
    for (let i = 0; i < (ids?.length ?? 0); i++) {
      last = ids?.[i] ?? last;
      waiting += events?.[i] ?? 0;
      if (waiting < BATCH_EVENTS) continue;
      await write(first, last);
      first = last + 1;
      waiting = 0;
    }
  }
  if (last >= first) await write(first, last);
}
