/** How a statement takes records out of a table, told from its words alone. */
export type ReadingWay =
  /** `COPY … TO`: the table, or what a query gives, as a file or stream. */
  | 'copied out'
  /** The same of a query with a condition: an answer taken away as a file. */
  | 'an answer copied out'
  /** A table, view or cursor made of what was read. */
  | 'copied aside'
  /** Rows of the whole table: no condition, no small limit. */
  | 'whole table'
  /** A stretch of a long result, then the next one. */
  | 'in pages'
  /** The records of many named subscribers. */
  | 'by a list of identifiers'
  /** The records of all subscribers whose identifier begins (or ends) so. */
  | 'by part of an identifier';

/** A statement is looked at up to this length: what decides stands in front, and a list of identifiers may be endless. */
const LONGEST = 65_536;
/** A limit up to this is a look, not a read. */
const LOOK = 1_000;
/** Identifiers in one statement from which it is a list. */
const LIST = 5;

const PSEUDONYM = /(?:msisdn|imsi|imei):[0-9a-f]{32}/g;
const PART = /(?:msisdn|imsi|imei):~[0-9a-f]{32}/;

/** Functions that give one row for all, whatever the table holds. */
const AGGREGATE = /^(?:count|sum|min|max|avg|bool_and|bool_or|every|stddev\w*|var\w*)$/;

/**
 * How a masked statement of PostgreSQL takes records out, or null where it takes few or none. Words within comments and literals are not looked at;
 * nothing is parsed, so that any text has an answer in time linear in its length.
 */
export function readingWay(statement: string, parameters: string | null): ReadingWay | null {
  const text = statement.slice(0, LONGEST);
  const words = wordsOf(text);
  const [verb, second] = words;
  if (verb === 'copy' && !copiesOut(words)) return null;
  if (verb === 'copy') return words.includes('where') ? 'an answer copied out' : 'copied out';
  const selects = words.includes('select') || words[0] === 'table';
  if (!selects) return null;
  if (verb === 'create' && words.includes('as') && second !== 'function' && second !== 'view' && second !== 'or') return 'copied aside';
  if (verb === 'select' && intoTable(words)) return 'copied aside';
  if (verb === 'insert' || verb === 'declare') return words.includes('where') ? null : 'copied aside';
  if (!['select', 'with', 'table', '('].includes(verb ?? '')) return null;
  if (words.includes('offset') && limitOf(words) !== null && !isAggregate(words)) return 'in pages';
  const identifiers = new Set(`${text} ${parameters?.slice(0, LONGEST) ?? ''}`.match(PSEUDONYM));
  if (identifiers.size >= LIST) return 'by a list of identifiers';
  if (PART.test(text) || PART.test(parameters ?? '')) return 'by part of an identifier';
  const limit = limitOf(words);
  const whole =
    (verb === 'table' || words.includes('from')) && !words.includes('where') && !words.includes('join') && (limit === null || limit > LOOK);
  return whole && !isAggregate(words) && !words.includes('group') ? 'whole table' : null;
}

/** Words, numbers, parentheses and commas of a statement in lower case, without comments and literals. */
function wordsOf(text: string): string[] {
  const token =
    /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|\$(\w*)\$|"((?:[^"]|"")*)"|(?:msisdn|imsi|imei):~?[0-9a-f]{32}|([\p{L}_][\p{L}\p{N}_$]*|\d+|[(),*])/gu;
  const words: string[] = [];
  for (let m = token.exec(text); m !== null; m = token.exec(text)) {
    const [, dollar, quoted, word] = m;
    if (dollar !== undefined) {
      const end = text.indexOf(`$${dollar}$`, token.lastIndex);
      token.lastIndex = end < 0 ? text.length : end + dollar.length + 2;
    } else if (quoted !== undefined) words.push(`"${quoted}`);
    else if (word !== undefined) words.push(word.toLowerCase());
  }
  return words;
}

/** `COPY t (…) TO` or `COPY (query) TO`: the direction is the first `to` or `from` outside parentheses. */
function copiesOut(words: readonly string[]): boolean {
  let depth = 0;
  for (const word of words) {
    if (word === '(') depth++;
    else if (word === ')') depth--;
    else if (depth === 0 && (word === 'to' || word === 'from')) return word === 'to';
  }
  return false;
}

/** `SELECT … INTO t FROM`: before the first FROM. */
function intoTable(words: readonly string[]): boolean {
  const into = words.indexOf('into');
  const from = words.indexOf('from');
  return into >= 0 && (from < 0 || into < from);
}

/** The number behind LIMIT or FETCH FIRST; null where there is none, or it is a parameter and may be anything. */
function limitOf(words: readonly string[]): number | null {
  for (const [i, word] of words.entries()) {
    const limit = word === 'limit' ? words[i + 1] : word === 'fetch' ? words[i + 2] : undefined;
    if (limit !== undefined && /^\d+$/.test(limit)) return Number(limit);
  }
  return null;
}

/** Whether every column that a statement gives is one number for all rows: `select max(x), count(*) from …`. */
function isAggregate(words: readonly string[]): boolean {
  const select = words.indexOf('select');
  const from = words.indexOf('from', select);
  if (select < 0 || from < 0) return false;
  let depth = 0;
  let expects = true;
  for (const word of words.slice(select + 1, from)) {
    if (depth === 0 && expects) {
      if (word === 'coalesce' || word === 'exists') return true;
      if (!AGGREGATE.test(word)) return false;
      expects = false;
    } else if (word === ',' && depth === 0) expects = true;
    if (word === '(') depth++;
    else if (word === ')') depth--;
  }
  return !expects;
}
