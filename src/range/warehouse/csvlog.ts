import { plainText, SECOND, type Moment } from '../moment.ts';

/**
 * One line of a PostgreSQL 15 csvlog (documentation §20.8.4, "Using CSV-Format Log Output"), in the order of its 26 columns.
 * Null is an empty unquoted field.
 */
export interface LogLine {
  readonly time: Moment;
  readonly user: string | null;
  readonly database: string | null;
  readonly pid: number;
  /** `local`: over the server's own socket. */
  readonly client: { readonly address: string; readonly port: number } | 'local' | null;
  readonly sessionStart: Moment;
  /** Line of its session, from 1. */
  readonly number: number;
  readonly tag: string | null;
  readonly virtualTransaction: string | null;
  readonly severity: 'LOG' | 'ERROR' | 'FATAL';
  readonly state: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  /** The statement that failed. */
  readonly query?: string;
  /** Where in it, counted from 1. */
  readonly position?: number;
  readonly application: string;
  readonly backend: string;
}

/** The line as the server writes it. `log_timezone` is UTC. */
export function csvLine(line: LogLine): string {
  const { client } = line;
  const from = client === null ? null : client === 'local' ? '[local]' : `${client.address}:${client.port}`;
  const head = `${millisecondsOf(line.time)} UTC,${text(line.user)},${text(line.database)},${line.pid},${text(from)}`;
  const session = `${sessionId(line.sessionStart, line.pid)},${line.number},${text(line.tag)},${secondsOf(line.sessionStart)} UTC`;
  const what = `${line.virtualTransaction ?? ''},0,${line.severity},${line.state},${text(line.message)},${text(line.detail)},${text(line.hint)}`;
  return `${head},${session},${what},,,,${text(line.query)},${line.position ?? ''},,${text(line.application)},${text(line.backend)},,0`;
}

function text(value: string | null | undefined): string {
  if (value === null || value === undefined) return '';
  return value.includes('"') ? `"${value.replaceAll('"', '""')}"` : `"${value}"`;
}

/** `%c` of log_line_prefix: start in hexadecimal seconds, dot, process id in hexadecimal. */
export function sessionId(start: Moment, pid: number): string {
  return `${Math.floor(start / 1e6).toString(16)}.${pid.toString(16)}`;
}

/** The last seconds that were written out: lines come in runs of one second, each of a session that began in one. */
const written = new Map<number, string>();
const KEPT = 1 << 10;

function secondsOf(at: Moment): string {
  const second = Math.floor(at / SECOND);
  const known = written.get(second);
  if (known !== undefined) return known;
  if (written.size >= KEPT) written.clear();
  const made = plainText(second * SECOND);
  written.set(second, made);
  return made;
}

function millisecondsOf(at: Moment): string {
  const milliseconds = Math.floor((at % SECOND) / 1000);
  return `${secondsOf(at)}.${milliseconds < 10 ? '00' : milliseconds < 100 ? '0' : ''}${milliseconds}`;
}
