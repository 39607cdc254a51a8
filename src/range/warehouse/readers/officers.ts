import type { RecordColumn } from '../../telephony/index.ts';
import type { Desk, Template } from './desk.ts';

/** Intercept officers: the few numbers of an order, again and again while it holds, with the order's name in the statement. */
export const intercept: readonly Template[] = [ordered, ordered, orderedOne];

const HANDED_OVER: readonly RecordColumn[] = ['msisdn', 'imsi', 'imei', 'other', 'start', 'duration', 'cell', 'type'];

function ordered(desk: Desk) {
  return ofOrder(desk, (subscribers) => subscribers);
}

function orderedOne(desk: Desk) {
  return ofOrder(desk, (subscribers) => [desk.random.pick(subscribers)]);
}

function ofOrder(desk: Desk, which: (subscribers: readonly number[]) => readonly number[]) {
  const order = desk.order();
  const days = order && desk.days(1, 14, 20);
  if (days === null) return null;
  const query = desk.records(desk.random.chance(0.5) ? HANDED_OVER : null, which(order?.subscribers ?? []), days, desk.random.chance(0.5));
  return { ...query, sql: `/* ${order?.name ?? ''} */ ${query.sql}` };
}
