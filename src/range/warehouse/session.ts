import { HOUR, MILLISECOND, SECOND, type Moment } from '../moment.ts';
import type { LogLine } from './csvlog.ts';
import type { Query, FailedQuery } from './query.ts';
import type { Store } from './store.ts';

/** Who connects, and from where. */
export interface Client {
  /** Null: over the server's own socket. */
  readonly address: string | null;
  readonly port: number;
  readonly role: string;
  readonly application: string;
}

/** Where lines go to. */
export interface LineSink {
  readonly store: Store;
  log(line: LogLine): void;
}

/** What a connection is given by its server. */
export interface Backend {
  /** When the server takes the connection, and when it lets the role in; whole milliseconds. */
  readonly receivedAt: Moment;
  readonly authorizedAt: Moment;
  readonly pid: number;
  /** Its place among the server's processes. */
  readonly slot: number;
  /** Transactions of that place before it. */
  readonly transactions: number;
}

/** One connection: received, authenticated, authorized. */
export class DatabaseSession {
  readonly authorizedAt: Moment;
  readonly #lines: SessionLines;
  readonly #client: Client;
  readonly #receivedAt: Moment;
  readonly #slot: number;
  #statement = 0;
  #transaction: number;

  constructor(sink: LineSink, client: Client, backend: Backend) {
    this.#lines = new SessionLines(sink, client, backend);
    this.#client = client;
    this.#receivedAt = backend.receivedAt;
    this.#slot = backend.slot;
    this.#transaction = backend.transactions;
    this.authorizedAt = backend.authorizedAt;
    const { role, application } = client;
    const known = { tag: 'authentication', application: '' };
    const method = client.address === null ? 'peer' : 'scram-sha-256';
    const rule = `(${HBA}:${client.address === null ? 90 : 97})`;
    this.#lines.add(this.authorizedAt - 2 * MILLISECOND, `connection authenticated: identity="${role}" method=${method} ${rule}`, known);
    const as = `connection authorized: user=${role} database=${sink.store.database}`;
    this.#lines.add(this.authorizedAt, application === '' ? as : `${as} application_name=${application}`, known);
  }

  /** A statement that pgaudit logs. `at`: when its line is written; of a cancelled one, when it is given up. */
  query(at: Moment, query: Query): void {
    const { store } = this.#lines.sink;
    const time = wholeMilliseconds(at);
    const tag = query.tag ?? 'SELECT';
    this.#statement++;
    const virtualTransaction = this.#nextTransaction();
    const ended = query.cancelled !== true;
    // With log_rows a statement is audited when it ends, so one that was cancelled leaves no audit line.
    if (ended || !store.settings.rows) {
      const began = ended ? time : time - wholeMilliseconds(query.patience ?? 800 * MILLISECOND);
      const behind = `${quoted(query.sql)},${parameters(store.settings.parameters, query)}${store.settings.rows ? `,${query.rows}` : ''}`;
      for (const object of query.objects ?? [{ class: 'READ', command: 'SELECT', type: 'TABLE', name: store.table }]) {
        const what = `${object.class},${object.command},${object.type},${object.name}`;
        this.#lines.add(began, `AUDIT: SESSION,${this.#statement},1,${what},${behind}`, { tag, virtualTransaction });
      }
    }
    if (ended) return;
    const failed = { tag, severity: 'ERROR', state: '57014', query: query.sql, virtualTransaction } as const;
    this.#lines.add(time, 'canceling statement due to user request', failed);
  }

  /** A statement that the server refuses to run. */
  fail(at: Moment, { sql, message, ...rest }: FailedQuery): void {
    const failed = { ...rest, tag: 'SELECT', severity: 'ERROR', query: sql, virtualTransaction: this.#nextTransaction() } as const;
    this.#lines.add(wholeMilliseconds(at), message, failed);
  }

  /** The client goes. */
  disconnect(at: Moment): void {
    const time = wholeMilliseconds(at);
    const { store } = this.#lines.sink;
    const lasted = sessionTime(time - this.#receivedAt);
    const as = `user=${this.#client.role} database=${store.database}`;
    this.#lines.add(time, `disconnection: session time: ${lasted} ${as} host=${hostOf(this.#client)}`, { tag: 'idle' });
  }

  #nextTransaction(): string {
    this.#transaction++;
    return `${this.#slot}/${this.#transaction}`;
  }
}

/** A connection whose client has the wrong password: it is over when it should be authorized. */
export function refuse(sink: LineSink, client: Client, backend: Backend): void {
  const message = `password authentication failed for user "${client.role}"`;
  const detail = `Connection matched pg_hba.conf line 97: "host    all             all             samenet                 scram-sha-256"`;
  const refused = { tag: 'authentication', application: '', severity: 'FATAL', state: '28P01', detail } as const;
  new SessionLines(sink, client, backend).add(backend.authorizedAt, message, refused);
}

const HBA = '/etc/postgresql/15/main/pg_hba.conf';

/** The lines of one connection, counted from its first. */
class SessionLines {
  readonly sink: LineSink;
  readonly #base: Omit<LogLine, 'time' | 'number' | 'message'>;
  #count = 0;

  constructor(sink: LineSink, client: Client, { receivedAt, pid }: Backend) {
    const { address, port, role, application } = client;
    this.sink = sink;
    this.#base = {
      user: role,
      database: sink.store.database,
      pid,
      client: address === null ? 'local' : { address, port },
      sessionStart: Math.floor(receivedAt / SECOND) * SECOND,
      tag: null,
      virtualTransaction: null,
      severity: 'LOG',
      state: '00000',
      application,
      backend: 'client backend',
    };
    const early = { user: null, database: null, application: '', backend: 'not initialized', tag: null };
    this.add(receivedAt, `connection received: host=${hostOf(client)}`, early);
  }

  add(time: Moment, message: string, more: Partial<LogLine>): void {
    this.#count++;
    this.sink.log({ ...this.#base, time, number: this.#count, message, ...more });
  }
}

/** `10.1.2.3 port=41234`, or `[local]`. */
function hostOf({ address, port }: Client): string {
  return address === null ? '[local]' : `${address} port=${port}`;
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
export function wholeMilliseconds(at: Moment): Moment {
  return Math.floor(at / MILLISECOND) * MILLISECOND;
}
