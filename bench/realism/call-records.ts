import type { Duckdb } from '../../src/engine/index.ts';
import { percent, curve, type Figure } from './figure.ts';

const GONZALEZ = 'González, Hidalgo, Barabási 2008, Nature 453:779';
const GOH = 'Goh, Barabási 2008, EPL 81:48002';
const LAMBIOTTE = 'Lambiotte et al. 2008, Physica A 387:5317: 2.5 million customers, 810 million calls and texts in 6 months';
const ONNELA = 'Onnela et al. 2007, PNAS 104:7332';

/** What the call records come to, a subscriber and day. `columns`: the store's own names by what they hold. */
export async function callRecordFigures(
  engine: Duckdb,
  parquet: string,
  columns: Readonly<Record<string, string | null | undefined>>,
  sites: string,
): Promise<Figure[]> {
  const name = (of: string): string => `"${(columns[of] ?? '').replaceAll('"', '""')}"`;
  await engine.run(`CREATE TABLE record AS
    SELECT ${name('servedMSISDN')} AS served, ${name('otherMSISDN')} AS other, ${name('startTime')}::TIMESTAMP AS start, ${name('cell')} AS cell,
      ${name('recordType')} AS type, ${name('duration')}::DOUBLE AS duration
    FROM read_parquet('${parquet.replaceAll("'", "''")}')`);
  await engine.run(`CREATE TABLE talk AS SELECT * FROM record WHERE other IS NOT NULL AND other <> ''`);
  return [...(await rates(engine)), ...(await rhythm(engine)), ...(await contacts(engine)), ...(await movement(engine, sites))];
}

async function rates(engine: Duckdb): Promise<Figure[]> {
  const [row] = await engine.rows<{ all: number; talks: number; p99: number }>(`
    WITH span AS (SELECT date_diff('day', min(start), max(start)) + 1 AS days, count(DISTINCT served) AS people FROM record)
    SELECT ((SELECT count(*) FROM record) / days / people)::DOUBLE AS "all",
      ((SELECT count(*) FROM talk WHERE type ILIKE '%MO%') / days / people)::DOUBLE AS talks,
      (SELECT quantile_cont(n, 0.99) / any_value(days) FROM (SELECT count(*) AS n FROM record GROUP BY served))::DOUBLE AS p99 FROM span
    GROUP BY days, people`);
  return [
    {
      measure: 'records a subscriber and day',
      here: `${(row?.all ?? 0).toFixed(1)} (99th percentile of people ${(row?.p99 ?? 0).toFixed(0)})`,
      published: '',
      source: '',
    },
    {
      measure: 'calls and texts made, a subscriber and day',
      here: (row?.talks ?? 0).toFixed(2),
      published: '1.8',
      source: LAMBIOTTE,
    },
  ];
}

/** Burstiness (σ − μ) / (σ + μ) of the times between a person's calls and texts: 0 for a Poisson process, 1 for bursts alone. */
async function rhythm(engine: Duckdb): Promise<Figure[]> {
  const [row] = await engine.rows<{ burstiness: number; minutes: number }>(`
    WITH gap AS (SELECT served, epoch(start - lag(start) OVER (PARTITION BY served ORDER BY start)) AS s FROM talk),
    own AS (SELECT served, avg(s) AS mean, stddev_samp(s) AS sd, median(s) AS middle FROM gap WHERE s > 0 GROUP BY served HAVING count(*) > 30)
    SELECT median((sd - mean) / (sd + mean))::DOUBLE AS burstiness, (median(middle) / 60)::DOUBLE AS minutes FROM own`);
  const hours = await engine.rows<{ hour: number; n: number }>(
    'SELECT hour(start)::INTEGER AS hour, count(*)::DOUBLE AS n FROM talk GROUP BY hour ORDER BY hour',
  );
  return [
    {
      measure: 'burstiness of the times between calls and texts',
      here: `${(row?.burstiness ?? 0).toFixed(2)} (median gap ${(row?.minutes ?? 0).toFixed(0)} min)`,
      published: '0.2 to 0.4 for human communication',
      source: GOH,
    },
    {
      measure: 'calls and texts by hour, UTC, 0 to 23',
      here: curve(Array.from({ length: 24 }, (_, hour) => hours.find((one) => one.hour === hour)?.n ?? 0)),
      published: 'low from 1 to 6, high from 10 to 21',
      source: 'Candia et al. 2008, J. Phys. A 41:224015',
    },
  ];
}

async function contacts(engine: Duckdb): Promise<Figure[]> {
  const [row] = await engine.rows<{ median: number; p95: number; first: number }>(`
    WITH month AS (SELECT served, other, count(*) AS n FROM talk WHERE start < (SELECT min(start) + INTERVAL 30 DAY FROM talk) GROUP BY served, other),
    own AS (SELECT served, count(*) AS contacts, max(n) / sum(n) AS first FROM month GROUP BY served)
    SELECT median(contacts)::DOUBLE AS median, quantile_cont(contacts, 0.95)::DOUBLE AS p95, median("first")::DOUBLE AS "first" FROM own`);
  return [
    {
      measure: 'people a subscriber talks to in a month',
      here: `median ${row?.median ?? 0}, 95th percentile ${(row?.p95 ?? 0).toFixed(0)}`,
      published: 'about 3 mutual ties in 18 weeks on one network, heavy-tailed; some tens of numbers in all',
      source: ONNELA,
    },
    {
      measure: "share of a person's calls and texts with his first contact",
      here: percent(row?.first ?? 0),
      published: '20 to 40 %',
      source: 'Saramäki et al. 2014, PNAS 111:942',
    },
  ];
}

/** Radius of gyration: root mean square distance of a person's records from their centre. */
async function movement(engine: Duckdb, sites: string): Promise<Figure[]> {
  const [row] = await engine.rows<{ median: number; p90: number; near: number; cells: number }>(`
    WITH seen AS (SELECT served, x, y FROM record JOIN read_csv('${sites}') USING (cell)),
    own AS (SELECT served, sqrt(var_pop(x) + var_pop(y)) AS radius FROM seen GROUP BY served)
    SELECT median(radius)::DOUBLE AS median, quantile_cont(radius, 0.9)::DOUBLE AS p90, avg((radius < 10)::INT)::DOUBLE AS near,
      (SELECT median(n) FROM (SELECT count(DISTINCT cell) AS n FROM record GROUP BY served))::DOUBLE AS cells FROM own`);
  return [
    {
      measure: 'radius of gyration, km',
      here: `median ${(row?.median ?? 0).toFixed(1)}, 90th percentile ${(row?.p90 ?? 0).toFixed(0)}, below 10 km ${percent(row?.near ?? 0)}`,
      published: 'truncated power law from 5.8 km on, cut-off at 350 km: most below 10 km, few of hundreds',
      source: GONZALEZ,
    },
    { measure: 'cells a subscriber is seen in', here: `median ${row?.cells ?? 0}`, published: '', source: '' },
  ];
}
