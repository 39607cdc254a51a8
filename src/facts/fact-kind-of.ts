import type { Table } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { valueIn, type ColumnSource } from './column-source.ts';
import type { FactKind, FactRow, Feed, RecordSort } from './fact-kind.ts';
import type { FactScope } from './fact-scope.ts';

/** Makes a fact kind of its table and its feeds; of the feeds that fit a record the first counts. */
export function factKindOf<T extends Table>(table: T, feeds: readonly Feed<T>[]): FactKind<T> {
  const compiled = feeds.map(({ record, columns }) => {
    const named = new Map<string, ColumnSource<unknown>>(Object.entries<ColumnSource<unknown>>(columns));
    return { record, columns: named, extract: compile(table, named) };
  });
  return {
    table,
    feeds: compiled,
    extract(event, scope) {
      for (const { record, extract } of compiled) if (fits(record, event)) return extract(event, scope);
      return null;
    },
  };
}

/** Whether a record is of a sort. */
function fits({ source, windows, when }: RecordSort, event: RawEvent): boolean {
  if (source !== event.source) return false;
  if (windows) {
    if (event.get('EventID') !== windows.event) return false;
    const provider = event.get('Provider_Name');
    if (provider ? provider !== windows.provider : event.channel !== windows.channel) return false;
  }
  return when?.holds(event) ?? true;
}

const HOST_FIELDS = ['s-computername'];

/** One function for all columns of a table, in their order; those that the feed does not name are null. */
function compile<T extends Table>(
  table: T,
  columns: ReadonlyMap<string, ColumnSource<unknown>>,
): (event: RawEvent, scope: FactScope) => FactRow<T> {
  const blank = Object.fromEntries(
    Object.keys(table.columns)
      .filter((name) => name !== 'ref' && name !== 'pointers')
      .map((name) => [name, null]),
  );
  const reads = [...columns];
  return (event, scope) => {
    const row: Record<string, unknown> = {
      ...blank,
      time: event.time.us,
      time_100ns: event.time.tick,
      time_digits: event.time.digits,
      host: scope.host,
      host_raw: event.host ?? valueIn(event, HOST_FIELDS),
      source: event.source,
      channel: event.channel,
      event_id: event.get('EventID') ?? null,
    };
    for (const [name, column] of reads) row[name] = column.read(event, scope);
    // The compiler has checked each column against the feed's type; it cannot follow them into a row built by name.
    return row as FactRow<T>;
  };
}
