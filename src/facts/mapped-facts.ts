import { addressLeaseTable, factTables, ownColumns, type LogFormat, type Table } from '../case/index.ts';
import { dhcpAuditFormat, type RawEvent } from '../evidence/index.ts';
import { made, type ColumnSource } from './column-source.ts';
import { compiledFeed } from './fact-kind-of.ts';
import type { CompiledFeed } from './fact-kind.ts';
import type { FactValue } from './fact-value.ts';
import type { DescribedLogs, FactScope } from './fact-scope.ts';
import { valueColumns } from './fill-plan.ts';
import { mappedColumn, nothing } from './mapped-columns.ts';

interface MappedFeed {
  readonly table: Table;
  readonly feed: CompiledFeed;
  /** Places of columns that every such fact has: a record that leaves one empty is none. */
  readonly required: readonly number[];
  /** What the columns say about each other. */
  readonly complete: (values: FactValue[]) => void;
}

/** Columns that fill themselves where a format says nothing of them. */
const OWN_WORD: ReadonlyMap<string, ColumnSource<FactValue>> = new Map<string, ColumnSource<FactValue>>([
  ['store', made([], 'of context/sources.yaml, else the host', (_, { store, host }) => store ?? host)],
  ['zone_assumed', made([], 'true where no zone is known', (event) => event.zoneAssumed ?? false)],
]);

/** What the carrier's own formats say their records are; made once of `context.formats` and given along in the scope. */
export class MappedFacts implements DescribedLogs {
  readonly #feeds: ReadonlyMap<string, MappedFeed>;

  constructor(formats: readonly LogFormat[]) {
    this.#feeds = new Map([dhcpAuditFormat, ...formats].flatMap((format) => entryOf(format)));
  }

  /** The fact that a record of source `mapped` is; null when its format names none, or where a column that every such fact has is empty. */
  of(event: RawEvent, scope: FactScope): { table: Table; values: readonly FactValue[] } | null {
    const mapped = this.#feeds.get(event.channel ?? '');
    if (!mapped) return null;
    const values = mapped.feed.values(event, scope);
    mapped.complete(values);
    return mapped.required.some((place) => values[place] === null) ? null : { table: mapped.table, values };
  }
}

function entryOf(format: LogFormat): [string, MappedFeed][] {
  const table = factTables.find(({ name }) => name === format.fact);
  if (!table) return [];
  const columns = new Map<string, ColumnSource<FactValue>>();
  for (const [name, { type }] of Object.entries(ownColumns(table))) {
    const own = OWN_WORD.get(name);
    if (own) columns.set(name, own);
    else if (type === 'VARCHAR[]')
      columns.set(
        name,
        made([], '', () => nothing(table, name)),
      );
  }
  for (const [name, column] of Object.entries(format.columns)) columns.set(name, mappedColumn(table, name, column, format.time.format));
  const feed = compiledFeed(table, { source: 'mapped', channel: format.name }, [...columns]);
  const required = valueColumns(table).flatMap((name, place) => (table.columns[name]?.null === false ? [place] : []));
  return [[format.name, { table, feed, required, complete: table === addressLeaseTable ? leaseCompleter() : () => undefined }]];
}

/** An address is had from the time at which it is given, where the log does not say otherwise. */
function leaseCompleter(): (values: FactValue[]) => void {
  const names = valueColumns(addressLeaseTable);
  const [time, from, activity] = ['time', 'from', 'activity'].map((name) => names.indexOf(name));
  return (values) => {
    if (time === undefined || from === undefined || activity === undefined || values[from] !== null) return;
    if (values[activity] === 'assigned' || values[activity] === 'renewed') values[from] = values[time] ?? null;
  };
}
