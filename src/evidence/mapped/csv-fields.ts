import type { FieldValue } from '../reader.ts';
import type { CsvRecord } from '../text/index.ts';
import type { MappedFields } from './mapped-event.ts';

/** The columns of a record under the names of the header; of two with one name the first counts. */
export class CsvFields implements MappedFields {
  readonly #names: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  #record: CsvRecord | null = null;

  constructor(names: readonly string[]) {
    this.#names = names;
    this.#places = new Map(names.map((name, place) => [name, place] as const).toReversed());
  }

  open(record: CsvRecord): void {
    this.#record = record;
  }

  get(name: string): FieldValue | undefined {
    const place = this.#places.get(name);
    return place === undefined ? undefined : this.#record?.text(place);
  }

  fields(): readonly (readonly [string, FieldValue])[] {
    return this.#names.map((name, place) => [name, this.#record?.text(place) ?? null]);
  }
}
