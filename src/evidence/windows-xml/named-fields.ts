import type { FieldValue } from '../reader.ts';

type Pair = readonly [string, FieldValue];

/** The fields of one event. System's win over fields of the payload with their name; values of a repeated name are joined by line feeds. */
export class NamedFields {
  readonly #names: string[] = [];
  readonly #values: FieldValue[] = [];
  readonly #system: boolean[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
  }

  add(name: string, value: FieldValue, system: boolean): void {
    const at = this.#count++;
    this.#names[at] = name;
    this.#values[at] = value;
    this.#system[at] = system;
  }

  system(name: string): FieldValue | undefined {
    for (let at = 0; at < this.#count; at++) {
      if (this.#system[at] && this.#names[at] === name) return this.#values[at];
    }
    return undefined;
  }

  get(name: string): FieldValue | undefined {
    let found: FieldValue | undefined;
    for (let at = 0; at < this.#count; at++) {
      if (this.#names[at] !== name) continue;
      const value = this.#values[at] ?? null;
      if (this.#system[at]) return value;
      if (found === undefined || found === null) found = value;
      else if (value !== null) found = `${found}\n${value}`;
    }
    return found;
  }

  list(): readonly Pair[] {
    const pairs: Pair[] = [];
    for (let at = 0; at < this.#count; at++) pairs.push([this.#names[at] ?? '', this.#values[at] ?? null]);
    return pairs;
  }
}
