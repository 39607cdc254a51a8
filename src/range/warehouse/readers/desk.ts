import { DAY, type Moment } from '../../moment.ts';
import type { Random } from '../../random.ts';
import type { RecordColumn, RecordCondition, RecordCounts, RecordQuestion } from '../../telephony/index.ts';
import type { WorldBase } from '../../world/index.ts';
import type { InterceptOrder } from '../orders.ts';
import type { AuditedObject, Query } from '../query.ts';
import { sqlOf } from '../record-sql.ts';
import { Wording } from '../wording.ts';

/** Whole days, counted from the span's first: `from` inclusive, `to` exclusive. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** A statement somebody may put, or null where he would not today, or nobody could say how many rows it returns while the log prints that. */
export type Template = (desk: Desk) => Query | null;

/** Days after which every record of a day lies in the store: until then nobody can say how many there are. */
const SETTLED = 3;

/** Where one session's statements are made: what its reader looks into, and how many rows that returns. */
export class Desk {
  readonly random: Random;
  readonly orders: readonly InterceptOrder[];
  readonly #world: WorldBase;
  readonly #counts: RecordCounts;
  readonly #totals: Uint32Array;
  #officer = -1;
  #day = 0;
  #case: { readonly subscriber: number; readonly days: Days } | null = null;
  /** True time of the statement being made. */
  at: Moment = 0;

  constructor(world: WorldBase, counts: RecordCounts, random: Random, orders: readonly InterceptOrder[]) {
    this.random = random;
    this.orders = orders;
    this.#world = world;
    this.#counts = counts;
    this.#totals = dayTotals(counts, world.telephony.subscribers);
  }

  /** A session begins: `account` is who put himself to work. */
  begin(account: number): void {
    this.#officer = account;
    this.#case = null;
  }

  /** Goes on to a true time. */
  moveTo(at: Moment): void {
    this.at = at;
    this.#day = Math.floor((at - this.#world.span.from) / DAY);
  }

  /** Whether a statement's rows need not be told. */
  get unprinted(): boolean {
    return !this.#world.store.settings.rows;
  }

  get table(): string {
    return this.#world.store.table;
  }

  wording(bound: boolean): Wording {
    return new Wording(this.#world.store, this.random, bound);
  }

  /** Days that are over, so long ago that nothing is loaded of them any more where that shows; null while there are none. */
  days(least: number, most: number, back = 40): Days | null {
    const last = Math.min(this.#day - (this.unprinted ? 0 : SETTLED), this.#counts.days);
    if (last < least) return null;
    const length = Math.min(this.random.integer(least, most), last);
    const to = this.random.integer(Math.max(length, last - back), last);
    return { from: to - length, to };
  }

  /** The moments at which days begin and end. */
  during({ from, to }: Days): Extract<RecordCondition, { kind: 'between' }> {
    const first = this.#world.span.from;
    return { kind: 'between', column: 'start', from: first + from * DAY, to: first + to * DAY };
  }

  subscriber(): number {
    const { telephony } = this.#world;
    let drawn = 0;
    for (let tries = 0; tries < 4; tries++) {
      drawn = this.random.integer(0, telephony.subscribers - 1);
      const kind = telephony.kindOf(drawn);
      if (kind === 'private' || kind === 'business') break;
    }
    return drawn;
  }

  /** What this session is about: one number over some days. */
  matter(least: number, most: number): { readonly subscriber: number; readonly days: Days } | null {
    if (this.#case !== null && this.random.chance(0.8)) return this.#case;
    const days = this.days(least, most);
    if (days !== null) this.#case = { subscriber: this.subscriber(), days };
    return this.#case;
  }

  /** An order that the officer at this desk is to carry out today; null where there is none. */
  order(): InterceptOrder | null {
    const own = this.orders.filter((order) => order.account === this.#officer && order.from <= this.at && this.at < order.to);
    return own.length === 0 ? null : this.random.pick(own);
  }

  msisdn(subscriber: number): string {
    return this.#world.telephony.msisdnOf(subscriber);
  }

  imei(subscriber: number): string {
    return this.#world.telephony.imeiOf(subscriber, this.at);
  }

  contacts(subscriber: number, most: number): readonly number[] {
    return this.#world.telephony.contactsOf(subscriber).slice(0, most);
  }

  /** Records of subscribers on some days. */
  rowsOf(subscribers: readonly number[], { from, to }: Days): number {
    const { counts, days } = this.#counts;
    let rows = 0;
    for (const one of new Set(subscribers)) for (let day = from; day < to; day++) rows += counts[one * days + day] ?? 0;
    return rows;
  }

  totalOf({ from, to }: Days): number {
    let rows = 0;
    for (let day = from; day < to; day++) rows += this.#totals[day] ?? 0;
    return rows;
  }

  /** How many of some days have any record. */
  busyDays({ from, to }: Days): number {
    let busy = 0;
    for (let day = from; day < to; day++) if ((this.#totals[day] ?? 0) > 0) busy++;
    return busy;
  }

  /** Records of served numbers on whole days: their count is known. */
  records(columns: readonly RecordColumn[] | null, subscribers: readonly number[], days: Days, bound: boolean): Query {
    const [only, ...others] = subscribers.map((one) => this.msisdn(one));
    const who: RecordCondition =
      others.length === 0
        ? { kind: 'equals', column: 'msisdn', value: only ?? '' }
        : { kind: 'in', column: 'msisdn', values: [only ?? '', ...others] };
    return this.ask({ columns, conditions: [who, this.during(days)], bound }, this.rowsOf(subscribers, days));
  }

  ask(question: Pick<RecordQuestion, 'columns' | 'conditions' | 'bound'>, rows: number): Query {
    return { ...sqlOf({ ...question, targets: [], understood: true }, this.#world.store, this.random), rows };
  }

  /** A statement of another shape. */
  query(wording: Wording, sql: string, rows: number, objects?: readonly AuditedObject[]): Query {
    return { sql, rows, ...(wording.parameters !== null && { parameters: wording.parameters }), ...(objects !== undefined && { objects }) };
  }
}

function dayTotals({ counts, days }: RecordCounts, subscribers: number): Uint32Array {
  const totals = new Uint32Array(days);
  for (let one = 0; one < subscribers; one++)
    for (let day = 0; day < days; day++) totals[day] = (totals[day] ?? 0) + (counts[one * days + day] ?? 0);
  return totals;
}
