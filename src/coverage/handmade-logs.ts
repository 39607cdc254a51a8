import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  authenticationTable,
  coverageTable,
  logActivityTable,
  logHourTable,
  logRunTable,
  networkActivityTable,
  openCase,
  runStage,
  stageInput,
  type Case,
  type StageInput,
  type StageOutput,
  type Table,
} from '../case/index.ts';
import { Duckdb } from '../engine/index.ts';
import { HOUR } from '../lib/index.ts';
import { coverageStage } from './stage.ts';

/** 2024-01-01T00:00:00Z, a Monday. */
export const START = Date.UTC(2024, 0, 1) * 1000;

/** One record of a log; microseconds since 1970. */
export interface LogRecord {
  readonly time: number;
  readonly id: number | null;
}

/** Repeatable numbers from 0 to 1. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Records with exponential distances at a rate that may change with the hour, numbered from `firstId`. */
export function records(
  from: number,
  to: number,
  perHour: (hour: number) => number,
  random: () => number,
  firstId: number | null = 1,
): LogRecord[] {
  const made: LogRecord[] = [];
  const most = Math.max(...Array.from({ length: 168 }, (_, hour) => perHour(hour)));
  for (let time = from; ;) {
    time += Math.ceil((-Math.log(1 - random()) * HOUR) / most);
    if (time >= to) return made;
    // Thinning keeps the rate of each hour.
    const hour = Math.floor((time - START) / HOUR);
    if (random() < perHour(((hour % 168) + 168) % 168) / most) made.push({ time, id: firstId === null ? null : firstId + made.length });
  }
}

/** The tables that the evidence stage would have made of logs given record by record, and facts row by row. */
export class HandmadeLogs {
  readonly #rows = new Map<Table, Record<string, unknown>[]>();
  #files = 0;

  /** One file's records of one log, in order. */
  file(host: string, source: string, given: readonly LogRecord[]): void {
    this.#files += 1;
    const evidence = this.#files.toString(16).padStart(64, '0');
    const runs: { first_id: number | null; last_id: number | null; first: number; last: number; records: number }[] = [];
    for (const { time, id } of given) {
      const run = runs.at(-1);
      if (run && (id === null || id === (run.last_id ?? 0) + 1))
        Object.assign(run, { last_id: id, first: Math.min(run.first, time), last: Math.max(run.last, time), records: run.records + 1 });
      else runs.push({ first_id: id, last_id: id, first: time, last: time, records: 1 });
    }
    for (const run of runs) this.#add(logRunTable, { host, source, evidence, ...run });
    this.#count(host, source, given);
  }

  fact(table: Table, row: object): void {
    this.#files += 1;
    const ref = `0123456789abcdef:${this.#files}`;
    this.#add(table, { time_100ns: 0, time_digits: 6, source: 'windows', ref, pointers: [], activity: 'connection', ...row });
  }

  /** 1102 or 104 as a fact. */
  cleared(host: string, log: string, time: number, recordId: number | null = null): void {
    const pointers = [{ ref: 'r', evidence: 'e', offset: 0, record_id: recordId === null ? null : String(recordId), host, channel: log }];
    this.fact(logActivityTable, { host, time, channel: recordId === null ? 'System' : log, activity: 'cleared', log, pointers });
  }

  /** Puts the tables into a case, runs the stage over them, and hands what it wrote to `look`. */
  async seen<T>(look: (input: StageInput) => Promise<T>): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), 'hardcell-coverage-'));
    const opened = openCase(folder);
    const engine = await Duckdb.open({ threads: 1, memory: 500, temporary: folder });
    try {
      const made = await this.#write(opened, engine);
      await runStage(opened, engine, coverageStage([made]));
      return await look(stageInput(opened, engine));
    } finally {
      engine.close();
      opened.manifest.close();
      rmSync(folder, { recursive: true });
    }
  }

  #write(opened: Case, engine: Duckdb): Promise<string> {
    const tables = [logRunTable, logHourTable, coverageTable, authenticationTable, networkActivityTable, logActivityTable];
    return runStage(opened, engine, {
      name: 'facts',
      version: 1,
      inputs: [],
      tables,
      run: async (_input, output) => {
        for (const table of tables) await writeRows(output, table, this.#rows.get(table) ?? []);
      },
    });
  }

  #count(host: string, source: string, given: readonly LogRecord[]): void {
    const hours = new Map<number, number>();
    const months = new Map<string, { first: number; last: number; records: number }>();
    for (const { time } of given) {
      const hour = Math.floor(time / HOUR) * HOUR;
      hours.set(hour, (hours.get(hour) ?? 0) + 1);
      const month = new Date(time / 1000).toISOString().slice(0, 7);
      const seen = months.get(month) ?? { first: time, last: time, records: 0 };
      months.set(month, { first: Math.min(seen.first, time), last: Math.max(seen.last, time), records: seen.records + 1 });
    }
    for (const [hour, count] of hours) this.#add(logHourTable, { host, source, hour, records: count });
    for (const [month, row] of months) this.#add(coverageTable, { host, source, month, ...row });
  }

  #add(table: Table, row: Record<string, unknown>): void {
    const rows = this.#rows.get(table);
    const full = Object.fromEntries(Object.keys(table.columns).map((column) => [column, row[column] ?? null]));
    if (rows) rows.push(full);
    else this.#rows.set(table, [full]);
  }
}

async function writeRows(output: StageOutput, table: Table, rows: readonly object[]): Promise<void> {
  // The rows were filled to the table's own columns above.
  await output.write(table, rows as Parameters<typeof output.write>[1] & []);
}
