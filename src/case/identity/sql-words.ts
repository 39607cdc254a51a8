/** Words that begin another comparison. */
export const BREAKS = new Set([
  'or',
  'when',
  'then',
  'else',
  'end',
  'select',
  'with',
  'set',
  'using',
  'returning',
  'union',
  'intersect',
  'except',
  'into',
  'copy',
  'to',
]);
/** Words that begin another part of a query, in which not even the comparison around the subquery counts. */
export const CLAUSES = new Set(['from', 'where', 'on', 'having', 'group', 'order', 'limit', 'offset', 'fetch', 'join']);
/** Words that are neither a column nor the name of a function. */
export const KEYWORDS = new Set([
  'not',
  'in',
  'is',
  'any',
  'all',
  'some',
  'array',
  'escape',
  'collate',
  'as',
  'binary',
  'distinct',
  'null',
  'row',
  'cast',
  'at',
  'zone',
  'symmetric',
]);
/** Operators whose other side is a pattern. */
export const PATTERNS = new Set(['like', 'ilike', 'similar', 'regexp', 'rlike', 'glob', 'not_regexp']);
/** Functions that return a piece of their first argument. */
export const PIECES = new Set([
  'substr',
  'substring',
  'substrb',
  'left',
  'right',
  'regexp_substr',
  'regexp_replace',
  'split_part',
  'overlay',
  'mid',
]);
/** What these return is no identifier. */
export const MEASURES = new Set([
  'count',
  'length',
  'char_length',
  'character_length',
  'octet_length',
  'len',
  'sum',
  'avg',
  'position',
  'strpos',
  'instr',
]);
/** Names of columns and types that hold times. */
export const TIME_NAME = /time|date|stamp|epoch|(?:^|_)ts$|_at$|day|month|interval/;
