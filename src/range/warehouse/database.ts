import { MILLISECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { csvLine, type LogLine } from './csvlog.ts';
import { DatabaseSession, wholeMilliseconds, type Client } from './session.ts';
import type { Store } from './store.ts';

/** The warehouse's server: takes connections and keeps its csvlog until that is collected. */
export class Database {
  readonly store: Store;
  readonly #lines: LogLine[] = [];
  readonly #pids = new Set<number>();

  readonly #collectedAt: Moment;

  constructor(store: Store, collectedAt: Moment) {
    this.store = store;
    this.#collectedAt = collectedAt;
  }

  /** A client connects: received, authenticated, authorized. `at` is when the server takes the connection. */
  connect(random: Random, at: Moment, client: Client): DatabaseSession {
    const receivedAt = wholeMilliseconds(at);
    const pid = this.#newPid(random);
    const slot = random.integer(3, 40);
    const authorizedAt = receivedAt + random.integer(8, 25) * MILLISECOND;
    return new DatabaseSession(this, client, { receivedAt, authorizedAt, pid, slot, transactions: 1 });
  }

  log(line: LogLine): void {
    if (line.time < this.#collectedAt) this.#lines.push(line);
  }

  /** A line of the server itself, such as a checkpoint's. */
  logOwn(at: Moment, started: Moment, pid: number, number: number, backend: string, message: string): void {
    this.log(ownLine(wholeMilliseconds(at), { started, pid, backend }, number, message));
  }

  /** Lines in order of time, by file: one a month, named after the month. */
  files(): ReadonlyMap<string, readonly string[]> {
    const files = new Map<string, string[]>();
    for (const line of [...this.#lines].sort((a, b) => a.time - b.time)) {
      const name = monthFile(line.time);
      const lines = files.get(name) ?? [];
      lines.push(csvLine(line));
      files.set(name, lines);
    }
    return files;
  }

  #newPid(random: Random): number {
    let pid = random.integer(2_000, 4_000_000);
    while (this.#pids.has(pid)) pid = random.integer(2_000, 4_000_000);
    this.#pids.add(pid);
    return pid;
  }
}

/** A process of the server itself. */
export interface OwnProcess {
  readonly started: Moment;
  readonly pid: number;
  readonly backend: string;
}

/** A line of the server itself. */
export function ownLine(time: Moment, { started, pid, backend }: OwnProcess, number: number, message: string): LogLine {
  const nobody = { user: null, database: null, client: null, tag: null, virtualTransaction: null, application: '' };
  return { ...nobody, time, pid, sessionStart: started, number, severity: 'LOG', state: '00000', message, backend };
}

/** Name of the file that a line belongs to. */
export function monthFile(time: Moment): string {
  return `postgresql-${new Date(time / 1000).toISOString().slice(0, 7)}.csv`;
}
