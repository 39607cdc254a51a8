import type { RawEvent } from '../evidence/index.ts';
import { hourTable, originTable, recordTable, runTable } from './shard-tables.ts';

/** Takes one row of a shard's own tables. */
export type AddRow = (
  table: typeof originTable | typeof recordTable | typeof runTable | typeof hourTable,
  row: Readonly<Record<string, unknown>>,
) => void;

/** What the records of one origin have in common; hosts and logs are masked. */
export interface OriginNames {
  readonly evidence: string;
  readonly host: string;
  readonly host_raw: string | null;
  readonly record_host: string | null;
  readonly source: string;
  readonly channel: string | null;
  readonly numbered: boolean;
}

const HOUR = 3_600_000_000;
/** Record numbers of more digits than a number holds exactly are a damaged or hostile log: such a record is known by its offset. */
const LONGEST_NUMBER = 15;

/** One log of a host in one file while it is read: its number, and when and under which record numbers it spoke. */
export class Origin {
  readonly number: number;
  readonly names: OriginNames;
  readonly #add: AddRow;
  #firstId: number | null = null;
  #lastId: number | null = null;
  #first = 0;
  #last = 0;
  #records = 0;
  #hour = Number.NaN;
  #hourFirst = 0;
  #hourLast = 0;
  #hourRecords = 0;

  constructor(number: number, names: OriginNames, add: AddRow) {
    this.number = number;
    this.names = names;
    this.#add = add;
    add(originTable, { origin: number, ...names });
  }

  /** Counts a record and returns its number; null when it has none that can be told exactly. */
  count({ time: { us, tick, digits }, recordId, offset }: RawEvent): number | null {
    const id = recordNumber(recordId);
    if (this.#records > 0 && (id === null ? this.#lastId !== null : this.#lastId === null || id !== this.#lastId + 1)) this.#endRun();
    if (this.#records === 0) {
      this.#firstId = id;
      this.#first = us;
      this.#last = us;
    }
    this.#lastId = id;
    this.#first = Math.min(this.#first, us);
    this.#last = Math.max(this.#last, us);
    this.#records += 1;
    this.#countHour(us);
    if (id !== null) this.#add(recordTable, { origin: this.number, offset, record_id: id, time: us, fraction: tick * 8 + digits });
    return id;
  }

  end(): void {
    if (this.#records > 0) this.#endRun();
    this.#endHour();
  }

  #countHour(us: number): void {
    const hour = Math.floor(us / HOUR);
    if (hour !== this.#hour) {
      this.#endHour();
      this.#hour = hour;
      this.#hourFirst = us;
      this.#hourLast = us;
    }
    this.#hourFirst = Math.min(this.#hourFirst, us);
    this.#hourLast = Math.max(this.#hourLast, us);
    this.#hourRecords += 1;
  }

  #endHour(): void {
    if (this.#hourRecords === 0) return;
    this.#add(hourTable, {
      origin: this.number,
      hour: this.#hour,
      first: this.#hourFirst,
      last: this.#hourLast,
      records: this.#hourRecords,
    });
    this.#hourRecords = 0;
  }

  #endRun(): void {
    this.#add(runTable, {
      origin: this.number,
      first_id: this.#firstId,
      last_id: this.#lastId,
      first: this.#first,
      last: this.#last,
      records: this.#records,
    });
    this.#records = 0;
  }
}

function recordNumber(recordId: string | null): number | null {
  return recordId !== null && recordId.length <= LONGEST_NUMBER && /^\d+$/.test(recordId) ? Number(recordId) : null;
}
