import type { Moment } from '../moment.ts';

/** One request, as a web server logs it. */
export interface Request {
  /** When it was answered, true time: IIS dates a request at its end. */
  readonly time: Moment;
  readonly method: string;
  readonly path: string;
  /** Without the question mark; null for none. */
  readonly query: string | null;
  readonly user: string | null;
  readonly client: string;
  readonly agent: string | null;
  readonly referer: string | null;
  readonly status: number;
  /** Bytes to the client and from it. */
  readonly sent: number;
  readonly received: number;
  /** Milliseconds. */
  readonly taken: number;
}

/** Somebody on a web server: one connection and what is asked for over it. */
export interface Visit {
  readonly at: Moment;
  readonly client: string;
  readonly port: number;
  /** In order of time. */
  readonly requests: readonly Request[];
}
