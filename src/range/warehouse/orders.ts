import { DAY, HOUR, type Moment } from '../moment.ts';
import type { WorldBase } from '../world/index.ts';

/** An order to hand over the records of a few numbers, which an intercept officer carries out while it holds. */
export interface InterceptOrder {
  /** As officers write it into their statements. */
  readonly name: string;
  /** The officer's account, a place in the estate. */
  readonly account: number;
  readonly subscribers: readonly number[];
  readonly from: Moment;
  readonly to: Moment;
}

/** Orders that begin on a day, for each officer. */
const ORDERS_A_DAY = 0.06;

/** Every order of a world, by when it begins; those that held when the span began among them. */
export function interceptOrders({
  estate,
  span,
  telephony,
  random,
}: Pick<WorldBase, 'estate' | 'span' | 'telephony' | 'random'>): readonly InterceptOrder[] {
  const draw = random.stream('warehouse/orders');
  const officers = estate.people.filter((person) => person.role === 'intercept-officer');
  const orders: InterceptOrder[] = [];
  for (const officer of officers) {
    const account = estate.accountIndex(officer.account);
    for (let day = -45; day < span.days; day++) {
      // He never begins the span with nothing to do.
      if (day !== -1 && !draw.chance(ORDERS_A_DAY)) continue;
      const from = span.from + day * DAY + draw.integer(8, 15) * HOUR;
      const subscribers = Array.from({ length: draw.pick([1, 1, 1, 2, 2, 3]) }, () => draw.integer(0, telephony.subscribers - 1));
      const to = Math.min(from + draw.integer(14, 90) * DAY, officer.leavesAt);
      if (from >= officer.hiredAt && to > from) orders.push({ name: '', account, subscribers: [...new Set(subscribers)], from, to });
    }
  }
  orders.sort((a, b) => a.from - b.from || a.account - b.account);
  const start = draw.integer(11, 180);
  return orders.map((order, i) => ({
    ...order,
    name: `LI-${new Date(order.from / 1000).getUTCFullYear()}-${String(start + i).padStart(4, '0')}`,
  }));
}
