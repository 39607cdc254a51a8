import { MINUTE, plainText } from '../../moment.ts';
import { objectOf } from '../record-sql.ts';
import type { Desk, Template } from './desk.ts';

/** The mediation service: short reads around the clock, nearly always with bound values. */
export const mediation: readonly Template[] = [dayOfNumber, dayOfNumber, wholeRecords, loadedSince, alreadyThere, volumes, lastLoad];

function dayOfNumber(desk: Desk) {
  const days = desk.days(1, 3, 10);
  return days && desk.records(['number', 'start', 'duration', 'other'], [desk.subscriber()], days, desk.random.chance(0.85));
}

function wholeRecords(desk: Desk) {
  const days = desk.days(1, 7, 10);
  return days && desk.records(null, [desk.subscriber()], days, true);
}

function loadedSince(desk: Desk) {
  const w = desk.wording(true);
  const since = w.bind(`${plainText(desk.at - 15 * MINUTE)}+00`);
  return desk.query(
    w,
    `${w.word('select')} count(*) ${w.word('from')} ${w.table()} ${w.word('where')} ${w.column('loaded')} >= ${since}`,
    1,
  );
}

function alreadyThere(desk: Desk) {
  const w = desk.wording(desk.random.chance(0.8));
  const number = w.value('number', `${desk.random.integer(1, 9)}${desk.random.digits(9)}`);
  const inner = `${w.word('select')} 1 ${w.word('from')} ${w.table()} ${w.word('where')} ${w.column('number')} = ${number}`;
  return desk.query(w, `${w.word('select exists')} (${inner})`, 1);
}

function volumes(desk: Desk) {
  const days = desk.days(1, 31);
  if (days === null) return null;
  const w = desk.wording(true);
  const table = w.table();
  const who = w.condition({ kind: 'equals', column: 'msisdn', value: desk.msisdn(desk.subscriber()) });
  const where = `${who} ${w.word('and')} ${w.condition(desk.during(days))}`;
  const sum = `coalesce(sum(${w.column('uplink')} + ${w.column('downlink')}), 0)`;
  return desk.query(w, `${w.word('select')} ${sum} ${w.word('from')} ${table} ${w.word('where')} ${where}`, 1);
}

/** What anybody may ask on any day. */
export function lastLoad(desk: Desk) {
  const w = desk.wording(false);
  return desk.query(w, `${w.word('select')} max(${w.column('loaded')}) ${w.word('from')} ${w.table()}`, 1);
}

/** Whether the server is there. */
export function alive(desk: Desk) {
  return desk.query(desk.wording(false), 'SELECT 1', 1, [objectOf('', '')]);
}
