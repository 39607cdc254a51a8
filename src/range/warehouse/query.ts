/** A statement and its outcome. */
export interface Query {
  readonly sql: string;
  /** Bound values; absent for a statement with literals only. */
  readonly parameters?: readonly string[];
  readonly rows: number;
  readonly cancelled?: boolean;
  /** Of a cancelled one: how long its client waited, µs. */
  readonly patience?: number;
  /** One audit line each (pgaudit.log_relation); the store's table when absent. */
  readonly objects?: readonly AuditedObject[];
  /** The command as the server's process list names it; SELECT when absent. */
  readonly tag?: string;
}

/** An object that an audit line names. */
export interface AuditedObject {
  /** One of pgaudit's classes. */
  readonly class: 'READ' | 'DDL';
  readonly command: string;
  readonly type: 'TABLE' | 'VIEW' | '';
  /** `schema.name`; empty for a statement that names none. */
  readonly name: string;
}

/** A statement that the server refuses to run. */
export interface FailedQuery {
  readonly sql: string;
  /** SQLSTATE. */
  readonly state: string;
  readonly message: string;
  readonly hint?: string;
  /** Where in the statement, counted from 1. */
  readonly position?: number;
}
