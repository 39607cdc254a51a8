import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ColumnType } from '../case/index.ts';
import { factKinds } from './extract-facts.ts';
import type { FactValue } from './fact-value.ts';
import { valueColumns } from './fill-plan.ts';
import { rawEvent, scope } from './raw-event.ts';

const text = fc.oneof(
  fc.constantFrom(
    '',
    '-',
    '0',
    '-1',
    '0x0',
    '0xffffffffffffffff',
    '99999999999999999999',
    '1e400',
    '::',
    '%%1842',
    'a\\b\\c',
    '\0',
    ';;',
    '=',
  ),
  fc.constantFrom('S-1-5-21-1-2-3-500', '{00000000-0000-0000-0000-000000000000}', '2024-03-01 10:00:00', '9999-99-99', 'type:  5 '),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constant('x'.repeat(5000)),
  fc.constant(null),
);

function fits(type: ColumnType | undefined, value: FactValue): boolean {
  if (type === 'VARCHAR') return typeof value === 'string';
  if (type === 'BOOLEAN') return typeof value === 'boolean';
  if (type === 'VARCHAR[]') return Array.isArray(value);
  if (type === 'DOUBLE') return Number.isFinite(value);
  return Number.isSafeInteger(value) && (type !== 'INTEGER' || Math.abs(Number(value)) < 2 ** 31);
}

test.each(factKinds.map((kind) => [kind.table.name, kind] as const))(
  '%s: whatever the fields hold, each column holds what its type says',
  (_, { table, feeds }) => {
    const names = valueColumns(table);
    for (const feed of feeds) {
      const { record, columns } = feed;
      const fields = [...new Set([...columns.values()].flatMap((column) => column.fields))];
      fc.assert(
        fc.property(fc.array(text, { minLength: fields.length, maxLength: fields.length }), (texts) => {
          const given = Object.fromEntries(fields.map((field, i) => [field, texts[i] ?? null]));
          const event = rawEvent(record.source, { EventID: record.windows?.event ?? null, ...given }, 'a', record.channel ?? null);
          if (record.when?.holds(event) === false) return;
          feed.values(event, scope).forEach((value, place) => {
            const column = table.columns[names[place] ?? ''];
            if (value === null) expect(column?.null, `${names[place]} is empty`).toBe(true);
            else expect(fits(column?.type, value), `${names[place]} holds ${String(value).slice(0, 50)}`).toBe(true);
          });
        }),
        { numRuns: 30 },
      );
    }
  },
);
