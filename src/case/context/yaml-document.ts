import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { ContextDocument, Parsed, Place } from './context-document.ts';

/** Nested deeper, or unfolding to more values through its aliases than this, a file is not one that a person wrote. */
const DEEPEST = 16;
const MOST_ALIASED = 10_000;

/**
 * Parses YAML 1.2. A number whose spelling would be lost (00101) stays text. Syntax errors are collected; what could be read is
 * returned beside them.
 */
export function parseYaml(text: string): Parsed {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const problems = yaml.errors.map((error) => ({ line: lines.linePos(error.pos[0]).line, cause: firstLine(error.message) }));
  const budget = { values: MOST_ALIASED };
  const document: ContextDocument = {
    value: plain(yaml, yaml.contents, 0, budget, false),
    lineOf(place) {
      const offset = offsetOf(yaml, place);
      return offset === null ? null : lines.linePos(offset).line;
    },
  };
  if (budget.values <= 0) problems.push({ line: 1, cause: `its aliases unfold to more than ${MOST_ALIASED} values` });
  return { document, problems };
}

function plain(yaml: Document, node: unknown, depth: number, budget: { values: number }, aliased: boolean): unknown {
  if (depth > DEEPEST || (aliased && --budget.values < 0)) return null;
  if (isAlias(node)) return plain(yaml, node.resolve(yaml), depth + 1, budget, true);
  if (isSeq(node)) return node.items.map((item) => plain(yaml, item, depth + 1, budget, aliased));
  if (isMap(node)) {
    const pairs = node.items.map((pair): [string, unknown] => [keyOf(pair.key), plain(yaml, pair.value, depth + 1, budget, aliased)]);
    // A null prototype would surprise the schemas; fromEntries defines own properties, `__proto__` included.
    return Object.fromEntries(pairs);
  }
  if (!isScalar(node)) return null;
  const { value, source } = node;
  return typeof value === 'number' && source !== undefined && /^\d+$/.test(source) && String(value) !== source ? source : value;
}

function keyOf(key: unknown): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : '';
}

function offsetOf(yaml: Document, place: Place): number | null {
  let node: unknown = yaml.contents;
  let offset: number | null = null;
  for (const step of [null, ...place]) {
    if (isMap(node) && step !== null) {
      const pair = node.items.find((item) => keyOf(item.key) === step);
      if (pair === undefined) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else if (step === null) offset = startOf(node);
  }
  return offset;
}

function startOf(node: unknown): number | null {
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
