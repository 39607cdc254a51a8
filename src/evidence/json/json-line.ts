import type { FieldValue } from '../reader.ts';
import { keyIs, KeyTexts, type JsonKey } from './key.ts';
import { KIND, Nodes, type Kind } from './nodes.ts';
import { JsonPaths, type JsonPath, type Step } from './path.ts';
import { Scan, type JsonRefusal } from './scan.ts';
import { stringText } from './string-text.ts';

type Pair = readonly [string, FieldValue];

const paths = new JsonPaths();
const keyTexts = new KeyTexts();

/** Strings of this many bytes are decoded once a line. */
const LONG = 256;

/**
 * One JSON object over its bytes. Nothing is built: `open` writes down where the values stand, and a value is decoded when it is asked for.
 * The object is used again for the next line.
 *
 * Its leaves are fields. A member of an object in an object has a dotted name (`winlog.event_id`), whether it is written nested or with the dots
 * in its key; the members of an array all have the array's name, and those of objects in an array theirs under it. Numbers, `true` and `false` are
 * their text, so that no digit is lost; `null`, `{}` and `[]` are fields without a value.
 */
export class JsonLine {
  readonly #nodes = new Nodes();
  readonly #scan = new Scan(this.#nodes);
  #bytes: Buffer = Buffer.alloc(0);
  /** Long texts of this line that were decoded. */
  readonly #long: { readonly node: number; readonly text: string }[] = [];

