/** The flags of `re`, short and long. */
const FLAGS: Readonly<Record<string, string>> = { i: 'i', ignorecase: 'i', m: 'm', multiline: 'm', s: 's', dotall: 's' };

/**
 * The expression of a rule for JavaScript's own engine, which shares nothing with the one that runs rules. The rule's is RE2's syntax: `.` leaves out line feeds
 * alone, `\s` is ASCII, `$` without `m` is the end of the text.
 */
export function naiveExpression(source: string, modifiers: readonly string[]): RegExp {
  const flags = new Set(modifiers.flatMap((name) => FLAGS[name] ?? []));
  const inline = /^\(\?([ims]+)\)/.exec(source);
  for (const flag of inline?.[1] ?? '') flags.add(flag);
  let body = translated(source.slice(inline?.[0].length ?? 0), flags.has('s'), flags.has('m'));
  if (modifiers.includes('startswith')) body = `^(?:${body})`;
  if (modifiers.includes('endswith')) body = `(?:${body})$`;
  return new RegExp(body, flags.has('i') ? 'iu' : 'u');
}

const CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  w: '0-9A-Za-z_',
  s: '\\t\\n\\f\\r ',
};

const POSIX: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: '0-9A-Za-z',
  upper: 'A-Z',
  lower: 'a-z',
  xdigit: '0-9A-Fa-f',
  space: '\\s',
};

function translated(source: string, dotAll: boolean, lines: boolean): string {
  let out = '';
  for (let at = 0; at < source.length;) {
    const rest = source.slice(at);
    const part = partOf(rest);
    at += part.length;
    out += translatedPart(part, rest, dotAll, lines);
  }
  return out;
}

/** The next escape, class, quantifier, group opening or character. */
function partOf(rest: string): string {
  const found =
    /^(?:\\x\{[0-9a-fA-F]+\}|\\x[0-9a-fA-F]{2}|\\[pP]\{[^}]*\}|\\[^]|\[\^?\]?(?:\\[^]|\[:\w+:\]|[^\]\\])*\]|\{\d*,?\d*\}|\(\?P?<?[^)]|[^])/u.exec(
      rest,
    );
  return found?.[0] ?? rest.charAt(0);
}

function translatedPart(part: string, rest: string, dotAll: boolean, lines: boolean): string {
  if (part === '.') return dotAll ? '[^]' : '[^\\n]';
  if (part === '^') return lines ? '(?:^|(?<=\\n))' : '^';
  if (part === '$') return lines ? '(?=\\n|$)' : '$';
  if (part.startsWith('(?P<')) return `(?<${part.slice(4)}`;
  if (part.length === 1 && '{}]'.includes(part)) return `\\${part}`;
  if (part.startsWith('{') && !/^\{\d+(?:,\d*)?\}$/.test(part)) return part.replaceAll(/[{}]/g, '\\$&');
  if (part.startsWith('\\')) return escape(part, false);
  return part.startsWith('[') && rest.length > 1 ? classOf(part) : part;
}

function escape(part: string, inside: boolean): string {
  const name = part.charAt(1);
  // A word's boundary stays ASCII where case does not count, while classes take the long s with the s.
  if (!inside && 'bB'.includes(name)) return `(?-i:${part})`;
  const named = CLASSES[name.toLowerCase()];
  if (named !== undefined && name === name.toLowerCase()) return inside ? named : `[${named}]`;
  if (named !== undefined) return inside ? `\\${name}` : `[^${named}]`;
  if (part === '\\A') return '^';
  if (part === '\\z') return '$';
  if (part.startsWith('\\x{')) return `\\u${part.slice(2)}`;
  // An escape that is not needed is an error in Unicode mode.
  return /^\\[^A-Za-z0-9$()*+./?[\\\]^{|}-]$/u.test(part) ? part.slice(1) : part === '\\-' && !inside ? '-' : part;
}

function classOf(part: string): string {
  const negated = part.startsWith('[^') ? '^' : '';
  const inner = part.slice(1 + negated.length, -1);
  const items = inner.match(/\\x\{[0-9a-fA-F]+\}|\\[pP]\{[^}]*\}|\\[^]|\[:\w+:\]|[^]/gu) ?? [];
  const out = items.map((item, i) => {
    if (item.startsWith('[:')) return POSIX[item.slice(2, -2)] ?? item;
    if (item.startsWith('\\')) return escape(item, true);
    const beside = [items[i - 1], items[i + 1]].some((other) => other === undefined || /^\\[dwsDWS]$/.test(other));
    return item === '-' && beside ? '\\-' : '[]^'.includes(item) ? `\\${item}` : item;
  });
  return `[${negated}${out.join('')}]`;
}
