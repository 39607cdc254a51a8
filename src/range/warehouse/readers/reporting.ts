import type { Desk, Template } from './desk.ts';
import { lastLoad } from './mediation.ts';

/** The nightly reports: sums over everybody. */
export const reporting: readonly Template[] = [byDay, byDay, totals, byType, busiestCells, lastLoad];

function byDay(desk: Desk) {
  const days = desk.days(1, 31, 0);
  if (days === null) return null;
  const w = desk.wording(false);
  const table = w.table();
  const list = `${w.column('start')}::date, count(*), sum(${w.column('duration')})`;
  const sql = `${w.word('select')} ${list}\n  ${w.word('from')} ${table}\n ${w.word('where')} ${w.condition(desk.during(days))}\n ${w.word('group by')} 1 ${w.word('order by')} 1`;
  return desk.query(w, sql, desk.busyDays(days));
}

function totals(desk: Desk) {
  const days = desk.days(1, 31, 0);
  if (days === null) return null;
  const w = desk.wording(false);
  const table = w.table();
  const list = `count(*), sum(${w.column('duration')}), sum(${w.column('downlink')})`;
  return desk.query(w, `${w.word('select')} ${list} ${w.word('from')} ${table} ${w.word('where')} ${w.condition(desk.during(days))}`, 1);
}

function byType(desk: Desk) {
  if (!desk.unprinted) return null;
  const w = desk.wording(false);
  const type = w.column('type');
  return desk.query(w, `${w.word('select')} ${type}, count(*) ${w.word('from')} ${w.table()} ${w.word('group by')} ${type}`, 0);
}

function busiestCells(desk: Desk) {
  const days = desk.unprinted ? desk.days(1, 7, 0) : null;
  if (days === null) return null;
  const w = desk.wording(false);
  const table = w.table();
  const cell = w.column('cell');
  const sql = `${w.word('select')} ${cell}, count(*) ${w.word('from')} ${table} ${w.word('where')} ${w.condition(desk.during(days))} ${w.word('group by')} ${cell} ${w.word('order by')} 2 ${w.word('desc limit')} 20`;
  return desk.query(w, sql, 0);
}
