import type { Duckdb } from '../../src/engine/index.ts';
import { curve, percent, type Figure } from './figure.ts';

const LANL = 'Hagberg, Kent, Lemons, Neil 2014: 708,304,516 logons of 11,362 users in 9 × 30 days (csr.lanl.gov/data/auth)';
const HOPPER = 'Ho et al., Hopper, USENIX Security 2021';

/** What the logons of people come to: those who ever sign on at a screen. `leases`: a CSV of which host had which address when. */
export async function logonFigures(engine: Duckdb, parquet: string, leases: string): Promise<Figure[]> {
  await engine.run(`CREATE TABLE logon AS
    SELECT a.time, a.host, account_sid AS account, logon_type, package, coalesce(l.host, source_address, lower(workstation), a.host) AS origin
    FROM read_parquet('${parquet.replaceAll("'", "''")}') AS a
    LEFT JOIN read_csv('${leases}') AS l ON l.address = a.source_address AND a.time >= l.begins AND a.time < l.ends
    WHERE source = 'windows' AND event_id = '4624' AND account_sid LIKE 'S-1-5-21-%' AND account NOT LIKE '%$%'`);
  await engine.run(`CREATE TABLE person AS
    SELECT * FROM logon WHERE account IN (SELECT account FROM logon WHERE logon_type IN (2, 7, 11))`);
  return [...(await perUser(engine)), ...(await packages(engine)), ...(await newEdges(engine)), ...(await curves(engine))];
}

async function perUser(engine: Duckdb): Promise<Figure[]> {
  const [days] = await engine.rows<{ mean: number; median: number; hosts: number; p95: number }>(`
    SELECT avg(n)::DOUBLE AS mean, median(n)::DOUBLE AS median, avg(h)::DOUBLE AS hosts, quantile_cont(h, 0.95)::DOUBLE AS p95
    FROM (SELECT count(*) AS n, count(DISTINCT host) AS h FROM person GROUP BY account, time::DATE)`);
  const [all] = await engine.rows<{ median: number; p95: number; most: number }>(`
    SELECT median(h)::DOUBLE AS median, quantile_cont(h, 0.95)::DOUBLE AS p95, max(h)::DOUBLE AS most
    FROM (SELECT count(DISTINCT host) AS h FROM person GROUP BY account)`);
  return [
    {
      measure: 'logons a user and day at work',
      here: `mean ${(days?.mean ?? 0).toFixed(1)}, median ${(days?.median ?? 0).toFixed(0)}`,
      published: '231, on every day and with all that programs do by themselves',
      source: LANL,
    },
    {
      measure: 'distinct hosts a user and day',
      here: `mean ${(days?.hosts ?? 0).toFixed(1)}, 95th percentile ${(days?.p95 ?? 0).toFixed(0)}`,
      published: 'a few, with a long tail of administrators',
      source: LANL,
    },
    {
      measure: 'distinct hosts a user in all',
      here: `median ${all?.median ?? 0}, 95th percentile ${(all?.p95 ?? 0).toFixed(0)}, most ${all?.most ?? 0}`,
      published: '22,284 computers to 11,362 users; degrees heavy-tailed',
      source: LANL,
    },
  ];
}

async function packages(engine: Duckdb): Promise<Figure[]> {
  const rows = await engine.rows<{ package: string; share: number }>(`
    SELECT package, (count(*) / sum(count(*)) OVER ())::DOUBLE AS share FROM logon WHERE logon_type = 3 AND package IS NOT NULL
    GROUP BY package ORDER BY share DESC, package`);
  return [
    {
      measure: 'network logons by package',
      here: rows.map((row) => `${row.package} ${percent(row.share)}`).join(', '),
      published: 'Kerberos by far the most, NTLM a tenth to a fifth',
      source: 'no single figure; what administrators who audit NTLM commonly report',
    },
  ];
}

/** Share of a day's logons that go from an origin to a host with an account for the first time, after a month of learning. */
async function newEdges(engine: Duckdb): Promise<Figure[]> {
  const [row] = await engine.rows<{ edges: number; users: number }>(`
    WITH span AS (SELECT min(time) + INTERVAL 30 DAY AS learnt FROM person),
    edge AS (SELECT time, row_number() OVER (PARTITION BY account, origin, host ORDER BY time) AS n FROM person),
    visit AS (SELECT time, row_number() OVER (PARTITION BY account, host ORDER BY time) AS n FROM person)
    SELECT (SELECT avg((n = 1)::INT)::DOUBLE FROM edge, span WHERE time >= learnt) AS edges,
           (SELECT avg((n = 1)::INT)::DOUBLE FROM visit, span WHERE time >= learnt) AS users`);
  return [
    {
      measure: 'logons over an edge (account, origin, host) never seen before',
      here: percent(row?.edges ?? 0),
      published: 'about 4 %',
      source: HOPPER,
    },
    { measure: 'logons of an account to a host it never logged on to before', here: percent(row?.users ?? 0), published: '', source: '' },
  ];
}

async function curves(engine: Duckdb): Promise<Figure[]> {
  const hours = await engine.rows<{ hour: number; n: number }>(
    'SELECT hour(time)::INTEGER AS hour, count(*)::DOUBLE AS n FROM person GROUP BY hour ORDER BY hour',
  );
  const weekdays = await engine.rows<{ day: number; n: number }>(
    'SELECT isodow(time)::INTEGER AS day, count(*)::DOUBLE AS n FROM person GROUP BY day ORDER BY day',
  );
  const byHour = Array.from({ length: 24 }, (_, hour) => hours.find((row) => row.hour === hour)?.n ?? 0);
  const byDay = Array.from({ length: 7 }, (_, day) => weekdays.find((row) => row.day === day + 1)?.n ?? 0);
  const total = byDay.reduce((sum, n) => sum + n, 0);
  const weekend = ((byDay[5] ?? 0) + (byDay[6] ?? 0)) / Math.max(1, total);
  return [
    { measure: 'logons by hour, UTC, 0 to 23', here: curve(byHour), published: 'two humps around midday, little at night', source: LANL },
    {
      measure: 'logons by weekday, Monday first',
      here: `${curve(byDay)} (weekend ${percent(weekend)})`,
      published: 'workdays alike, weekends a fraction',
      source: LANL,
    },
  ];
}
