import { literal } from '../../case/index.ts';
import { oddLetters } from '../../sigma/index.ts';

const { from, to } = oddLetters();
/** What may stand around a number; as `String.trim` takes it, as far as logs have it. */
const BLANKS = `' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160)`;

/** A text without regard to case, as the rules' own comparison folds it. */
export function folded(text: string): string {
  return `translate(lower(${text}), ${literal(from)}, ${literal(to)})`;
}

/** A field of a match; NULL where it is absent or empty. */
function field(name: string): string {
  return `nullif(json_extract_string(fields, ${literal(`/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)}), '')`;
}

/** Several values as one text, without regard to case; NULL where one is absent. */
export function keyText(names: readonly string[]): string {
  const texts = names.map((name) => folded(field(name)));
  if (texts.length < 2) return texts[0] ?? `''`;
  return texts.map((text) => `strlen(${text}) || ':' || ${text}`).join(' || ');
}

/** What stands for the values that are counted; 0 where none are. */
export function valueCode(names: readonly string[]): string {
  return names.length === 0 ? 'CAST(0 AS DOUBLE)' : `CAST(hash(${keyText(names)}) >> 11 AS DOUBLE)`;
}

/** Whether all these fields have a value. */
export function presence(names: readonly string[]): string {
  return names.length === 0 ? 'true' : names.map((name) => `${field(name)} IS NOT NULL`).join(' AND ');
}

/** A number, decimal or hexadecimal with 0x, as rules compare them; NULL for everything else. */
export function numberOf(name: string): string {
  const text = `trim(${field(name)}, ${BLANKS})`;
  const decimal = `regexp_full_match(${text}, '[+-]?[0-9]{1,300}(\\.[0-9]{1,300})?([eE][+-]?[0-9]{1,2})?')`;
  const hexadecimal = `regexp_full_match(${text}, '0[xX][0-9a-fA-F]{1,13}')`;
  return `CASE WHEN ${decimal} THEN TRY_CAST(${text} AS DOUBLE) WHEN ${hexadecimal} THEN CAST(TRY_CAST(lower(${text}) AS BIGINT) AS DOUBLE) END`;
}

/** JSON of fields under other names; NULL where one is absent. */
export function shownJson(names: readonly string[], fields: readonly string[]): string {
  if (names.length === 0) return `'{}'`;
  const pairs = names.map((name, i) => `${literal(name)}, ${field(fields[i] ?? '')}`);
  return `CASE WHEN ${presence(fields)} THEN CAST(json_object(${pairs.join(', ')}) AS VARCHAR) END`;
}
