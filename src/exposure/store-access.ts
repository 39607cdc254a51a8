import { identifierColumns, type CallRecordStore } from '../cdr/index.ts';
import type { AuditedStatement } from './audited-statements.ts';
import { isStoreObject } from './postgresql/index.ts';
import { everything, type Circumstances, type Dialect, type StatementReading, type StoreShape } from './statement.ts';

/** A statement against one store. */
export interface StoreAccess {
  readonly audited: AuditedStatement;
  readonly store: CallRecordStore;
}

/** What a dialect must know of a store; where no file was read, the mapped columns stand for all. */
export function shapeOf(store: CallRecordStore): StoreShape {
  const { mapping } = store;
  const stored = store.columns.map((column) => column.name.toLowerCase());
  const mapped = [...Object.values(mapping.columns), ...(mapping.key === null ? [] : [mapping.key])].map((name) => name.toLowerCase());
  return {
    tables: mapping.tables.map((table) => table.toLowerCase()),
    columns: stored.length > 0 ? stored : [...new Set(mapped)],
    identifiers: new Map(
      identifierColumns.flatMap(([column, domain]) =>
        mapping.columns[column] === undefined ? [] : [[mapping.columns[column].toLowerCase(), domain] as const],
      ),
    ),
  };
}

const NOWHEN: Circumstances = { parameters: null, time: 0, sessionStart: null, zone: null };

/**
 * The stores that a statement reads, judged by its masked text and the objects that its lines name: those of the log's own store,
 * else any that has such a table. PREPARE returns nothing; its EXECUTE has a line of its own.
 */
export function storesOf(audited: AuditedStatement, stores: readonly CallRecordStore[], dialect: Dialect): CallRecordStore[] {
  const { fact, statement, ended } = audited;
  if (fact.command === 'PREPARE' || fact.command === 'EXECUTE') return [];
  const own = stores.filter((store) => store.name === fact.store);
  const touched = (candidates: readonly CallRecordStore[]): CallRecordStore[] =>
    candidates.filter((store) => isTouched(audited, store, dialect));
  const direct = touched(own);
  if (direct.length > 0) return direct;
  const others = touched(stores.filter((store) => store.name !== fact.store));
  if (others.length > 0) return others;
  // Its text and its tables were kept back: of this log's store it may have read anything.
  const unseen =
    statement === null && audited.objects.length === 0 && ended === null && (fact.audit_class === 'READ' || fact.audit_class === null);
  return unseen ? own : [];
}

function isTouched(audited: AuditedStatement, store: CallRecordStore, dialect: Dialect): boolean {
  const shape = shapeOf(store);
  if (readsObject(audited, shape)) return true;
  if (audited.statement === null) return false;
  const readings = dialect.read(audited.statement, shape, NOWHEN);
  // What the server refused and no parser can read was never run.
  const refused =
    audited.ended === 'failed' &&
    audited.objects.length === 0 &&
    readings.every((one) => one.reads.some((read) => read.widened.includes('unparsed')));
  return readings.length > 0 && !refused;
}

/** Whether the log names the store's table as read; a written one is judged by the statement. */
function readsObject({ fact, objects }: AuditedStatement, shape: StoreShape): boolean {
  return (fact.audit_class === 'READ' || fact.audit_class === null) && objects.some((object) => isStoreObject(shape, object));
}

/** What a statement that is the intruder's reads, from its original text. */
export function readingOf(
  { audited, store }: StoreAccess,
  original: { readonly statement: string } | null,
  around: Circumstances,
  dialect: Dialect,
  place: { readonly index: number; readonly of: number },
): StatementReading {
  const shape = shapeOf(store);
  if (!original || original.statement === '' || audited.statement === null) return { reads: [everything(shape, 'gone')], named: [] };
  const readings = dialect.read(original.statement, shape, around);
  if (readings.length === 0) return { reads: [everything(shape, 'unseen')], named: [] };
  const [only] = readings;
  if (only && readings.length === 1) return only;
  // A text of several statements is logged whole with each of them, in their order.
  const own = place.of % readings.length === 0 ? readings[place.index % readings.length] : undefined;
  if (own) return own;
  return {
    reads: readings.flatMap((reading) => reading.reads).map((read) => ({ ...read, widened: [...read.widened, 'several' as const] })),
    named: readings.flatMap((reading) => reading.named),
  };
}
