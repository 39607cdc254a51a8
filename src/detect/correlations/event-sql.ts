import type { Correlation } from '../../sigma/index.ts';
import { keyText, numberOf, presence, shownJson, valueCode } from './field-sql.ts';
import { isNumeric, isTemporal, type MatchSource, type SourceLayer } from './sources.ts';

/** What tells a group from every other, in two independent halves: 106 bits of its values. */
const groupColumns = `CAST(hash('1' || key) >> 11 AS DOUBLE) AS g1, CAST(hash('2' || key) >> 11 AS DOUBLE) AS g2`;

/** Time in units of 100 ns since the base; exact for 28 years from it. */
export function ticks(base: number): string {
  return `CAST((epoch_us(time) - ${base}) * 10 + time_100ns AS DOUBLE)`;
}

/** One SQL expression for each source; only where they differ is asked which it is. */
function bySource(layer: SourceLayer, expression: (source: SourceLayer['sources'][number]) => string): string {
  const each = layer.sources.map(expression);
  const [first = 'NULL'] = each;
  if (each.every((one) => one === first)) return first;
  return `CASE ${layer.sources.map((source, i) => `WHEN ${layer.isFrom(source)} THEN ${each[i] ?? 'NULL'}`).join(' ')} END`;
}

/** The matches of a layer of sources with `key`, `value`, `step` and `number` (of the source). */
function keyed(correlation: Correlation, layer: SourceLayer, from: MatchSource): string {
  const numeric = isNumeric(correlation);
  const value = bySource(layer, ({ values }) => (numeric ? numberOf(values[0] ?? '') : valueCode(values)));
  const where = bySource(layer, ({ values }) => (numeric ? 'true' : presence(values)));
  const columns = [
    `${bySource(layer, ({ group }) => keyText(group))} AS key`,
    `${value} AS value`,
    `${bySource(layer, ({ step }) => `CAST(${step} AS DOUBLE)`)} AS step`,
    `${bySource(layer, ({ number }) => String(number))} AS number`,
  ];
  const table = layer.inner === null ? from.matches : from.behind(layer.inner);
  return `SELECT * FROM (SELECT *, ${columns.join(', ')} FROM ${table} AS m WHERE ${layer.isIn} AND ${where}) AS k
    WHERE key IS NOT NULL AND value IS NOT NULL${numeric ? ' AND isfinite(value)' : ''}`;
}

/**
 * The events of a layer: g1, g2, t, until, step, value, record. A finding of another correlation is one event of each group; for each value where
 * values are counted, and with the first number in it where numbers are added up or ranked.
 */
export function events(correlation: Correlation, layer: SourceLayer, from: MatchSource): string {
  const columns = (t: string, until: string, record: string): string =>
    `${groupColumns}, ${t} AS t, ${until} AS until, step, value, ${record} AS record`;
  const matches = keyed(correlation, layer, from);
  if (layer.inner === null) {
    const time = ticks(from.base);
    return `SELECT ${columns(time, time, 'CAST(hash(ref) >> 11 AS DOUBLE)')} FROM (${matches}) AS e`;
  }
  const all = columns(isTemporal(correlation) ? 'held' : 'upto', 'upto', '-1 - CAST(episode AS DOUBLE)');
  if (!isNumeric(correlation)) return `SELECT DISTINCT ${all} FROM (${matches}) AS e`;
  const place = 'struct_pack(a := time, b := time_100ns, c := ref, d := rule)';
  return `SELECT g1, g2, t, until, step, arg_min(value, place) AS value, record FROM (SELECT ${all}, ${place} AS place FROM (${matches}) AS e) AS each
    GROUP BY g1, g2, t, until, step, record`;
}

/** The matches of a layer with g1, g2, t, the number of their source, and what a reader is shown of the values they were grouped by. */
export function witnessed(correlation: Correlation, layer: SourceLayer, from: MatchSource): string {
  return `SELECT *, ${groupColumns}, ${ticks(from.base)} AS t, ${shown(correlation, layer)} AS shown FROM (${keyed(correlation, layer, from)}) AS w`;
}

/** JSON of the values a match was grouped by, as the logs spell them; NULL where one is absent. */
export function shown({ groupBy }: Correlation, layer: SourceLayer): string {
  return bySource(layer, ({ group }) => shownJson(groupBy, group));
}
