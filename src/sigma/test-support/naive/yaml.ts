import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document } from 'yaml';

// The naive evaluator is written from the specification alone: no index, nothing of the engine. It is plain on purpose.

/** A scalar of a rule: its meaning, and how it is written (`0x10`). */
export interface NaiveScalar {
  readonly value: string | number | boolean | null;
  readonly written: string;
}

/** A rule as YAML holds it. */
export type NaiveYaml = NaiveScalar | readonly NaiveYaml[] | ReadonlyMap<string, NaiveYaml>;

/** The documents of a YAML text, those that are no mapping left out. */
export function naiveDocuments(text: string): ReadonlyMap<string, NaiveYaml>[] {
  return [...parseAllDocuments(text, { logLevel: 'silent' })].flatMap((document) => {
    const root = convert(document.contents, document);
    return root instanceof Map ? [root as ReadonlyMap<string, NaiveYaml>] : [];
  });
}

export function isScalarNode(node: NaiveYaml | undefined): node is NaiveScalar {
  return node !== undefined && !Array.isArray(node) && !(node instanceof Map);
}

/** A scalar's text; of a number as it is written. */
export function textOf(node: NaiveYaml | undefined): string {
  if (!isScalarNode(node)) return '';
  return typeof node.value === 'number' ? node.written : String(node.value);
}

function convert(node: unknown, document: Document): NaiveYaml {
  if (isAlias(node)) return convert(node.resolve(document), document);
  if (isSeq(node)) return node.items.map((item) => convert(item, document));
  if (isMap(node)) return new Map(node.items.map(({ key, value }) => [keyOf(key), convert(value, document)]));
  if (!isScalar(node)) return { value: null, written: '' };
  const { value } = node;
  const known = value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { value: known ? value : String(value), written: node.source ?? String(value) };
}

function keyOf(key: unknown): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : String(key);
}
