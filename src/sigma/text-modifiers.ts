import { base64, base64Offsets, dashSpellings, utf16Bytes, utf16WithMark } from './encodings.ts';
import { mapTexts, openPattern, parsePattern, plainText, type Pattern } from './pattern.ts';
import { expandPattern, type Placeholders } from './placeholders.ts';
import { misused, tooMany, type Trouble } from './trouble.ts';
import { textValue, type Alternatives, type RuleValue } from './value.ts';

/** Changes one value; may give several. */
export type TextModifier = (value: RuleValue, limit: number, placeholders: Placeholders) => Alternatives | Trouble;

type TextValue = Extract<RuleValue, { kind: 'text' }>;

/** The modifiers that work on a value that is there already, by name. */
export const textModifiers: ReadonlyMap<string, TextModifier> = new Map<string, TextModifier>([
  ['contains', opening('contains', true, true)],
  ['startswith', opening('startswith', false, true)],
  ['endswith', opening('endswith', true, false)],
  ['cased', cased],
  ['expand', expand],
  ['windash', onText('windash', (value, limit) => dashes(value, limit))],
  ['base64', encoded('base64', (text, bytes) => [base64(text, bytes)])],
  ['base64offset', encoded('base64offset', base64Offsets)],
  ['wide', wide('wide', (text) => utf16Bytes(text, false))],
  ['utf16le', wide('utf16le', (text) => utf16Bytes(text, false))],
  ['utf16be', wide('utf16be', (text) => utf16Bytes(text, true))],
  ['utf16', onText('utf16', marked)],
]);

function asText(value: RuleValue): TextValue | null {
  if (value.kind === 'text') return value;
  if (value.kind !== 'number') return null;
  return { kind: 'text', pattern: parsePattern(value.written), cased: false, bytes: false };
}

function onText(name: string, change: (value: TextValue, limit: number) => Alternatives | Trouble): TextModifier {
  return (value, limit) => {
    const text = asText(value);
    return text === null ? misused(name, 'needs a text value') : change(text, limit);
  };
}

function opening(name: string, before: boolean, after: boolean): TextModifier {
  return (value) => {
    // A field keeps the position it is compared at; an expression was anchored when it was compiled.
    if (value.kind === 'field') return [{ ...value, before: value.before || before, after: value.after || after }];
    if (value.kind === 'expression') return [value];
    const text = asText(value);
    return text === null ? misused(name, 'needs a text value') : [{ ...text, pattern: openPattern(text.pattern, before, after) }];
  };
}

function cased(value: RuleValue): Alternatives | Trouble {
  if (value.kind === 'field') return [{ ...value, cased: true }];
  const text = asText(value);
  return text === null ? misused('cased', 'needs a text value') : [{ ...text, cased: true }];
}

function expand(value: RuleValue, _limit: number, placeholders: Placeholders): Alternatives | Trouble {
  if (value.kind === 'expression') return [value];
  if (value.kind !== 'text') return misused('expand', 'needs a text value');
  const patterns = expandPattern(value.pattern, placeholders);
  return 'trouble' in patterns ? patterns : patterns.map((pattern) => ({ ...value, pattern }));
}

function dashes(value: TextValue, limit: number): Alternatives | Trouble {
  let patterns: Pattern[] = [[]];
  for (const part of value.pattern) {
    const spellings: Pattern | null = typeof part === 'string' ? dashSpellings(part, limit) : [part];
    if (spellings === null || patterns.length * spellings.length > limit) return tooMany();
    patterns = patterns.flatMap((pattern) => spellings.map((spelling): Pattern => [...pattern, spelling]));
  }
  return patterns.map((pattern) => ({ ...value, pattern }));
}

function encoded(name: string, encode: (text: string, bytes: boolean) => string[]): TextModifier {
  return onText(name, (value) => {
    const text = plainText(value.pattern);
    if (text === null) return misused(name, 'cannot encode wildcards');
    return encode(text, value.bytes).map((form) => ({ ...textValue(form === '' ? [] : [form]), cased: value.cased }));
  });
}

function wide(name: string, encode: (text: string) => string): TextModifier {
  return onText(name, (value) => {
    if (value.bytes) return misused(name, 'cannot encode what is encoded already');
    return [{ ...value, pattern: mapTexts(value.pattern, encode), bytes: true }];
  });
}

function marked(value: TextValue): Alternatives | Trouble {
  if (value.bytes) return misused('utf16', 'cannot encode what is encoded already');
  const pattern = mapTexts(value.pattern, (text) => utf16Bytes(text, false));
  const [first, ...rest] = pattern;
  return [
    { ...value, pattern: typeof first === 'string' ? [utf16WithMark('') + first, ...rest] : [utf16WithMark(''), ...pattern], bytes: true },
  ];
}
