import { KIND, jsonKey, type JsonKey, type JsonLine } from '../json/index.ts';
import type { FieldValue } from '../reader.ts';
import { nativeName, underscoredName } from './field-name.ts';

/** How a field may be spelled: its key and, inside an object, the key there. */
interface Spelling {
  readonly key: JsonKey;
  readonly inner: JsonKey | null;
}

/** A name and the ways to spell it, the one that was met last in front. */
interface KnownField {
  readonly spellings: Spelling[];
}

const TIME = 'ts';
/** Members that say which log a record is of: Zeek's and Corelight's own, and the one a message bus puts before it. */
const PATHS = ['_path', '@stream'] as const;
/** Names come from rules and facts, but may come from anywhere. */
const MOST_NAMES = 4096;

const known = new Map<string, KnownField>();

/** The record of a line, in whatever form: fields under the names that Zeek's own logs have. */
export class JsonRecord {
  #line: JsonLine;
  /** The line's object or, where the log's path is the only member of it (`{"conn": {…}}`), the object there. */
  #object = 0;

  constructor(line: JsonLine) {
    this.#line = line;
  }

  /** Turns to the line as it is now. */
  open(line: JsonLine): void {
    this.#line = line;
    this.#object = line.kind(1) === KIND.object && line.next(1) === line.next(0) ? 1 : 0;
  }

  has(name: string): boolean {
    return this.#find(name) > 0;
  }

  get(name: string): FieldValue | undefined {
    const node = this.#find(name);
    return node < 0 ? undefined : this.#value(node);
  }

  /** Text of `ts`; null where there is none. */
  get time(): string | null {
    return this.get(TIME) ?? null;
  }

  /** The path that the record itself names; null when it doesn't. */
  get path(): string | null {
    for (const name of PATHS) {
      const path = this.get(name);
      if (path) return path;
    }
    return this.#object === 1 ? this.#line.key(1) : null;
  }

  /** Every field in the record's order, an object's members too (`id.orig_h`), each element of an array under its name. */
  fields(): readonly (readonly [string, FieldValue])[] {
    const pairs: [string, FieldValue][] = [];
    const line = this.#line;
    for (let node = this.#object + 1; node < line.next(this.#object); node = line.next(node))
      line.list(node, nativeName(line.key(node)), pairs);
    return pairs.map(([name, value]) => [nativeName(name), value]);
  }

  #find(name: string): number {
    const { spellings } = fieldOf(name);
    for (let place = 0; place < spellings.length; place++) {
      const spelling = spellings[place] as Spelling;
      let node = this.#line.member(this.#object, spelling.key);
      if (node > 0 && spelling.inner !== null) node = this.#line.member(node, spelling.inner);
      if (node < 0) continue;
      // A log spells a name in one way.
      if (place > 0) spellings.unshift(...spellings.splice(place, 1));
      return node;
    }
    return -1;
  }

  /** A value's text; of an array its elements, a line each; null for nothing, and for what is in objects. */
  #value(node: number): FieldValue {
    const line = this.#line;
    if (line.kind(node) !== KIND.array) return line.text(node);
    let all: string | null = null;
    for (let child = node + 1; child < line.next(node); child = line.next(child)) {
      const text = line.text(child);
      if (text !== null) all = all === null ? text : `${all}\n${text}`;
    }
    return all;
  }
}

function fieldOf(name: string): KnownField {
  const field = known.get(name);
  if (field) return field;
  if (known.size >= MOST_NAMES) known.clear();
  const spellings: Spelling[] = [{ key: jsonKey(name), inner: null }];
  const underscored = underscoredName(name);
  if (underscored !== null) {
    const dot = name.indexOf('.');
    spellings.push({ key: jsonKey(underscored), inner: null }, { key: jsonKey(name.slice(0, dot)), inner: jsonKey(name.slice(dot + 1)) });
  }
  const made = { spellings };
  known.set(name, made);
  return made;
}
