import { jsonKey, type JsonKey } from './key.ts';

/** One way to go on from a place in a dotted name: a member with this key, then the rest of the name. */
export interface Step {
  readonly key: JsonKey;
  /** Where the rest of the name begins, as an index of steps; the number of segments when nothing is left. */
  readonly rest: number;
}

/** A dotted name: `id.orig_h` may be the member `id.orig_h`, or the member `orig_h` of the member `id`. */
export interface JsonPath {
  /** For each place in the name the steps that may follow; the place behind the last has none. */
  readonly steps: readonly (readonly Step[])[];
}

/** Names of more segments than this are one key and nothing else: each segment is another way to read a name. */
const SEGMENTS = 12;

export function jsonPath(name: string): JsonPath {
  const segments = name.split('.');
  if (segments.length > SEGMENTS) return { steps: [[{ key: jsonKey(name), rest: 1 }]] };
  return {
    steps: segments.map((_, from) =>
      segments.slice(from).map((_, more) => ({ key: jsonKey(segments.slice(from, from + more + 1).join('.')), rest: from + more + 1 })),
    ),
  };
}

/** Paths of names asked for before. Names come from rules, facts and mappings, but may come from anywhere. */
export class JsonPaths {
  readonly #paths = new Map<string, JsonPath>();

  of(name: string): JsonPath {
    const known = this.#paths.get(name);
    if (known) return known;
    if (this.#paths.size >= 8192) this.#paths.clear();
    const path = jsonPath(name);
    this.#paths.set(name, path);
    return path;
  }
}
