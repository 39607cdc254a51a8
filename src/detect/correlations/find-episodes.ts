import type { Engine } from '../../engine/index.ts';
import { Correlator, type Correlation } from '../../sigma/index.ts';
import { events } from './event-sql.ts';
import { isTemporal, layersOf, type MatchSource } from './sources.ts';

/** Episodes handed to the engine at a time. */
const BATCH = 20_000;

/** Which columns the events of a correlation need beside group and time: what is the same for all is not sorted. */
type Needed = Readonly<Record<(typeof EXTRA)[number], boolean>>;
const EXTRA = ['until', 'step', 'value', 'record'] as const;

/**
 * Makes the table `episodes` of a correlation: id (from 0), g1, g2, t0, held, t1, events. The engine sorts the events by group and time, on
 * disk where memory is short, so that of all groups only one at a time, and of it only the last timespan, is held here.
 */
export async function findEpisodes(engine: Engine, correlation: Correlation, from: MatchSource, episodes: string): Promise<number> {
  await engine.run(
    `CREATE OR REPLACE TABLE ${episodes} (id DOUBLE, g1 DOUBLE, g2 DOUBLE, t0 DOUBLE, held DOUBLE, t1 DOUBLE, events DOUBLE)`,
  );
  const needed = neededBy(correlation);
  const extra = EXTRA.filter((column) => needed[column]);
  const columns = ['g1', 'g2', 't', ...extra];
  const order = [
    'g1',
    'g2',
    't',
    ...(needed.record ? ['record'] : []),
    ...(needed.step ? ['step'] : []),
    ...(needed.value ? ['value'] : []),
  ];
  const union = layersOf(correlation).map((layer) => `SELECT ${columns.join(', ')} FROM (${events(correlation, layer, from)}) AS s`);
  const sql = `SELECT * FROM (${union.join(' UNION ALL ')}) AS u ORDER BY ${order.join(', ')}`;
  const writer = new EpisodeWriter(engine, episodes);
  const place = (column: keyof Needed): number => columns.indexOf(column);
  const [atUntil, atStep, atValue, atRecord] = [place('until'), place('step'), place('value'), place('record')];
  let g1 = NaN;
  let g2 = NaN;
  const correlator = new Correlator(correlation, (episode) => writer.add(g1, g2, episode.from, episode.held, episode.to, episode.events));
  let record = NaN;
  let time = NaN;
  for await (const block of engine.numbers(sql)) {
    const [g1s = NONE, g2s = NONE, times = NONE] = block;
    const untils = block[atUntil] ?? times;
    const steps = block[atStep];
    const values = block[atValue];
    const records = block[atRecord];
    for (let i = 0; i < times.length; i++) {
      const a = g1s[i] ?? 0;
      const b = g2s[i] ?? 0;
      if (a !== g1 || b !== g2) {
        if (!Number.isNaN(g1)) correlator.end();
        g1 = a;
        g2 = b;
        time = NaN;
        correlator.begin();
      }
      const t = times[i] ?? 0;
      const r = records === undefined ? NaN : (records[i] ?? 0);
      correlator.add(
        t,
        untils[i] ?? t,
        steps === undefined ? 0 : (steps[i] ?? 0),
        values === undefined ? 0 : (values[i] ?? 0),
        t === time && r === record,
      );
      time = t;
      record = r;
    }
    await writer.flush(BATCH);
  }
  if (!Number.isNaN(g1)) correlator.end();
  await writer.flush(1);
  return writer.count;
}

const NONE = new Float64Array(0);

function neededBy(correlation: Correlation): Needed {
  const several = correlation.steps.flatMap(({ sources }) => sources).length > 1;
  const { type } = correlation;
  return {
    until: isTemporal(correlation) && correlation.steps.some((step) => step.correlation !== null),
    step: several,
    value: type.startsWith('value_'),
    // Which rows are one record matters where records are counted, or must be different ones.
    record: several && type !== 'value_count',
  };
}

/** Hands episodes to the engine, many at a time. */
class EpisodeWriter {
  readonly #engine: Engine;
  readonly #table: string;
  #rows: number[][] = [];
  count = 0;

  constructor(engine: Engine, table: string) {
    this.#engine = engine;
    this.#table = table;
  }

  add(...values: readonly number[]): void {
    this.#rows.push([this.count++, ...values]);
  }

  async flush(least: number): Promise<void> {
    if (this.#rows.length < least) return;
    const columns = Array.from({ length: 7 }, (_, i) => i + 1);
    await this.#engine.run(
      `INSERT INTO ${this.#table} SELECT ${columns.map((i) => `r[${i}]`).join(', ')} FROM (SELECT unnest(from_json($rows, '[["DOUBLE"]]')) AS r) AS rows`,
      { rows: JSON.stringify(this.#rows) },
    );
    this.#rows = [];
  }
}
