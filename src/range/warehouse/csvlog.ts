import { plainMillisecondText, plainText, type Moment } from '../moment.ts';

/**
 * One line of a PostgreSQL 15 csvlog (documentation §20.8.4, "Using CSV-Format Log Output"), in the order of its 26 columns.
 * Null is an empty unquoted field.
 */
export interface LogLine {
  readonly time: Moment;
  readonly user: string | null;
  readonly database: string | null;
  readonly pid: number;
  readonly client: { readonly address: string; readonly port: number } | null;
  readonly sessionStart: Moment;
  /** Line of its session, from 1. */
  readonly number: number;
  readonly tag: string | null;
  readonly virtualTransaction: string | null;
  readonly severity: 'LOG' | 'ERROR' | 'FATAL';
  readonly state: string;
  readonly message: string;
  readonly detail?: string;
  /** The statement that failed. */
  readonly query?: string;
  readonly application: string;
  readonly backend: string;
}

/** The line as the server writes it. `log_timezone` is UTC. */
export function csvLine(line: LogLine): string {
  const text = (value: string | null | undefined): string =>
    value === null || value === undefined ? '' : `"${value.replaceAll('"', '""')}"`;
  return [
    `${plainMillisecondText(line.time)} UTC`,
    text(line.user),
    text(line.database),
    String(line.pid),
    text(line.client === null ? null : `${line.client.address}:${line.client.port}`),
    sessionId(line.sessionStart, line.pid),
    String(line.number),
    text(line.tag),
    `${plainText(line.sessionStart)} UTC`,
    line.virtualTransaction ?? '',
    '0',
    line.severity,
    line.state,
    text(line.message),
    text(line.detail),
    '',
    '',
    '',
    '',
    text(line.query),
    '',
    '',
    text(line.application),
    text(line.backend),
    '',
    '0',
  ].join(',');
}

/** `%c` of log_line_prefix: start in hexadecimal seconds, dot, process id in hexadecimal. */
export function sessionId(start: Moment, pid: number): string {
  return `${Math.floor(start / 1e6).toString(16)}.${pid.toString(16)}`;
}
