import type { z } from 'zod';
import { factTables, ownColumns, type Table } from '../tables/index.ts';
import type { Place } from './context-document.ts';
import type { formatSchema } from './format-schema.ts';
import type { LogFormat } from './types.ts';

type Report = (place: Place, cause: string) => void;

/** Columns that fill themselves where a format says nothing of them. */
const OWN_WORD: ReadonlySet<string> = new Set(['store', 'zone_assumed']);

/**
 * A format as the reader and the facts need it. Columns that the fact does not have are reported and left out; without one that every such fact has,
 * or with a fact of no known kind, its records are read and feed no fact. Nothing for a file that cannot be used.
 */
export function asFormat(file: string, written: z.output<typeof formatSchema> | null, report: Report): LogFormat[] {
  if (written === null) return [];
  const { header, quote, time, ...rest } = written;
  const { fact, columns } = checked(written, report);
  return [
    {
      ...rest,
      file,
      name: file.replace(/^formats\//, '').replace(/\.yaml$/, ''),
      quote: quote === 'none' ? null : quote,
      header: header === true ? null : header,
      time: { fields: time.field, format: time.format },
      fact,
      columns,
    },
  ];
}

function checked({ fact, columns }: z.output<typeof formatSchema>, report: Report): Pick<LogFormat, 'fact' | 'columns'> {
  if (fact === null) return { fact, columns: {} };
  const table = factTables.find((candidate) => candidate.name === fact);
  if (!table) {
    report(['fact'], `is no kind of fact; there are ${factTables.map(({ name }) => name).join(', ')}`);
    return { fact: null, columns: {} };
  }
  const own = ownColumns(table);
  const known = Object.entries(columns).filter(([name]) => {
    if (!Object.hasOwn(own, name))
      report(['columns', name], `is no column of ${fact} that a format fills; it has ${Object.keys(own).join(', ')}`);
    return Object.hasOwn(own, name);
  });
  const missing = requiredColumns(table).filter((name) => !known.some(([column]) => column === name));
  for (const name of missing) report(['columns'], `${name} is missing, which every ${fact} has`);
  return missing.length > 0 ? { fact: null, columns: {} } : { fact, columns: Object.fromEntries(known) };
}

/** Columns that a format must name. */
export function requiredColumns(table: Table): string[] {
  return Object.entries(ownColumns(table)).flatMap(([name, column]) =>
    column.null || column.type === 'VARCHAR[]' || OWN_WORD.has(name) ? [] : [name],
  );
}
