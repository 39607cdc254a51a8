import type { FailedQuery, Query } from '../query.ts';
import type { ReaderKind } from '../roles.ts';
import { administration, development } from './administrators.ts';
import { billing, fraud } from './analysts.ts';
import type { Desk, Template } from './desk.ts';
import { alive, lastLoad, mediation } from './mediation.ts';
import { intercept } from './officers.ts';
import { reporting } from './reporting.ts';

export { Desk } from './desk.ts';

/** What a reader puts to the warehouse, and how much. */
interface Reader {
  readonly templates: readonly Template[];
  /** Statements of a session: fewest and most. */
  readonly statements: readonly [number, number];
  /** More for each hour that it lasts. */
  readonly hourly?: readonly [number, number];
  /** A person: mistypes, loses patience. */
  readonly person: boolean;
}

export const readers: Readonly<Record<ReaderKind, Reader>> = {
  mediation: { templates: mediation, statements: [2, 6], hourly: [2.5, 4], person: false },
  reporting: { templates: reporting, statements: [2, 4], person: false },
  billing: { templates: billing, statements: [2, 8], person: true },
  fraud: { templates: fraud, statements: [3, 10], person: true },
  intercept: { templates: intercept, statements: [1, 4], person: true },
  administration: { templates: administration, statements: [2, 8], person: true },
  development: { templates: development, statements: [1, 5], person: true },
  monitoring: { templates: [alive], statements: [1, 1], person: false },
};

/** How many statements a session of so many seconds has. */
export function statementsOf(reader: Reader, seconds: number, desk: Desk): number {
  const more = reader.hourly === undefined ? 0 : (seconds / 3_600) * desk.random.between(...reader.hourly);
  return desk.random.integer(...reader.statements) + Math.floor(more);
}

/** The next statement of a session: one of its reader's, else what anybody may ask. */
export function statementOf(reader: Reader, desk: Desk): Query {
  if (reader.person && desk.random.chance(0.02)) return impatient(desk);
  for (let tries = 0; tries < 4; tries++) {
    const query = desk.random.pick(reader.templates)(desk);
    if (query !== null) return query;
  }
  return lastLoad(desk);
}

/** More than anybody waits for. */
function impatient(desk: Desk): Query {
  const w = desk.wording(false);
  const table = w.table();
  const sql = `${w.word('select')} * ${w.word('from')} ${table} ${w.word('where')} ${w.column('duration')} > 10 ${w.word('order by')} random()`;
  return { sql, rows: 0, cancelled: true, patience: desk.random.integer(4_000, 50_000) * 1000 };
}

const MISTYPED = 0.03;

/** A statement with a column that is not there; null for who makes no such mistakes, or not now. */
export function mistakeOf(reader: Reader, desk: Desk): FailedQuery | null {
  if (!reader.person || !desk.random.chance(MISTYPED)) return null;
  const { columns } = desk.wording(false);
  const right = desk.random.pick([columns.msisdn, columns.start, columns.duration, columns.other]);
  const wrong = right.includes('_') ? right.replace('_', '') : `${right}_id`;
  const sql = `select ${wrong}, ${columns.cell} from ${desk.table} limit 10`;
  const hint = `Perhaps you meant to reference the column "${desk.table.split('.')[1] ?? ''}.${right}".`;
  return { sql, state: '42703', message: `column "${wrong}" does not exist`, hint, position: 8 };
}
