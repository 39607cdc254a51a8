import type { Random } from '../random.ts';
import type { RecordQuestion } from '../telephony/index.ts';
import type { AuditedObject } from './query.ts';
import type { Store } from './store.ts';
import { Wording } from './wording.ts';

/** A statement's text, what is bound to it, and what its audit lines name beside the store's table. */
export interface RecordSql {
  readonly sql: string;
  readonly parameters?: readonly string[];
  readonly objects: readonly AuditedObject[];
  /** The command as the server's process list names it. */
  readonly tag: 'SELECT' | 'COPY';
}

/**
 * A question as SQL in a store's own names. Its wording is drawn, its meaning is the question's, so that who reads the text can tell the rows
 * wherever the question is `understood`.
 */
export function sqlOf(question: RecordQuestion, store: Store, random: Random): RecordSql {
  const { bound = false } = question;
  const wording = new Wording(store, random, bound);
  const select = selectOf(question, wording);
  const copied = !bound && random.chance(0.12);
  const sql = copied ? `COPY (${select}) TO STDOUT WITH CSV HEADER` : !bound && random.chance(0.3) ? `${select};` : select;
  const site: AuditedObject[] = select.includes('net.site') ? [objectOf('net.site')] : [];
  return {
    sql,
    ...(wording.parameters !== null && { parameters: wording.parameters }),
    objects: [objectOf(store.table), ...site],
    tag: copied ? 'COPY' : 'SELECT',
  };
}

/** The SELECT of a question. */
export function selectOf({ columns, conditions }: Pick<RecordQuestion, 'columns' | 'conditions'>, wording: Wording): string {
  const { random } = wording;
  const gap = random.chance(0.15) ? '\n  ' : ' ';
  const list = columns === null ? '*' : columns.map((column) => wording.column(column)).join(', ');
  const where = conditions.map((condition) => wording.condition(condition)).join(`${gap}${wording.word('and')} `);
  const head = `${wording.word('select')} ${list}${gap}${wording.word('from')} ${wording.table()}`;
  const order = random.chance(0.25)
    ? ` ${wording.word('order by')} ${wording.column('start')}${random.chance(0.3) ? ` ${wording.word('desc')}` : ''}`
    : '';
  return `${head}${where === '' ? '' : `${gap}${wording.word('where')} ${where}`}${order}`;
}

/** A table that is read. */
export function objectOf(name: string, type: AuditedObject['type'] = 'TABLE'): AuditedObject {
  return { class: 'READ', command: 'SELECT', type, name };
}
