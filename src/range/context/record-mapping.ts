import { canonicalColumns, recordColumnNames } from '../telephony/question.ts';
import { wideColumnsOf } from '../warehouse/index.ts';
import type { World } from '../world/index.ts';

/** How the store names its table and columns, and where its exported files lie below cdr/. */
export function recordMapping({ store, knobs }: Pick<World, 'store' | 'knobs'>): Record<string, unknown> {
  const c = wideColumnsOf(store);
  const named = recordColumnNames.flatMap((column) =>
    canonicalColumns[column] === null ? [] : [[canonicalColumns[column], c[column]] as const],
  );
  return {
    store: store.name,
    tables: [store.table, store.table.split('.')[1]],
    files: `**/*.${knobs.recordFormat}`,
    key: c.number,
    columns: Object.fromEntries(named),
    time_zone: 'UTC',
    load_time: c.loaded,
  };
}
