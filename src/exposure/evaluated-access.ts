import { idOf } from '../lib/index.ts';
import type { Access } from '../case/index.ts';
import type { Duckdb } from '../engine/index.ts';
import { columnsOfBits, returnedColumns, type TakenRecords } from './evaluate/index.ts';
import { parametersOf } from './postgresql/index.ts';
import { widenings, type Widening } from './predicate.ts';
import type { Circumstances, Dialect, NamedIdentifier } from './statement.ts';
import type { StatementSource } from './environment.ts';
import { readingOf, type StoreAccess } from './store-access.ts';
import type { Whose } from './whose.ts';

/** One of the intruder's accesses, evaluated. */
export interface EvaluatedAccess {
  readonly row: Access;
  readonly wave: number;
  /** Whether it is theirs for certain. */
  readonly certain: boolean;
  readonly named: readonly NamedIdentifier[];
  /** Whether its store's records were there to evaluate it on. */
  readonly measured: boolean;
}

/** What accesses are evaluated with. */
export interface Evaluation {
  readonly engine: Duckdb;
  readonly taken: TakenRecords;
  readonly dialect: Dialect;
  readonly statements: StatementSource;
}

/** Which of the lines with the same text this one is, where a text holds several statements. */
export interface Place {
  readonly index: number;
  readonly of: number;
}

/** Reads a statement of the intruder again in clear, works out what it returned, and gives its row; nothing clear leaves this function but the identifiers named. */
export async function evaluateAccess(
  access: StoreAccess,
  number: number,
  whose: Whose,
  place: Place,
  evaluation: Evaluation,
): Promise<EvaluatedAccess> {
  const { audited, store } = access;
  const { fact, ended } = audited;
  const { taken, statements, dialect } = evaluation;
  const pointer = audited.textFact.pointers.find((one) => one.ref === audited.textFact.ref) ?? audited.textFact.pointers[0];
  const original = pointer ? await statements.original(audited.textFact.ref, pointer) : null;
  const around: Circumstances = {
    parameters: parametersOf(original?.parameters ?? null),
    time: fact.time,
    sessionStart: sessionStart(fact.session),
    zone: store.zone,
  };
  const { reads, named } = readingOf(access, original, around, dialect, place);
  const widened = new Set<Widening>(ended ? [ended] : []);
  let bytesConfirmed = 0;
  let bytesPossible = 0;
  let confirmed = 0;
  let possible = 0;
  let columns = 0;
  const measured = store.records > 0;
  if (!measured && reads.length > 0) widened.add('records');
  for (const read of reads) {
    columns |= returnedColumns(store, read);
    if (!measured) continue;
    const result = await taken.take(store, { access: number, read, time: fact.time, certain: whose.certain && ended === null });
    bytesConfirmed += result.bytesConfirmed;
    bytesPossible += result.bytesPossible;
    confirmed += result.confirmed;
    possible += result.possible;
    for (const why of result.widened) widened.add(why);
  }
  const comparable = widened.size === 0 && reads.length > 0 && reads.every((read) => !read.distinct) && fact.rows !== null;
  if (comparable && (fact.rows < (whose.certain ? confirmed : 0) || fact.rows > confirmed + possible)) {
    widened.add('logged');
    await taken.doubt(number);
    [bytesConfirmed, bytesPossible] = [0, bytesConfirmed + bytesPossible];
  }
  const records = await taken.records(number);
  const understood = widened.size === 0;
  const row: Access = {
    ...rowOf(access, whose),
    grade: understood && whose.certain ? 'confirmed' : 'possible',
    understood,
    widened: sentenceOf(widened),
    columns: columnsOfBits(columns),
    rows_confirmed: records.confirmed,
    rows_possible: records.possible,
    bytes_confirmed: bytesConfirmed,
    bytes_possible: bytesPossible,
  };
  return { row, wave: whose.wave ?? 1, certain: whose.certain, named, measured };
}

/** The row of an access, as it stands when it is left out. */
export function rowOf({ audited, store }: StoreAccess, whose: Whose): Access {
  const { fact } = audited;
  return {
    id: idOf(store.name, fact.ref),
    time: fact.time,
    time_100ns: fact.time_100ns,
    time_digits: fact.time_digits,
    operation: whose.operation,
    account: fact.account ?? 'not known',
    store: store.name,
    client_host: whose.clientHost,
    session: fact.session,
    statement: audited.statement ?? '',
    grade: 'excluded',
    understood: false,
    widened: null,
    whose: whose.reason,
    columns: [],
    rows_confirmed: 0,
    rows_possible: 0,
    rows_logged: fact.rows,
    bytes_confirmed: 0,
    bytes_possible: 0,
    ref: fact.ref,
    pointers: audited.pointers,
  };
}

/** One plain sentence; null when there is no reason. */
function sentenceOf(widened: ReadonlySet<Widening>): string | null {
  const text = [...widened].map((why) => widenings[why]).join('; ');
  return text === '' ? null : `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}.`;
}

/** A PostgreSQL session's id begins with its start in hexadecimal seconds (manual, log_line_prefix %c); µs of UTC. */
function sessionStart(session: string | null): number | null {
  const seconds = /^([0-9a-f]{7,9})\.[0-9a-f]+$/.exec(session ?? '')?.[1];
  return seconds === undefined ? null : Number.parseInt(seconds, 16) * 1_000_000;
}
