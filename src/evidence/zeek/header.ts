import { decodeText } from '../text/index.ts';
import { columnOf, type Columns } from './columns.ts';
import { unescaped } from './escape.ts';
import { logKindOf } from './log-kind.ts';

/** The directives in force at a place of a log. */
interface Directives {
  readonly separator: string;
  readonly setSeparator: string;
  readonly empty: string;
  readonly unset: string;
  readonly path: string | null;
  readonly fields: readonly string[];
  readonly types: readonly string[];
}

/** What Zeek writes where nobody configured it otherwise. */
const USUAL: Directives = { separator: '\t', setSeparator: ',', empty: '(empty)', unset: '-', path: null, fields: [], types: [] };
/** No log of Zeek has so many columns. */
const MOST_COLUMNS = 4096;

/** What the names and types of the columns come to. It is made anew where they change: short directives, however many, cost little. */
interface Shape extends Pick<Columns, 'list' | 'index' | 'time'> {
  /** The log that has such columns; null when it could be any. */
  readonly kind: string | null;
}

/** How the lines of a log are to be read; it may change in mid-file, where rotated logs were joined. */
export class Header {
  #directives: Directives;
  #shape: Shape;
  #columns: Columns | null;

  /** Takes up what `state` of another gave. */
  constructor(state: string | null = null) {
    this.#directives = state === null ? USUAL : (JSON.parse(state) as Directives);
    this.#shape = shapeOf(this.#directives);
    this.#columns = columnsOf(this.#directives, this.#shape);
  }

  /** Columns of the lines that follow; null before any `#fields`. */
  get columns(): Columns | null {
    return this.#columns;
  }

  /** The log's path (`conn`, `smb_files`); where no directive says it, the kind of log that has such fields. */
  get path(): string | null {
    return this.#directives.path || this.#shape.kind;
  }

  /** Reads a line that begins with `#`; whatever is no directive that decides how lines are read is a comment. */
  directive(bytes: Buffer): void {
    const before = this.#directives;
    const changed = after(before, decodeText(bytes));
    if (changed === null) return;
    this.#directives = changed;
    if (changed.fields !== before.fields || changed.types !== before.types) this.#shape = shapeOf(changed);
    this.#columns = columnsOf(changed, this.#shape);
  }

  state(): string {
    return JSON.stringify(this.#directives);
  }
}

/** The directives in force behind a line; null when it changes nothing. */
function after(before: Directives, line: string): Directives | null {
  // A separator begins a new log: what the one before said no longer holds.
  if (line.startsWith('#separator ')) return { ...USUAL, separator: unescaped(line.slice(11)) };
  const [name, ...values] = line.split(before.separator, MOST_COLUMNS + 1);
  const value = unescaped(values[0] ?? '');
  switch (name) {
    case '#set_separator':
      return { ...before, setSeparator: value };
    case '#empty_field':
      return { ...before, empty: value };
    case '#unset_field':
      return { ...before, unset: value };
    case '#path':
      return { ...before, path: value === before.unset ? null : value };
    case '#fields':
      return { ...before, fields: values.map(unescaped), types: [] };
    case '#types':
      return values.length === before.fields.length ? { ...before, types: values.map(unescaped) } : null;
    default:
      return null;
  }
}

function shapeOf({ fields, types }: Directives): Shape {
  const index = new Map<string, number>();
  fields.forEach((name, i) => index.has(name) || index.set(name, i));
  const list = fields.map((name, i) => columnOf(name, types[i]));
  return { list, index, time: index.get('ts') ?? -1, kind: logKindOf((name) => index.has(name)) };
}

function columnsOf({ separator, setSeparator, empty, unset }: Directives, { list, index, time }: Shape): Columns | null {
  const [byte, ...more] = Buffer.from(separator, 'latin1');
  // Lines are split at one byte; a longer separator is nobody's.
  if (list.length === 0 || byte === undefined || more.length > 0) return null;
  return { list, index, time, separator: byte, setSeparator, empty, unset };
}
