import { BlockList, isIP } from 'node:net';
import { parse } from 'yaml';

// An evaluator written from the specification alone: no index, no compilation, nothing of the engine. It is slow and plain on purpose.

/** An event's fields; an array is a field that stands there several times. */
export type NaiveEvent = Readonly<Record<string, string | null | readonly string[]>>;

type Yaml = string | number | boolean | null | Yaml[] | { [key: string]: Yaml };

/** Whether an event is what the rule's text describes; the rule's logsource is not looked at. */
export function naiveMatch(ruleText: string, event: NaiveEvent): boolean {
  const rule = parse(ruleText) as { detection: { [name: string]: Yaml } };
  return naiveDetection(rule.detection, event);
}

/** The same for a detection that is parsed already. */
export function naiveDetection(detection: { [name: string]: Yaml }, event: NaiveEvent): boolean {
  const conditions = Array.isArray(detection['condition']) ? detection['condition'] : [detection['condition'] ?? ''];
  return conditions.some((condition) => expression(asText(condition).trim(), detection, event));
}

/** A scalar's text; lists and mappings never come here. */
function asText(value: Yaml): string {
  return typeof value === 'object' ? '' : String(value);
}

/** Splits at a word that stands outside parentheses. */
function split(text: string, word: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part: string[] = [];
  for (const token of text.replace(/[()]/g, ' $& ').split(/\s+/).filter(Boolean)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (depth === 0 && token.toLowerCase() === word) {
      parts.push(part.join(' '));
      part = [];
    } else part.push(token);
  }
  return [...parts, part.join(' ')];
}

function expression(text: string, detection: { [name: string]: Yaml }, event: NaiveEvent): boolean {
  const alternatives = split(text, 'or');
  if (alternatives.length > 1) return alternatives.some((part) => expression(part, detection, event));
  const parts = split(text, 'and');
  if (parts.length > 1) return parts.every((part) => expression(part, detection, event));
  if (/^not\b/i.test(text)) return !expression(text.slice(3).trim(), detection, event);
  if (text.startsWith('(')) return expression(text.slice(1, -1).trim(), detection, event);
  const selector = /^(1|any|all) of (\S+)$/i.exec(text);
  if (selector === null) return search(detection[text] ?? null, event);
  const pattern = new RegExp(`^${(selector[2] ?? '').replaceAll('*', '.*')}$`);
  const names = Object.keys(detection).filter((name) => name !== 'condition' && name !== 'timeframe' && !name.startsWith('_'));
  const chosen = names.filter((name) => selector[2] === 'them' || pattern.test(name));
  const test = (name: string): boolean => search(detection[name] ?? null, event);
  return selector[1] === 'all' ? chosen.every(test) : chosen.some(test);
}

function search(node: Yaml, event: NaiveEvent): boolean {
  if (Array.isArray(node)) {
    if (node.every((item) => item === null || typeof item !== 'object')) return item('', node, event);
    return node.some((part) => search(part, event));
  }
  if (node !== null && typeof node === 'object') return Object.entries(node).every(([key, value]) => item(key, value, event));
  return item('', node, event);
}

function item(key: string, value: Yaml, event: NaiveEvent): boolean {
  const [field = '', ...modifiers] = key.split('|');
  const wanted = Array.isArray(value) ? (value.length === 0 ? [null] : value) : [value];
  const values = field === '' ? Object.values(event).flatMap((each) => each) : event[field];
  const one = (want: Yaml): boolean => matches(values, want, modifiers, event, field === '');
  const result = modifiers.includes('all') ? wanted.every(one) : wanted.some(one);
  return modifiers.includes('neq') ? !result : result;
}

type Value = string | null | readonly (string | null)[] | undefined;

function matches(value: Value, want: Yaml, modifiers: readonly string[], event: NaiveEvent, keyword: boolean): boolean {
  const texts = (Array.isArray(value) ? value : [value]).filter((text): text is string => typeof text === 'string');
  if (modifiers.includes('exists')) return (value !== undefined) === want;
  if (want === null) return texts.length === 0;
  if (modifiers.includes('re')) return texts.some((text) => regularExpression(asText(want), modifiers).test(text));
  const comparison = modifiers.find((name) => ['lt', 'lte', 'gt', 'gte'].includes(name));
  if (comparison !== undefined) return texts.some((text) => compares(text, comparison, Number(want)));
  if (modifiers.includes('cidr')) return texts.some((text) => lies(text, asText(want)));
  if (modifiers.includes('fieldref')) return refers(texts, event[asText(want)], modifiers);
  if (want === '' && !keyword && !modifiers.some((name) => ['contains', 'startswith', 'endswith'].includes(name)))
    return value !== undefined && (texts.length === 0 || texts.includes(''));
  return spellings(asText(want), modifiers).some((spelling) => {
    const before = keyword || modifiers.includes('contains') || modifiers.includes('endswith') ? '[^]*' : '';
    const after = keyword || modifiers.includes('contains') || modifiers.includes('startswith') ? '[^]*' : '';
    const encoded = modifiers.some((name) => name.startsWith('base64'));
    const body = encoded ? escaped(spelling) : wildcards(spelling);
    const whole = new RegExp(`^${before}${body}${after}$`, modifiers.includes('cased') ? 'u' : 'iu');
    return texts.some((text) => whole.test(text));
  });
}

