import { baseMatchTable, type BaseMatch } from '../case/index.ts';
import type { Engine } from '../engine/index.ts';

/** Matches handed to the engine at a time. */
const BATCH = 2_000;

const TYPES: Readonly<Record<string, string>> = { TIMESTAMP: 'BIGINT', INTEGER: 'INTEGER', VARCHAR: 'VARCHAR' };
const POINTER_KEYS = ['ref', 'evidence', 'offset', 'record_id', 'host', 'channel'];
const POINTER = '{"ref":"VARCHAR","evidence":"VARCHAR","offset":"BIGINT","record_id":"VARCHAR","host":"VARCHAR","channel":"VARCHAR"}';

/** Matches of rules over facts, for the correlations that name them: a table in the engine with the columns of base matches. */
export class FactMatches {
  static readonly table = 'fact_match';
  readonly #engine: Engine;
  #rows: BaseMatch[] = [];

  private constructor(engine: Engine) {
    this.#engine = engine;
  }

  static async open(engine: Engine): Promise<FactMatches> {
    const columns = Object.entries(baseMatchTable.columns).map(([name, { type }]) => `${name} ${type}`);
    await engine.run(`CREATE OR REPLACE TABLE ${FactMatches.table} (${columns.join(', ')})`);
    return new FactMatches(engine);
  }

  async add(match: BaseMatch): Promise<void> {
    this.#rows.push(match);
    if (this.#rows.length >= BATCH) await this.flush();
  }

  /** Needed before the table is read. */
  async flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length === 0) return;
    const names = Object.keys(baseMatchTable.columns);
    const shape = Object.entries(baseMatchTable.columns).map(
      ([name, { type }]) => `"${name}":${TYPES[type] === undefined ? `[${POINTER}]` : `"${TYPES[type]}"`}`,
    );
    const values = names.map((name) => (name === 'time' ? 'make_timestamp(r.time)' : `r.${name}`));
    await this.#engine.run(
      `INSERT INTO ${FactMatches.table} SELECT ${values.join(', ')} FROM (SELECT unnest(from_json($rows, '[{${shape.join(',')}}]')) AS r) AS matches`,
      { rows: JSON.stringify(rows, [...names, ...POINTER_KEYS]) },
    );
  }

  async close(): Promise<void> {
    await this.#engine.run(`DROP TABLE ${FactMatches.table}`);
  }
}
