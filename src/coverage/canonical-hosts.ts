import { hostAliasTable, literal, quoted, type RowOf, type StageInput, type Table } from '../case/index.ts';
import type { Names } from '../names/index.ts';

/**
 * The case as if each record named its host by the canonical name: a log that was collected under a short name and under a full one is one log.
 * Only proven aliases count.
 */
export async function canonicalHosts(input: StageInput, names: Pick<Names, 'host'>): Promise<StageInput> {
  const aliases = [...new Set((await input.rows(hostAliasTable)).map((row) => row.alias))].filter((alias) => names.host(alias) !== alias);
  if (aliases.length === 0) return input;
  const values = aliases.map((alias) => `(${literal(alias)}, ${literal(names.host(alias))})`).join(', ');
  const from = (table: Table): string =>
    'host' in table.columns
      ? `(SELECT t.* REPLACE (coalesce(canonical.name, t.host) AS host) FROM ${input.from(table)} AS t
          LEFT JOIN (VALUES ${values}) AS canonical(alias, name) ON canonical.alias = t.host)`
      : input.from(table);
  return {
    engine: input.engine,
    from,
    rows: <T extends Table>(table: T, where?: string) => {
      const filter = where === undefined ? '' : ` WHERE ${where}`;
      return input.engine.rows<RowOf<T>>(`SELECT * FROM ${from(table)} AS t${filter} ORDER BY ${table.order.map(quoted).join(', ')}`);
    },
  };
}
