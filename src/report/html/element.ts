import { visible } from './visible.ts';

/** What an attribute may hold; null, undefined and false leave it out, true prints it bare. */
export type AttributeValue = string | number | boolean | null | undefined;
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** One node of the page: text, an element, a list of either, or nothing. */
export type Child = string | number | Element | null | readonly Child[];

export interface Element {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly Child[];
}

/** The page's own style sheet: the only text that is printed as it stands. Never made from evidence. */
const sheets = new WeakMap<Element, string>();

const NAME = /^[a-zA-Z][a-zA-Z0-9:-]*$/;
const VOID = new Set(['meta', 'br', 'col', 'hr', 'img', 'link', 'input', 'wbr']);
/** Elements that could run or fetch something have no place in a report. */
const FORBIDDEN = new Set([
  'script',
  'iframe',
  'object',
  'embed',
  'img',
  'link',
  'foreignobject',
  'image',
  'form',
  'base',
  'animate',
  'set',
]);

/**
 * Makes one element. Text children become text nodes, attribute values are escaped; names come from our own code,
 * so a name that could run something (`on…`, `style`, a link that leaves the page) is a bug and throws.
 */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Element {
  if (!NAME.test(tag) || FORBIDDEN.has(tag.toLowerCase())) throw new Error(`No element <${tag}> in a report.`);
  for (const [name, value] of Object.entries(attributes)) checkAttribute(name, value);
  return { tag, attributes, children };
}

/** The style element; its text is ours alone, and cannot close its element. */
export function styleElement(css: string): Element {
  if (css.includes('</') || css.includes('<!')) throw new Error('A style sheet cannot hold markup.');
  const element: Element = { tag: 'style', attributes: {}, children: [] };
  sheets.set(element, css);
  return element;
}

/** Prints a whole page. Numbers in attributes are printed with two decimals at most, so that equal drawings are equal bytes. */
export function printPage(root: Element): string {
  const parts: string[] = ['<!doctype html>\n'];
  print(root, parts);
  parts.push('\n');
  return parts.join('');
}

/** Prints one element, for tests and parts of a page. */
export function printElement(element: Element): string {
  const parts: string[] = [];
  print(element, parts);
  return parts.join('');
}

function checkAttribute(name: string, value: AttributeValue): void {
  if (!NAME.test(name) || /^on/i.test(name) || name.toLowerCase() === 'style') throw new Error(`No attribute ${name} in a report.`);
  if (/(^|:)(href|src)$/i.test(name) && typeof value === 'string' && !value.startsWith('#')) {
    throw new Error('Links of a report stay inside it.');
  }
}

function print(child: Child, parts: string[]): void {
  if (child === null) return;
  if (typeof child === 'string' || typeof child === 'number') {
    parts.push(escapeText(visible(String(child))));
    return;
  }
  if (isList(child)) {
    for (const each of child) print(each, parts);
    return;
  }
  parts.push('<', child.tag);
  for (const [name, value] of Object.entries(child.attributes)) printAttribute(name, value, parts);
  parts.push('>');
  if (VOID.has(child.tag)) return;
  const sheet = sheets.get(child);
  if (sheet !== undefined) parts.push(sheet);
  for (const each of child.children) print(each, parts);
  parts.push('</', child.tag, '>');
}

function isList(child: Element | readonly Child[]): child is readonly Child[] {
  return Array.isArray(child);
}

function printAttribute(name: string, value: AttributeValue, parts: string[]): void {
  if (value === null || value === undefined || value === false) return;
  parts.push(' ', name);
  if (value === true) return;
  const text = typeof value === 'number' ? rounded(value) : visible(value);
  parts.push('="', escapeAttribute(text), '"');
}

/** A coordinate with two decimals at most, and never `-0`. */
export function rounded(value: number): string {
  const text = (Math.round(value * 100) / 100).toString();
  return text === '-0' ? '0' : text;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;').replaceAll('`', '&#96;');
}
