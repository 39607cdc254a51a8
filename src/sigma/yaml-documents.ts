import { LineCounter, isAlias, isMap, isScalar, isSeq, parseAllDocuments, visit, type Document, type Node, type Scalar } from 'yaml';
import { problemCollector, type Place, type ProblemCollector } from './problem.ts';
import type { WrittenScalar } from './scalar.ts';

/** YAML as the rule parser sees it: no aliases, no tags, every node with its place. */
export type RuleNode = ScalarNode | ListNode | MapNode;

export interface ScalarNode extends WrittenScalar {
  readonly kind: 'scalar';
  /** The scalar as it stands in the file, quotes and block header included; null behind an alias. */
  readonly source: { readonly text: string; readonly offset: number } | null;
}

export interface ListNode extends Place {
  readonly kind: 'list';
  readonly items: readonly RuleNode[];
}

export interface MapNode extends Place {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: string;
  readonly place: Place;
  readonly value: RuleNode;
}

/** One document of a file; null when it is empty or cannot be read (then the collector says why). */
export interface RuleDocument extends Place {
  readonly root: RuleNode | null;
  readonly source: string;
  readonly collector: ProblemCollector;
  /** The place of an offset in the file. */
  placeOf(offset: number): Place;
}

/** The deepest public rule nests eight levels. */
const MAX_DEPTH = 32;
/** Of a document, counted with aliases followed, so that a few lines cannot stand for millions. The largest public rule has 9,000. */
const MAX_NODES = 50_000;
/** Of a file, counted behind aliases only: what is written out is bounded by the size of the file. */
const MAX_ALIASED_NODES = 200_000;

/** What V8 says of nesting too deep for the library, which reports it as an error of the text. */
const OVERFLOW = 'Maximum call stack';

/** Splits a file into documents. Problems of one document leave the others untouched. */
export function readYamlDocuments(text: string, file: string): RuleDocument[] {
  const lines = new LineCounter();
  // Duplicate keys are looked for here: the library compares every key with every other.
  const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const aliased = { left: MAX_ALIASED_NODES };
  return [...documents].map((document) => {
    const collector = problemCollector(file);
    const [from, , to] = document.range;
    const start = document.contents?.range?.[0] ?? from;
    // What is warned of are tags that nothing here knows.
    const complaints = [...document.errors, ...document.warnings];
    const bottomless = complaints.find(({ message }) => message.startsWith(OVERFLOW));
    if (bottomless) collector.add('RULE_TOO_DEEP', placeOf(bottomless.pos[0]), { limit: MAX_DEPTH });
    else for (const { pos, message } of complaints) collector.add('RULE_NOT_YAML', placeOf(pos[0]), { cause: message });
    const root =
      collector.problems.length > 0 || document.contents === null
        ? null
        : new Converter(document, placeOf, collector, text, aliased).root();
    return { ...placeOf(start), root, source: text.slice(from, to), collector, placeOf };
  });
}

class Converter {
  readonly #document: Document.Parsed;
  readonly #placeOf: (offset: number) => Place;
  readonly #collector: ProblemCollector;
  readonly #text: string;
  readonly #aliased: { left: number };
  readonly #targets = new Map<Node, Node>();
  #nodes = 0;
  #tooLarge = false;

  constructor(
    document: Document.Parsed,
    placeOf: (offset: number) => Place,
    collector: ProblemCollector,
    text: string,
    aliased: { left: number },
  ) {
    this.#document = document;
    this.#aliased = aliased;
    this.#placeOf = placeOf;
    this.#collector = collector;
    this.#text = text;
    const anchors = new Map<string, Node>();
    visit(document, {
      Node: (_key, node) => {
        const target = isAlias(node) ? anchors.get(node.source) : undefined;
        if (target !== undefined) this.#targets.set(node, target);
        if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
      },
    });
  }

  root(): RuleNode | null {
    return this.#convert(this.#document.contents, { line: 1, column: 1 }, 0, false);
  }

