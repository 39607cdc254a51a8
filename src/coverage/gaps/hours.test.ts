import { describe, expect, it } from 'vitest';
import { logHourTable, type StageInput } from '../../case/index.ts';
import { Duckdb } from '../../engine/index.ts';
import { DAY, HOUR } from '../../lib/index.ts';
import { START } from '../handmade-logs.ts';
import { silences } from './hours.ts';

/** A stage's input whose hours of logs are what this SQL gives. */
async function hoursFrom(sql: string, memory: number, ask: (input: StageInput) => Promise<void>): Promise<void> {
  const engine = await Duckdb.open({ threads: 2, memory, temporary: null });
  try {
    await engine.run(`CREATE TABLE hours AS ${sql}`);
    const from = (table: unknown): string => (table === logHourTable ? 'hours' : `(SELECT NULL WHERE false)`);
    await ask({ engine, from, rows: () => Promise.resolve([]) });
  } finally {
    engine.close();
  }
}

const span = { from: START, to: START + 14 * DAY };
const hourly = `make_timestamp(${START} + h * ${HOUR})`;

describe('the hours of logs', () => {
  it('of 5,000 hosts are read in little memory', async () => {
    const sql = `SELECT 'host' || (l // 4) AS host, 'log' || (l % 4) AS source, ${hourly} AS hour FROM range(20000) AS l(l), range(0, 60, 3) AS h(h)`;
    await hoursFrom(sql, 150, async (input) => {
      const found = await silences(input, span, () => true);
      expect(found.ordinaryHours('host4999', 'log3')).not.toBeUndefined();
    });
  });

  it('come in order, whatever the order of the rows', async () => {
    const rows = (order: string): string =>
      `SELECT 'h' AS host, 'Security' AS source, ${hourly} AS hour FROM range(336) AS h(h) WHERE h NOT BETWEEN 100 AND 160 AND h NOT BETWEEN 200 AND 219 ORDER BY ${order}`;
    const seen: unknown[] = [];
    for (const order of ['h', 'h DESC', 'hash(h)'])
      await hoursFrom(rows(order), 200, async (input) => {
        seen.push((await silences(input, span, () => false)).blind);
      });
    expect(seen[0]).not.toEqual([]);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });
});
