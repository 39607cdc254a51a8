import { compactTime, storedTime, type StoredTime } from './stored-time.ts';

/** How a column's values are spelled, over all of them: decides how a comparison with the column can be meant. */
export interface ColumnProfile {
  /** All values are numbers as a database prints them (no leading zeros, no +): the column may be numeric. */
  readonly numeric: boolean;
  /** How its times are spelled; null when it does not hold times. `mixed`: some with an offset, some without. */
  readonly times: { readonly zoned: 'none' | 'all' | 'mixed'; readonly dateOnly: boolean; readonly compact: boolean } | null;
}

/** Numbers that fit the engine's DECIMAL(38, 9). */
const NUMBER = /^-?(?:0|[1-9]\d{0,27})(?:\.\d{1,9})?$/;
export const NUMBER_PATTERN = NUMBER.source;

/** Gathers the profile of one column, value by value. */
export class ColumnProfiler {
  /** A declared time column stays one even where a value cannot be read. */
  readonly #declared: boolean;
  #numeric = true;
  #times = true;
  #values = 0;
  #read = 0;
  #zoned = 0;
  #dates = 0;
  #compact = 0;
  unreadable = 0;

  constructor(declared: boolean) {
    this.#declared = declared;
  }

  /** Notes a value that is not empty, and stands in so many rows; returns it as a time, null when it is none. */
  see(value: string, rows = 1): StoredTime | null {
    this.#values += 1;
    if (this.#numeric && !NUMBER.test(value)) this.#numeric = false;
    if (!this.#times) return null;
    const iso = storedTime(value);
    const time = iso ?? (this.#declared ? compactTime(value) : null);
    if (!time) {
      if (this.#declared) this.unreadable += rows;
      else this.#times = false;
      return null;
    }
    this.#read += 1;
    if (time.zoned) this.#zoned += 1;
    if (time.dateOnly) this.#dates += 1;
    if (!iso) this.#compact += 1;
    return time;
  }

  /** Notes so many values of which is known, by their type, whether they are numbers, and how they are spelled as times; null where they are none. */
  seeTyped(values: number, { numeric, times }: { readonly numeric: boolean; readonly times: 'plain' | 'zoned' | 'dates' | null }): void {
    if (values === 0) return;
    this.#values += values;
    this.#numeric &&= numeric;
    if (times === null) {
      if (this.#declared) this.unreadable += values;
      else this.#times = false;
      return;
    }
    this.#read += values;
    if (times === 'zoned') this.#zoned += values;
    if (times === 'dates') this.#dates += values;
  }

  profile(): ColumnProfile {
    const times = this.#times && this.#read > 0;
    return {
      numeric: this.#numeric && this.#values > 0,
      times: times
        ? {
            zoned: this.#zoned === 0 ? 'none' : this.#zoned === this.#read ? 'all' : 'mixed',
            dateOnly: this.#dates === this.#read,
            compact: this.#compact > 0,
          }
        : null,
    };
  }
}