function regularExpression(source: string, modifiers: readonly string[]): RegExp {
  const inline = /^\(\?([ims]+)\)/.exec(source);
  const flags = new Set([...modifiers.filter((name) => name === 'i' || name === 'm' || name === 's'), ...(inline?.[1] ?? '').split('')]);
  const body = source.slice(inline?.[0].length ?? 0);
  try {
    return new RegExp(body, `${[...flags].join('')}u`);
  } catch {
    // Escapes that are not needed are errors in Unicode mode.
    return new RegExp(body, [...flags].join(''));
  }
}

function compares(text: string, comparison: string, number: number): boolean {
  if (!/^\d+(\.\d+)?$/.test(text)) return false;
  if (comparison === 'lt') return Number(text) < number;
  if (comparison === 'lte') return Number(text) <= number;
  return comparison === 'gt' ? Number(text) > number : Number(text) >= number;
}

function lies(text: string, block: string): boolean {
  const [address = '', prefix = ''] = block.split('/');
  const mapped = text.replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (isIP(mapped) === 0) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return isIP(mapped) === isIP(address) && list.check(mapped, isIP(mapped) === 6 ? 'ipv6' : 'ipv4');
}

function refers(texts: readonly string[], other: Value, modifiers: readonly string[]): boolean {
  const others = (Array.isArray(other) ? other : [other]).filter((text): text is string => typeof text === 'string');
  return texts.some((text) =>
    others.some((each) => {
      const [a, b] = [text.toLowerCase(), each.toLowerCase()];
      if (modifiers.includes('contains')) return a.includes(b);
      if (modifiers.includes('startswith')) return a.startsWith(b);
      return modifiers.includes('endswith') ? a.endsWith(b) : a === b;
    }),
  );
}

function spellings(want: string, modifiers: readonly string[]): string[] {
  let all = [want];
  for (const name of modifiers) {
    if (name === 'windash') all = all.flatMap((text) => dashes(text));
    const bytes = (text: string): Buffer => Buffer.from(plain(text), modifiers.includes('wide') ? 'utf16le' : 'utf8');
    if (name === 'base64') all = all.map((text) => bytes(text).toString('base64'));
    if (name === 'base64offset') all = all.flatMap((text) => offsets(bytes(text)));
  }
  return all;
}

function dashes(text: string): string[] {
  const at = [...text.matchAll(/(?<![\p{L}\p{N}_])[-/](?=[\p{L}\p{N}_])/gu)].map((m) => m.index);
  let all = [text];
  for (const i of at) all = all.flatMap((each) => ['-', '/', '–', '—', '―'].map((dash) => each.slice(0, i) + dash + each.slice(i + 1)));
  return all;
}

/** The characters that stay the same whatever surrounds the text, found by trying. */
function offsets(text: Buffer): string[] {
  return [0, 1, 2].map((shift) => {
    const forms = ['\0', 'A', 'z', '\xff'].map((c) =>
      Buffer.concat([Buffer.alloc(shift, c, 'latin1'), text, Buffer.alloc(3, c, 'latin1')]).toString('base64'),
    );
    const [first = ''] = forms;
    const bits = [shift * 8, shift * 8 + text.length * 8];
    return first.slice(Math.ceil((bits[0] ?? 0) / 6), Math.floor((bits[1] ?? 0) / 6));
  });
}

function plain(text: string): string {
  return text.replace(/\\([\\*?])/g, '$1');
}

function escaped(text: string): string {
  return text.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&');
}

function wildcards(text: string): string {
  return text.replace(/\\[\\*?]|[^]/gu, (part) => {
    if (part === '*') return '[^]*';
    if (part === '?') return '[^]';
    return escaped(part.length === 2 && part.startsWith('\\') ? part.slice(1) : part);
  });
}
