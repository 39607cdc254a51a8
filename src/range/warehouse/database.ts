import { HOUR, MILLISECOND, SECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { csvLine, type LogLine } from './csvlog.ts';
import type { Store } from './store.ts';

/** Who connects, and from where. */
export interface Client {
  readonly address: string;
  readonly port: number;
  readonly role: string;
  readonly application: string;
}

/** A statement that reads the store's table, its outcome known. */
export interface Query {
  readonly sql: string;
  /** Bound values; absent for a statement with literals only. */
  readonly parameters?: readonly string[];
  readonly rows: number;
  readonly cancelled?: boolean;
}

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
    return new DatabaseSession(this, random, wholeMilliseconds(at), this.#newPid(random), client);
  }

  log(line: LogLine): void {
    if (line.time < this.#collectedAt) this.#lines.push(line);
  }

  /** A line of the server itself, such as a checkpoint's. */
  logOwn(at: Moment, started: Moment, pid: number, number: number, backend: string, message: string): void {
    const time = wholeMilliseconds(at);
    const rest = {
      user: null,
      database: null,
      client: null,
      tag: null,
      virtualTransaction: null,
      severity: 'LOG',
      state: '00000',
      application: '',
    } as const;
    this.log({ ...rest, time, pid, sessionStart: started, number, message, backend });
  }

  /** Lines in order of time, by file: one a month, named after the month. */
  files(): ReadonlyMap<string, readonly string[]> {
    const files = new Map<string, string[]>();
    for (const line of [...this.#lines].sort((a, b) => a.time - b.time)) {
      const month = new Date(line.time / 1000).toISOString().slice(0, 7);
      const name = `postgresql-${month}.csv`;
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

/** One connection. */
export class DatabaseSession {
  /** When the connection was authorized. */
  readonly authorizedAt: Moment;
  readonly #database: Database;
  readonly #start: Moment;
  readonly #pid: number;
  readonly #client: Client;
  readonly #backend: number;
  #line = 0;
  #statement = 0;

  constructor(database: Database, random: Random, at: Moment, pid: number, client: Client) {
    this.#database = database;
    this.#start = at;
    this.#pid = pid;
    this.#client = client;
    this.#backend = random.integer(3, 40);
    const { address, port, role } = client;
    const early = { user: null, database: null, application: '', backend: 'not initialized', tag: null };
    this.#log(at, `connection received: host=${address} port=${port}`, early);
    this.authorizedAt = at + random.integer(8, 25) * MILLISECOND;
    const known = { tag: 'authentication', application: '' };
    const identity = `connection authenticated: identity="${role}" method=scram-sha-256 (/etc/postgresql/15/main/pg_hba.conf:97)`;
    this.#log(this.authorizedAt - 2 * MILLISECOND, identity, known);
    const as = `connection authorized: user=${role} database=${database.store.database}`;
    this.#log(this.authorizedAt, client.application === '' ? as : `${as} application_name=${client.application}`, known);
  }

  /** A statement that pgaudit logs (READ class). */
  query(at: Moment, query: Query): void {
    const { store } = this.#database;
    const time = wholeMilliseconds(at);
    this.#statement++;
    const transaction = `${this.#backend}/${1 + this.#statement}`;
    const ended = query.cancelled !== true;
    // With log_rows a statement is audited when it ends, so one that was cancelled leaves no audit line.
    if (ended || !store.settings.rows) {
      const fields = [
        'SESSION',
        String(this.#statement),
        '1',
        'READ',
        'SELECT',
        'TABLE',
        store.table,
        quoted(query.sql),
        parameters(store.settings.parameters, query),
      ];
      if (store.settings.rows) fields.push(String(query.rows));
      this.#log(ended ? time : time - 800 * MILLISECOND, `AUDIT: ${fields.join(',')}`, { tag: 'SELECT', virtualTransaction: transaction });
    }
    if (ended) return;
    const failed = { tag: 'SELECT', severity: 'ERROR', state: '57014', query: query.sql, virtualTransaction: transaction } as const;
    this.#log(time, 'canceling statement due to user request', failed);
  }

  /** The client goes. */
  disconnect(at: Moment): void {
    const time = wholeMilliseconds(at);
    const { address, port, role } = this.#client;
    const lasted = sessionTime(time - this.#start);
    this.#log(
      time,
      `disconnection: session time: ${lasted} user=${role} database=${this.#database.store.database} host=${address} port=${port}`,
      { tag: 'idle' },
    );
  }

  #log(time: Moment, message: string, more: Partial<LogLine>): void {
    const { address, port, role, application } = this.#client;
    this.#line++;
    this.#database.log({
      time,
      user: role,
      database: this.#database.store.database,
      pid: this.#pid,
      client: { address, port },
      sessionStart: Math.floor(this.#start / SECOND) * SECOND,
      number: this.#line,
      tag: null,
      virtualTransaction: null,
      severity: 'LOG',
      state: '00000',
      message,
      application,
      backend: 'client backend',
      ...more,
    });
  }
}

/** pgaudit quotes a field only where CSV needs it. */
function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function parameters(logged: boolean, query: Query): string {
  if (!logged) return '<not logged>';
  if (query.parameters === undefined || query.parameters.length === 0) return '<none>';
  return quoted(query.parameters.map(quoted).join(','));
}

/** `0:00:12.345` */
function sessionTime(us: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(us / SECOND);
  const rest = String(Math.floor((us % SECOND) / MILLISECOND)).padStart(3, '0');
  return `${Math.floor(us / HOUR)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${rest}`;
}

/** The server's clock is read in microseconds but printed in milliseconds: keep what is printed. */
function wholeMilliseconds(at: Moment): Moment {
  return Math.floor(at / MILLISECOND) * MILLISECOND;
}
