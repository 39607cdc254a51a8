import type { Constant, Predicate } from '../predicate.ts';
import type { StatementReading } from '../statement.ts';

/** A reading in one line, for tables of cases: `columns where predicate (limit, distinct) [why it is wider]`; `nothing` when no record is returned. */
export function printedReading(reading: StatementReading): string {
  if (reading.reads.length === 0) return 'nothing';
  return reading.reads
    .map(({ columns, predicate, limit, distinct, widened }) => {
      const bounds = [...(limit === null ? [] : [`limit ${limit}`]), ...(distinct ? ['distinct'] : [])];
      const parts = [
        `${columns.join(',') || '-'} where ${printed(predicate)}`,
        ...bounds.map((bound) => `(${bound})`),
        ...widened.map((why) => `[${why}]`),
      ];
      return parts.join(' ');
    })
    .join(' + ');
}

function printed(predicate: Predicate): string {
  switch (predicate.kind) {
    case 'all':
    case 'none':
      return predicate.kind;
    case 'unknown':
      return `?${predicate.why}`;
    case 'not':
      return `not ${printed(predicate.part)}`;
    case 'and':
    case 'or':
      return `(${predicate.parts.map(printed).join(predicate.kind === 'and' ? ' & ' : ' | ')})`;
    case 'prefix':
      return `${operand(predicate.column)}^${predicate.prefix}`;
    case 'like':
      return `${operand(predicate.column)}${predicate.fold ? '~~*' : '~~'}${predicate.pattern}`;
    case 'in':
      return `${operand(predicate.column)}{${predicate.values.map(constant).join(',')}}`;
    case 'range': {
      const { from, to } = predicate;
      const low = from ? `${constant(from.value)}${from.inclusive ? '<=' : '<'}` : '';
      const high = to ? `${to.inclusive ? '<=' : '<'}${constant(to.value)}` : '';
      return `${low}${operand(predicate.column)}${high}`;
    }
  }
}

function operand({ name, as }: { readonly name: string; readonly as: string }): string {
  return as === 'column' || as === 'stored' ? name : `${name}::${as}`;
}

function constant(value: Constant): string {
  if (value.type === 'untyped') return `'${value.text}'`;
  if (value.type === 'number') return value.text;
  const { earliest, latest, zoned } = value.band;
  const iso = (us: number): string =>
    new Date(us / 1000)
      .toISOString()
      .replace(/:00\.000Z$/, '')
      .replace('.000Z', '')
      .replace('T00:00', '');
  return `${iso(earliest)}${earliest === latest ? '' : `~${iso(latest)}`}${zoned ? 'Z' : ''}`;
}
