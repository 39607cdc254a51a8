/** A node of a parse tree: its tag and its fields. */
export interface Node {
  readonly tag: string;
  readonly body: Fields;
}

export type Fields = Readonly<Record<string, unknown>>;

/** An object's fields; none for anything else: the tree comes from outside and is never trusted to have a shape. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** A wrapped node such as `{"ColumnRef": {…}}`; null for anything else. */
export function nodeOf(value: unknown): Node | null {
  const entries = Object.entries(fieldsOf(value));
  const [entry] = entries;
  if (!entry || entries.length !== 1 || typeof entry[1] !== 'object' || entry[1] === null) return null;
  return { tag: entry[0], body: fieldsOf(entry[1]) };
}

export function nodesOf(value: unknown): Node[] {
  if (!Array.isArray(value)) return [];
  return value.map(nodeOf).filter((node) => node !== null);
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The texts of a list of String nodes, as in names; '*' for a star; null for anything else. */
export function namesOf(value: unknown): (string | null)[] {
  return nodesOf(value).map((node) => (node.tag === 'A_Star' ? '*' : node.tag === 'String' ? textOf(node.body.sval) : null));
}

/** The last part of a possibly qualified name, lower-case; '' when there is none. */
export function lastName(value: unknown): string {
  return (namesOf(value).at(-1) ?? '').toLowerCase();
}

/**
 * Every node below a value, parents first, in the order of the text; `enter` says whether a node's own children are visited.
 * Walks with a list of its own: a tree may be nested as deeply as its text is long.
 */
export function* descendants(value: unknown, enter: (node: Node) => boolean = () => true): Generator<Node> {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (Array.isArray(next)) {
      for (let i = next.length - 1; i >= 0; i--) waiting.push(next[i]);
      continue;
    }
    if (typeof next !== 'object' || next === null) continue;
    const node = nodeOf(next);
    const tagged = node !== null && /^[A-Z]/.test(node.tag);
    if (tagged) {
      yield node;
      if (!enter(node)) continue;
    }
    for (const child of Object.values(tagged ? node.body : next).reverse()) waiting.push(child);
  }
}

/** Everything below a value that names a relation: the parser wraps some of them in a tag, others not. */
export function* rangesIn(value: unknown): Generator<Fields> {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (!Array.isArray(next) && typeof fieldsOf(next).relname === 'string') yield fieldsOf(next);
    for (const child of Object.values(next)) waiting.push(child);
  }
}