  /** Null once a limit is passed or a node cannot be read; the reason is with the collector. */
  #convert(node: unknown, parent: Place, depth: number, aliased: boolean): RuleNode | null {
    const place = this.#place(node, parent);
    if (depth > MAX_DEPTH) return this.#stop('RULE_TOO_DEEP', place, { limit: MAX_DEPTH });
    if (++this.#nodes > MAX_NODES) return this.#stop('RULE_TOO_LARGE', place, { limit: MAX_NODES, what: 'YAML nodes' });
    if (aliased && --this.#aliased.left < 0)
      return this.#stop('RULE_TOO_LARGE', place, { limit: MAX_ALIASED_NODES, what: 'YAML nodes behind aliases in its file' });
    if (isAlias(node)) return this.#convert(this.#targets.get(node), place, depth + 1, true);
    if (isScalar(node)) return this.#scalar(node, place, aliased);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.#convert(item, place, depth + 1, aliased));
      return { kind: 'list', items: items.filter((item) => item !== null), ...place };
    }
    if (isMap(node)) return { kind: 'map', entries: this.#entries(node.items, place, depth, aliased), ...place };
    return { kind: 'scalar', value: null, written: '', source: null, ...place };
  }

  #entries(items: readonly { key: unknown; value: unknown }[], place: Place, depth: number, aliased: boolean): MapEntry[] {
    const entries: MapEntry[] = [];
    const inherited: MapEntry[] = [];
    const seen = new Set<string>();
    for (const item of items) {
      const keyPlace = this.#place(item.key, place);
      if (!isScalar(item.key)) {
        this.#stop('RULE_NOT_YAML', keyPlace, { cause: 'a key must be plain text' });
        continue;
      }
      const key = item.key.source ?? String(item.key.value);
      if (seen.has(key)) this.#collector.add('RULE_KEY_DUPLICATE', keyPlace, { key });
      seen.add(key);
      const value = this.#convert(item.value, keyPlace, depth + 1, aliased);
      if (value === null) continue;
      if (key === '<<' && item.key.type === 'PLAIN') inherited.push(...this.#inherited(value, keyPlace));
      else entries.push({ key, place: keyPlace, value });
    }
    for (const entry of inherited) {
      if (!seen.has(entry.key)) entries.push(entry);
      seen.add(entry.key);
    }
    return entries;
  }

  /** What `<<` brings in: the entries of a mapping, or of several of which the first that has a key counts (YAML 1.1, practice of rules). */
  #inherited(node: RuleNode, place: Place): readonly MapEntry[] {
    const nodes = node.kind === 'list' ? node.items : [node];
    const maps = nodes.filter((item) => item.kind === 'map');
    if (maps.length < nodes.length) this.#stop('RULE_NOT_YAML', place, { cause: '`<<` takes mappings' });
    return maps.flatMap((map) => map.entries);
  }

  #scalar(node: Scalar, place: Place, aliased: boolean): ScalarNode {
    const [from, to] = node.range ?? [0, 0];
    const value = node.value;
    const known = value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (!known && node.tag !== undefined) this.#stop('RULE_NOT_YAML', place, { cause: 'a rule has texts, numbers and booleans only' });
    const written = node.source ?? String(value);
    const source = aliased ? null : { text: this.#text.slice(from, to), offset: from };
    return { kind: 'scalar', value: known ? value : written, written, source, ...place };
  }

  #place(node: unknown, otherwise: Place): Place {
    const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : null;
    return range ? this.#placeOf(range[0]) : otherwise;
  }

  #stop(code: 'RULE_TOO_DEEP' | 'RULE_TOO_LARGE' | 'RULE_NOT_YAML', place: Place, details: Record<string, string | number>): null {
    if (!this.#tooLarge) this.#collector.add(code, place, details);
    this.#tooLarge = code !== 'RULE_NOT_YAML' || this.#tooLarge;
    return null;
  }
}
