import { h, rounded, type Child, type Element } from '../element.ts';
import { integer } from '../numbers.ts';

export interface Column<Row> {
  readonly head: Child;
  readonly cell: (row: Row) => Child;
  /** On a phone: `key` and `figure` make the first line, `more` the second, `off` stands elsewhere already. */
  readonly phone: 'key' | 'figure' | 'more' | 'off';
  readonly right?: boolean;
  /** In CSS px at full width; columns without one share what is left. */
  readonly width?: number;
  /** What a number counts, printed after it where the head is gone. */
  readonly noun?: string;
}

export interface Group<Row> {
  readonly title: Child | null;
  readonly rows: readonly Row[];
}

export interface TableOptions<Row> {
  readonly caption: string;
  readonly id?: (row: Row) => string;
  /** Rows before the fold, of each group. */
  readonly shown?: number;
  /** Rows printed at all. */
  readonly most?: number;
  /** The command that shows every row. */
  readonly all?: string;
  readonly class?: string;
  /** Room that the columns' widths are meant for, in CSS px; narrower tables shrink them alike. */
  readonly width?: number;
  /** Printed after the count of rows. */
  readonly after?: Child;
}

/** Rows before a fold, and rows on a page at all. */
const SHOWN = 8;
const MOST = 200;
/** The width of a section's content. */
const CONTENT = 1084;

/** A table of one group. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], options: TableOptions<Row>): Element {
  return groupedTable(columns, [{ title: null, rows }], options);
}

/**
 * A table of groups: the first rows of each stand open, the others lie in one fold below that says how many they are.
 * What is beyond `most` is counted and named with the command that shows it.
 */
export function groupedTable<Row>(columns: readonly Column<Row>[], groups: readonly Group<Row>[], options: TableOptions<Row>): Element {
  const shown = options.shown ?? SHOWN;
  const printed = limited(groups, options.most ?? MOST);
  const open = printed.map((group) => ({ title: group.title, rows: group.rows.slice(0, shown) }));
  const folded = printed.map((group) => ({ title: group.title, rows: group.rows.slice(shown) })).filter((group) => group.rows.length > 0);
  const total = count(groups);
  const hidden = count(folded);
  const lost = total - count(printed);
  return h(
    'div',
    { class: `rows ${options.class ?? ''}`.trim() },
    tableOf(columns, open, options, false),
    hidden + lost === 0 && options.after === undefined
      ? null
      : h(
          'div',
          { class: 'after' },
          hidden + lost === 0 ? null : h('p', {}, `${integer(count(open))} of ${integer(total)} shown. `),
          hidden === 0
            ? null
            : h('details', {}, h('summary', {}, `Show the other ${integer(hidden)}`), tableOf(columns, folded, options, true)),
          lost === 0
            ? null
            : h(
                'p',
                {},
                `${integer(lost)} more are not printed here`,
                options.all === undefined ? '.' : [': ', h('code', {}, options.all)],
              ),
          options.after === undefined ? null : h('p', {}, options.after),
        ),
  );
}

function count<Row>(groups: readonly Group<Row>[]): number {
  return groups.reduce((total, group) => total + group.rows.length, 0);
}

function limited<Row>(groups: readonly Group<Row>[], most: number): readonly Group<Row>[] {
  let room = most;
  const result: Group<Row>[] = [];
  for (const group of groups) {
    const rows = group.rows.slice(0, room);
    room -= rows.length;
    if (rows.length > 0) result.push({ title: group.title, rows });
  }
  return result;
}

function tableOf<Row>(columns: readonly Column<Row>[], groups: readonly Group<Row>[], options: TableOptions<Row>, rest: boolean): Element {
  const caption = rest ? `${options.caption}, the other rows` : options.caption;
  return h(
    'table',
    {},
    h('caption', {}, caption),
    h(
      'colgroup',
      {},
      columns.map((column) =>
        h('col', { width: column.width === undefined ? null : `${rounded((100 * column.width) / (options.width ?? CONTENT))}%` }),
      ),
    ),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        columns.map((column) => h('th', { scope: 'col', class: column.right === true ? 'r' : null }, column.head)),
      ),
    ),
    groups.map((group) =>
      h(
        'tbody',
        {},
        group.title === null ? null : h('tr', { class: 'group' }, h('th', { scope: 'rowgroup', colspan: columns.length }, group.title)),
        group.rows.map((row) =>
          h(
            'tr',
            { id: options.id?.(row) ?? null },
            columns.map((column) => cellOf(column, row)),
          ),
        ),
      ),
    ),
  );
}

function cellOf<Row>(column: Column<Row>, row: Row): Element {
  const content = column.cell(row);
  const noun = column.noun === undefined ? null : h('span', { class: 'noun' }, ` ${column.noun}`);
  // "none cannot be excluded" would read as its opposite where the head is gone.
  const phone = column.noun !== undefined && content === 'none' ? 'off' : column.phone;
  return h('td', { class: `${phone}${column.right === true ? ' r' : ''}` }, content, noun);
}