  /**
   * Moves to the object that stands in [from, to) of the bytes, which must stay as they are while it is used; the reason why not when none does, and
   * the line then has no fields.
   */
  open(bytes: Buffer, from = 0, to = bytes.length): JsonRefusal | null {
    this.#bytes = bytes;
    if (this.#long.length > 0) this.#long.length = 0;
    const refusal = this.#scan.run(bytes, from, to);
    if (refusal) this.#nodes.count = 0;
    return refusal;
  }

  /**
   * The field of that name, of the line or of an object in it; undefined when there is none. Of members with one name the first; an array's members
   * are joined by line feeds.
   */
  get(name: string, object = 0): FieldValue | undefined {
    return this.#nodes.count === 0 ? undefined : this.#find(object, paths.of(name).steps, 0);
  }

  /** Every leaf in the line's order. */
  fields(): readonly Pair[] {
    const pairs: Pair[] = [];
    if (this.#nodes.count > 1) this.list(0, '', pairs);
    return pairs;
  }

  /** How many values it has; value 0 is the line's object. */
  get count(): number {
    return this.#nodes.count;
  }

  kind(node: number): Kind {
    // The scan writes nothing else into the array.
    return (this.#nodes.kind[node] ?? KIND.null) as Kind;
  }

  /** The value behind this one and everything in it; the members of a container are `node + 1`, its `next`, … up to the container's own `next`. */
  next(node: number): number {
    return this.#nodes.next[node] ?? 0;
  }

  key(node: number): string {
    return (this.#nodes.keyFrom[node] ?? -1) < 0 ? '' : keyTexts.textOf(this.#bytes, this.#nodes, node);
  }

  /** Whether the byte stands in the key, as it is written. */
  keyHas(node: number, byte: number): boolean {
    const to = this.#nodes.keyTo[node] ?? 0;
    for (let at = this.#nodes.keyFrom[node] ?? 0; at < to; at++) if (this.#bytes[at] === byte) return true;
    return false;
  }

  /** The first member with the key, of a value that may be an object; -1 when there is none. */
  member(object: number, key: JsonKey): number {
    const nodes = this.#nodes;
    if (object < 0 || nodes.kind[object] !== KIND.object) return -1;
    const { keyHash, next } = nodes;
    const { hash } = key;
    const end = next[object] ?? 0;
    for (let node = object + 1; node < end; node = next[node] ?? end) {
      if (keyHash[node] === hash && keyIs(this.#bytes, nodes, node, key)) return node;
    }
    return -1;
  }

  /** The first value that a dotted name leads to from an object on, container or not; -1 when there is none. Arrays are not entered. */
  at(object: number, path: JsonPath): number {
    return object < 0 || this.kind(object) !== KIND.object ? -1 : this.#place(object, path.steps, 0);
  }

  #place(object: number, steps: JsonPath['steps'], from: number): number {
    const { keyHash, next, kind } = this.#nodes;
    const end = next[object] ?? 0;
    const here = steps[from] ?? [];
    for (let node = object + 1; node < end; node = next[node] ?? end) {
      const hash = keyHash[node];
      for (const { key, rest } of here) {
        if (hash !== key.hash || !keyIs(this.#bytes, this.#nodes, node, key)) continue;
        const found = rest === steps.length ? node : kind[node] === KIND.object ? this.#place(node, steps, rest) : -1;
        if (found >= 0) return found;
      }
    }
    return -1;
  }

  /** The text of a value that is no container; null for `null`. */
  text(node: number): FieldValue {
    const kind = this.kind(node);
    const from = this.#nodes.from[node] ?? 0;
    const to = this.#nodes.to[node] ?? 0;
    if (kind === KIND.null || kind >= KIND.object) return null;
    if (kind >= KIND.ascii) return to - from < LONG ? stringText(this.#bytes, from, to, kind) : this.#longText(node, from, to, kind);
    return kind === KIND.number ? this.#bytes.toString('latin1', from, to) : kind === KIND.true ? 'true' : 'false';
  }

  /** Facts and rules ask for scripts and messages several times each. */
  #longText(node: number, from: number, to: number, kind: Kind): string {
    const known = this.#long.find((each) => each.node === node);
    if (known) return known.text;
    const text = stringText(this.#bytes, from, to, kind);
    if (this.#long.length < 4) this.#long.push({ node, text });
    return text;
  }

  /** Adds the leaves of a value to `pairs`, under that name or, in an object, under names that begin with it. */
  list(node: number, name: string, pairs: Pair[]): void {
    const kind = this.kind(node);
    const end = this.next(node);
    if (kind < KIND.object || end === node + 1) {
      pairs.push([name, this.text(node)]);
      return;
    }
    for (let child = node + 1; child < end; child = this.next(child)) {
      if (kind === KIND.array) this.list(child, name, pairs);
      else this.list(child, name === '' && node === 0 ? this.key(child) : `${name}.${this.key(child)}`, pairs);
    }
  }

  /** What a dotted name leads to from its place `at` on. */
  #find(object: number, steps: readonly (readonly Step[])[], at: number): FieldValue | undefined {
    const nodes = this.#nodes;
    const { keyHash, next } = nodes;
    const end = next[object] ?? 0;
    const here = steps[at] ?? [];
    for (let node = object + 1; node < end; node = next[node] ?? end) {
      const hash = keyHash[node];
      for (const { key, rest } of here) {
        if (hash !== key.hash || !keyIs(this.#bytes, nodes, node, key)) continue;
        const found = this.#follow(node, steps, rest);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  #follow(node: number, steps: readonly (readonly Step[])[], at: number): FieldValue | undefined {
    const kind = this.kind(node);
    const end = this.next(node);
    const left = at < steps.length;
    if (kind < KIND.object || end === node + 1) return left ? undefined : this.text(node);
    if (kind === KIND.object) return left ? this.#find(node, steps, at) : undefined;
    let found: FieldValue | undefined;
    for (let child = node + 1; child < end; child = this.next(child)) found = joined(found, this.#follow(child, steps, at));
    return found;
  }
}

/** Texts of one name, joined by line feeds; one without a value adds nothing. */
export function joined(first: FieldValue | undefined, next: FieldValue | undefined): FieldValue | undefined {
  if (next === undefined || (next === null && first !== undefined)) return first;
  return first === undefined || first === null ? next : `${first}\n${next ?? ''}`;
}
