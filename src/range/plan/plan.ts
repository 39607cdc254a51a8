import type { Moment } from '../moment.ts';
import { activityKinds, type Activity, type ActivityKind } from './activity.ts';

/** A planned activity without its number. */
export type Planned = Omit<Activity, 'id' | 'detail'>;

/** Columns of a plan in shared memory, so that workers need not draw it again. Rows are in order of time. */
export interface PlanMemory {
  readonly count: number;
  readonly at: Float64Array;
  readonly seconds: Float32Array;
  readonly kind: Uint8Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly account: Uint32Array;
}

/** Everything the carrier does anyway, in order of time; millions of rows, so they lie in columns. */
export class Plan {
  readonly memory: PlanMemory;
  #byHost: { readonly starts: Uint32Array; readonly rows: Uint32Array } | null = null;

  constructor(memory: PlanMemory) {
    this.memory = memory;
  }

  get count(): number {
    return this.memory.count;
  }

  /** The activity in a row; its number is its row. */
  activity(row: number): Activity {
    const { at, seconds, kind, from, to, account } = this.memory;
    return {
      id: row,
      kind: activityKinds[kind[row] ?? 0] ?? 'share',
      at: at[row] ?? 0,
      seconds: seconds[row] ?? 0,
      from: from[row] ?? 0,
      to: to[row] ?? 0,
      account: account[row] ?? 0,
    };
  }

  /** Rows that begin or end at a host, in order of time; an activity at home stands once. */
  rowsOf(host: number): Uint32Array {
    const { starts, rows } = (this.#byHost ??= indexByHost(this.memory));
    return rows.subarray(starts[host] ?? 0, starts[host + 1] ?? starts[host] ?? 0);
  }

  /** The first row that is not before a moment. */
  firstAt(moment: Moment): number {
    const { at, count } = this.memory;
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((at[middle] ?? 0) < moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Takes activities in any order and makes the plan of them: by time, then in the order they came. */
export class PlanBuilder {
  #count = 0;
  #at = new Float64Array(1 << 16);
  #seconds = new Float32Array(1 << 16);
  #kind = new Uint8Array(1 << 16);
  #from = new Uint32Array(1 << 16);
  #to = new Uint32Array(1 << 16);
  #account = new Uint32Array(1 << 16);

  add({ at, seconds, kind, from, to, account }: Planned): void {
    if (this.#count === this.#at.length) this.#grow();
    const row = this.#count++;
    this.#at[row] = Math.round(at);
    this.#seconds[row] = seconds;
    this.#kind[row] = kindNumbers.get(kind) ?? 0;
    this.#from[row] = from;
    this.#to[row] = to;
    this.#account[row] = account;
  }

  build(): Plan {
    const count = this.#count;
    const order = new Uint32Array(count).map((_, i) => i);
    const times = this.#at;
    order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
    const memory: PlanMemory = {
      count,
      at: gathered(new Float64Array(shared(count, 8)), this.#at, order),
      seconds: gathered(new Float32Array(shared(count, 4)), this.#seconds, order),
      kind: gathered(new Uint8Array(shared(count, 1)), this.#kind, order),
      from: gathered(new Uint32Array(shared(count, 4)), this.#from, order),
      to: gathered(new Uint32Array(shared(count, 4)), this.#to, order),
      account: gathered(new Uint32Array(shared(count, 4)), this.#account, order),
    };
    return new Plan(memory);
  }

  #grow(): void {
    const size = this.#at.length * 2;
    this.#at = grown(new Float64Array(size), this.#at);
    this.#seconds = grown(new Float32Array(size), this.#seconds);
    this.#kind = grown(new Uint8Array(size), this.#kind);
    this.#from = grown(new Uint32Array(size), this.#from);
    this.#to = grown(new Uint32Array(size), this.#to);
    this.#account = grown(new Uint32Array(size), this.#account);
  }
}

const kindNumbers: ReadonlyMap<ActivityKind, number> = new Map(activityKinds.map((kind, i) => [kind, i]));

type Numbers = Float64Array | Float32Array | Uint32Array | Uint8Array;

function shared(count: number, bytes: number): SharedArrayBuffer {
  return new SharedArrayBuffer(count * bytes);
}

function gathered<A extends Numbers>(into: A, from: Numbers, order: Uint32Array): A {
  for (let i = 0; i < order.length; i++) into[i] = from[order[i] ?? 0] ?? 0;
  return into;
}

function grown<A extends Numbers>(into: A, from: A): A {
  into.set(from);
  return into;
}

function indexByHost({ count, from, to }: PlanMemory): { starts: Uint32Array; rows: Uint32Array } {
  let hosts = 0;
  for (let i = 0; i < count; i++) hosts = Math.max(hosts, (from[i] ?? 0) + 1, (to[i] ?? 0) + 1);
  const starts = new Uint32Array(hosts + 2);
  const each = (visit: (host: number, row: number) => void): void => {
    for (let i = 0; i < count; i++) {
      visit(from[i] ?? 0, i);
      if (to[i] !== from[i]) visit(to[i] ?? 0, i);
    }
  };
  each((host) => {
    starts[host + 1] = (starts[host + 1] ?? 0) + 1;
  });
  for (let i = 0; i < hosts; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  const next = starts.slice();
  const rows = new Uint32Array(starts[hosts] ?? 0);
  each((host, row) => {
    const place = next[host] ?? 0;
    rows[place] = row;
    next[host] = place + 1;
  });
  return { starts, rows };
}
