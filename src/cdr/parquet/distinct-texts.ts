import type { Duckdb } from '../../engine/index.ts';

/** A text that stands in a column, and in how many rows. */
export interface DistinctText {
  readonly v: string;
  readonly n: number;
}

const PART = 8192;

/** Every text of a column once, some thousands at a time: one long text for each part is handed over many times faster than rows are. */
export async function* distinctTexts(engine: Duckdb, source: string, text: string): AsyncIterable<readonly DistinctText[]> {
  const parts = engine.stream<{ part: string }>(
    `SELECT CAST(to_json(list({'v': v, 'n': n})) AS VARCHAR) AS part
     FROM (SELECT v, n, row_number() OVER () AS r FROM (SELECT ${text} AS v, count(*) AS n FROM ${source} GROUP BY 1))
     GROUP BY r // ${PART}`,
  );
  // The engine made these texts; JSON.parse cannot know their shape.
  for await (const rows of parts) for (const { part } of rows) yield JSON.parse(part) as DistinctText[];
}
