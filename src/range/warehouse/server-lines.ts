import { HOUR, MILLISECOND, MINUTE, SECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { ownLine } from './database.ts';
import { DatabaseSession, wholeMilliseconds, type LineSink } from './session.ts';

/** The lines that a server writes of itself, day by day: checkpoints, autovacuum, and next month's partition. Times in its own clock. */
export class ServerLines {
  readonly #sink: LineSink;
  readonly #random: Random;
  readonly #started: Moment;
  #checkpoints = 0;

  constructor(sink: LineSink, random: Random, started: Moment) {
    this.#sink = sink;
    this.#random = random;
    this.#started = wholeMilliseconds(started);
  }

  /** `from`: about midnight; days come in their order. */
  writeDay(day: number, from: Moment): void {
    this.#random.restart(day);
    for (let hour = 0; hour < 24; hour++) this.#checkpoint(from + hour * HOUR + 7 * MINUTE);
    for (let run = this.#random.integer(0, 3); run > 0; run--) this.#analyze(from + this.#random.integer(0, 86_399_999) * MILLISECOND);
    const date = new Date((from + 12 * HOUR) / 1000);
    if (date.getUTCDate() === 25) this.#addPartition(from + 80 * MINUTE, date);
  }

  #checkpoint(at: Moment): void {
    const random = this.#random;
    const process = { started: this.#started, pid: 611, backend: 'checkpointer' };
    const began = wholeMilliseconds(at + random.integer(0, 900) * MILLISECOND);
    const written = random.integer(40, 9_000);
    const [write, sync] = [random.integer(20_000, 540_000), random.integer(1, 90)];
    const total = write + sync + random.integer(2, 30);
    const files = random.integer(3, 40);
    const distance = written * 8 + random.integer(0, 4_000);
    const seconds = (ms: number): string => (ms / 1000).toFixed(3);
    const parts = [
      `checkpoint complete: wrote ${written} buffers (${(written / 163.84).toFixed(1)}%); 0 WAL file(s) added, 0 removed, ${Math.ceil(distance / 16_384)} recycled`,
      ` write=${seconds(write)} s, sync=${seconds(sync)} s, total=${seconds(total)} s`,
      ` sync files=${files}, longest=${seconds(Math.ceil(sync / 2))} s, average=${seconds(Math.ceil(sync / files))} s`,
      ` distance=${distance} kB, estimate=${distance + random.integer(0, 9_000)} kB`,
    ];
    this.#sink.log(ownLine(began, process, ++this.#checkpoints, 'checkpoint starting: time'));
    this.#sink.log(ownLine(began + total * MILLISECOND, process, ++this.#checkpoints, parts.join(';')));
  }

  #analyze(at: Moment): void {
    const random = this.#random;
    const { database, table } = this.#sink.store;
    const process = { started: Math.floor(at / SECOND) * SECOND, pid: random.integer(2_000, 4_000_000), backend: 'autovacuum worker' };
    const elapsed = random.between(0.4, 9);
    const message = [
      `automatic analyze of table "${database}.${table}"`,
      `avg read rate: ${random.between(0, 90).toFixed(3)} MB/s, avg write rate: ${random.between(0, 2).toFixed(3)} MB/s`,
      `buffer usage: ${random.integer(2_000, 90_000)} hits, ${random.integer(0, 30_000)} misses, ${random.integer(0, 900)} dirtied`,
      `system usage: CPU: user: ${(elapsed * 0.6).toFixed(2)} s, system: ${(elapsed * 0.1).toFixed(2)} s, elapsed: ${elapsed.toFixed(2)} s`,
    ].join('\n');
    const transaction = { virtualTransaction: `${random.integer(3, 6)}/${random.integer(2, 90_000)}` };
    this.#sink.log({ ...ownLine(wholeMilliseconds(at), process, 1, message), ...transaction });
  }

  /** A job on the server itself makes room for the month to come. */
  #addPartition(at: Moment, date: Date): void {
    const { store } = this.#sink;
    const month = (ahead: number): string =>
      new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead, 1)).toISOString().slice(0, 10);
    const name = `${store.table}_${month(1).slice(0, 7).replace('-', '_')}`;
    const receivedAt = wholeMilliseconds(at);
    const backend = {
      receivedAt,
      authorizedAt: receivedAt + 3 * MILLISECOND,
      pid: this.#random.integer(2_000, 4_000_000),
      slot: 3,
      transactions: 4,
    };
    const session = new DatabaseSession(this.#sink, { address: null, port: 0, role: 'postgres', application: 'psql' }, backend);
    const sql = `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF ${store.table} FOR VALUES FROM ('${month(1)}') TO ('${month(2)}')`;
    const made = { class: 'DDL', command: 'CREATE TABLE', type: 'TABLE', name } as const;
    session.query(receivedAt + 40 * MILLISECOND, { sql, rows: 0, objects: [made], tag: 'CREATE TABLE' });
    session.disconnect(receivedAt + 60 * MILLISECOND);
  }
}
