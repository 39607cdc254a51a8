import type { LogShape, ZeekType, ZeekValue } from './log-shape.ts';
import { secondsText } from './seconds-text.ts';

const UNSET = '-';
const EMPTY = '(empty)';
const SET_SEPARATOR = ',';

/** The lines above the records; `opened` as Zeek prints times in them, `2024-03-01-00-00-00`. */
export function tsvHeader({ path, names, types }: LogShape, opened: string): string {
  return [
    '#separator \\x09',
    `#set_separator\t${SET_SEPARATOR}`,
    `#empty_field\t${EMPTY}`,
    `#unset_field\t${UNSET}`,
    `#path\t${path}`,
    `#open\t${opened}`,
    `#fields\t${names.join('\t')}`,
    `#types\t${types.join('\t')}`,
    '',
  ].join('\n');
}

/** The line below them. */
export function tsvFooter(closed: string): string {
  return `#close\t${closed}\n`;
}

/** A record as a line of a text log (Zeek manual, "ASCII writer"). */
export function tsvLine({ types }: LogShape, values: readonly ZeekValue[]): string {
  let line = '';
  for (let i = 0; i < types.length; i++) {
    if (i > 0) line += '\t';
    line += valueText(types[i] ?? 'string', values[i] ?? null);
  }
  return `${line}\n`;
}

function valueText(type: ZeekType, value: ZeekValue): string {
  if (value === null) return UNSET;
  if (typeof value === 'number') return type === 'time' || type === 'interval' ? secondsText(value) : String(value);
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value === 'string') return type === 'string' ? single(value) : value;
  if (value.length === 0) return EMPTY;
  return value.map((element) => (typeof element === 'number' ? secondsText(element) : member(element))).join(SET_SEPARATOR);
}

/** A text alone in its column: what would read as unset or empty is escaped at its first byte. */
function single(text: string): string {
  if (text === '') return EMPTY;
  if (text === UNSET || text === EMPTY) return `${hex(text.charCodeAt(0))}${text.slice(1)}`;
  return escaped(text, false);
}

/** A text among others. */
function member(text: string): string {
  if (text === '') return EMPTY;
  return text === UNSET || text === EMPTY ? `${hex(text.charCodeAt(0))}${text.slice(1)}` : escaped(text, true);
}

/** Control characters and the separators as `\x09`, a backslash doubled; a `#` too where a line could begin with it, which no log's first column does. */
function escaped(text: string, inSet: boolean): string {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code === 0x5c || code === 0x7f || (inSet && code === 0x2c)) return escapedFrom(text, i, inSet);
  }
  return text;
}

function escapedFrom(text: string, from: number, inSet: boolean): string {
  let out = text.slice(0, from);
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) out += '\\\\';
    else if (code < 0x20 || code === 0x7f || (inSet && code === 0x2c)) out += hex(code);
    else out += text[i];
  }
  return out;
}

function hex(code: number): string {
  return `\\x${code.toString(16).padStart(2, '0')}`;
}
