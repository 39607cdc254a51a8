import type { Table } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { valueIn, type ColumnSource } from './column-source.ts';
import { FillPlan, valueColumns } from './fill-plan.ts';
import type { CompiledFeed, FactKind, FactRow, Feed, RecordSort } from './fact-kind.ts';
import type { FactValue } from './fact-value.ts';

/** Makes a fact kind of its table and its feeds; of the feeds that fit a record the first counts. */
export function factKindOf<T extends Table>(table: T, feeds: readonly Feed<T>[]): FactKind<T> {
  const compiled = feeds.map(({ record, columns }) => compiledFeed(table, record, Object.entries<ColumnSource<FactValue>>(columns)));
  return {
    table,
    feeds: compiled,
    extract(event, scope) {
      for (const feed of compiled) if (fits(feed.record, event)) return rowOf(table, feed.values(event, scope));
      return null;
    },
  };
}

/** Whether a record is of a sort. */
function fits({ source, windows, channel, when }: RecordSort, event: RawEvent): boolean {
  if (source !== event.source) return false;
  if (windows && (event.get('EventID') !== windows.event || !isProvider(windows, event, event.get('Provider_Name')))) return false;
  if (channel !== undefined && channel !== event.channel) return false;
  return when?.holds(event) ?? true;
}

/** Whether the provider gives the event number its meaning; a record that names none is known by its channel. */
export function isProvider(windows: NonNullable<RecordSort['windows']>, event: RawEvent, provider: string | null | undefined): boolean {
  return provider ? provider === windows.provider : event.channel === windows.channel;
}

const HOST_FIELDS = ['s-computername'];

/**
 * A feed made ready. Values go into an array by their place, because a row with thirty columns filled by name costs more than what fills them;
 * a field that several columns look at is decoded once. Columns that the feed does not name are null. `named` are its columns in any order.
 */
export function compiledFeed(
  table: Table,
  record: RecordSort,
  named: readonly (readonly [string, ColumnSource<FactValue>])[],
): CompiledFeed {
  const columns = new Map(named);
  const plan = new FillPlan(table, columns);
  return {
    record,
    columns,
    values(event, scope) {
      const values = plan.blank.slice();
      const { time } = event;
      values[0] = time.us;
      values[1] = time.tick;
      values[2] = time.digits;
      values[3] = scope.host;
      values[4] = scope.hostRaw === undefined ? (event.host ?? valueIn(event, HOST_FIELDS)) : scope.hostRaw;
      values[5] = event.source;
      values[6] = scope.channel === undefined ? event.channel : scope.channel;
      values[7] = event.get('EventID') ?? null;
      plan.fill(values, event, scope);
      return values;
    },
  };
}

/** The same fact as a row by column names. */
export function rowOf<T extends Table>(table: T, values: readonly FactValue[]): FactRow<T> {
  // The compiler has checked each column against the feed's type; it cannot follow them through the array.
  return Object.fromEntries(valueColumns(table).map((name, place) => [name, values[place]])) as unknown as FactRow<T>;
}
