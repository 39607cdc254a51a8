import type { ColumnDomains } from '../context/types.ts';
import { BREAKS, CLAUSES, KEYWORDS, MEASURES, PATTERNS, PIECES, TIME_NAME } from './sql-words.ts';
import type { IdentifierDomain } from './types.ts';

/** What a literal at the present place of a statement is compared with. */
export interface Comparison {
  /** The domains of the compared columns: more than one for `(a, b) IN (('…', '…'))`; null for a column without identifiers. */
  readonly domains: readonly (IdentifierDomain | null)[];
  /** The column goes through `substr` and the like: the literal is a piece. */
  readonly part: boolean;
  /** The name speaks of time. */
  readonly times: boolean;
}

/** One level of parentheses. */
interface Frame {
  readonly inherited: Comparison | null;
  readonly call: string | null;
  own: Comparison | null;
  /** The columns of the last parenthesis here, by place. */
  columns: Comparison | null;
  /** Set by VALUES: every row behind it holds these. */
  rows: Comparison | null;
  between: boolean;
  subquery: boolean;
  cleared: boolean;
  /** Domains by place in a list of columns. */
  readonly list: (IdentifierDomain | null)[];
  place: number;
}

/** Deeper parentheses than this share one level: only hostile text has them. */
const DEEPEST = 400;

/** Follows a statement token by token and knows, at each literal, which column it is compared with. */
export class ComparedColumn {
  readonly #columns: ColumnDomains;
  #frames: Frame[] = [frame(null, null)];
  #deeper = 0;
  #call: string | null = null;
  /** The last operator takes a pattern: LIKE, ~, SIMILAR TO. */
  pattern = false;

  constructor(columns: ColumnDomains) {
    this.#columns = columns;
  }

  /** The domain of a literal here; null when it is not compared with a column of identifiers. */
  get domain(): IdentifierDomain | null {
    const { domains } = this.#comparison ?? { domains: [] };
    return domains[this.#top.place % Math.max(1, domains.length)] ?? null;
  }

  get part(): boolean {
    return this.#comparison?.part ?? false;
  }

  get times(): boolean {
    return this.#comparison?.times ?? false;
  }

  /** The domain of a column's name, without quotes. */
  domainOf(name: string): IdentifierDomain | null {
    return this.#columns.get(name.toLowerCase()) ?? null;
  }

  /** A name, keyword or quoted identifier; `calls` when a parenthesis follows. */
  word(text: string, calls: boolean): void {
    const word = text.toLowerCase();
    const top = this.#top;
    const domain = this.#columns.get(word);
    if (domain !== undefined) {
      top.own = { domains: [domain], part: false, times: false };
      top.list[top.place] = domain;
    } else if (word === 'and') this.#and(top);
    else if (word === 'between') top.between = true;
    else if (word === 'values') top.rows = top.own = top.columns;
    else if (BREAKS.has(word) || CLAUSES.has(word)) this.#break(top, word);
    else if (PATTERNS.has(word)) this.pattern = true;
    else if (calls && !KEYWORDS.has(word)) this.#call = word;
    else if (!KEYWORDS.has(word)) top.own ??= { domains: [], part: false, times: TIME_NAME.test(word) };
  }

  operator(text: string): void {
    if (text === '(' || text === '[') this.#open();
    else if (text === ')' || text === ']') this.#close();
    else if (text === ',') this.#comma();
    else if (text === ';') this.#restart();
    else if (/^[<>=!~^*]+$/.test(text) && text !== '*') this.pattern = text.includes('~');
    if (text !== '(') this.#call = null;
  }

  get #top(): Frame {
    return this.#frames.at(-1) ?? frame(null, null);
  }

  get #comparison(): Comparison | null {
    const { own, inherited } = this.#top;
    const holds = (comparison: Comparison | null): boolean => comparison?.domains.some((domain) => domain !== null) ?? false;
    return holds(own) || !holds(inherited) || this.#top.cleared ? own : inherited;
  }

  #and(top: Frame): void {
    if (top.between) top.between = false;
    else this.#break(top, 'and');
  }

  #break(top: Frame, word: string): void {
    top.own = null;
    top.rows = null;
    top.between = false;
    this.pattern = false;
    if (word === 'select' || word === 'with') top.subquery = true;
    if (CLAUSES.has(word)) top.cleared = true;
  }

  #open(): void {
    if (this.#frames.length >= DEEPEST) this.#deeper++;
    else this.#frames.push(frame(this.#comparison, this.#call));
  }

  #close(): void {
    if (this.#deeper > 0) {
      this.#deeper--;
      return;
    }
    if (this.#frames.length < 2) return;
    const closed = this.#frames.pop();
    if (closed === undefined || closed.subquery || (closed.call !== null && MEASURES.has(closed.call))) return;
    const first = closed.list.find((domain) => domain !== null && domain !== undefined);
    if (first === undefined || first === null) return;
    const list = { domains: Array.from({ length: closed.place + 1 }, (_, i) => closed.list[i] ?? null), part: false, times: false };
    this.#top.columns = list;
    const tuple = closed.call === null && closed.place > 0;
    this.#top.own = tuple ? list : { domains: [first], part: closed.call !== null && PIECES.has(closed.call), times: false };
    this.#top.list[this.#top.place] ??= first;
  }

  #comma(): void {
    const top = this.#top;
    top.place++;
    top.own = top.rows;
    top.between = false;
  }

  #restart(): void {
    this.#frames = [frame(null, null)];
    this.#deeper = 0;
    this.pattern = false;
  }
}

function frame(inherited: Comparison | null, call: string | null): Frame {
  return { inherited, call, own: null, columns: null, rows: null, between: false, subquery: false, cleared: false, list: [], place: 0 };
}
