import { objectOf } from '../record-sql.ts';
import type { Desk, Template } from './desk.ts';

/** Tariffs that the customers' table knows. */
const TARIFFS = 6;
/** So many records that each tariff has one among them. */
const MANY = 2_000;

/** Billing analysts: what a customer disputes, what a firm owes, what a tariff earns. */
export const billing: readonly Template[] = [disputed, disputed, owed, ofContract, ofFirm, byTariff, byTariff];

/** Fraud analysts: a number, its contacts, whatever stands out. */
export const fraud: readonly Template[] = [
  ofNumber,
  ofNumber,
  ofContacts,
  ofContacts,
  whomHeCalls,
  sameHandset,
  longest,
  howMany,
  eitherParty,
];

function disputed(desk: Desk) {
  const matter = desk.matter(5, 31);
  return matter && desk.records(['start', 'other', 'duration', 'type'], [matter.subscriber], matter.days, false);
}

function owed(desk: Desk) {
  const matter = desk.matter(5, 31);
  if (matter === null) return null;
  const w = desk.wording(false);
  const table = w.table();
  const number = w.column('msisdn');
  const who = w.condition({ kind: 'equals', column: 'msisdn', value: desk.msisdn(matter.subscriber) });
  const sql = `${w.word('select')} ${number}, count(*), sum(${w.column('duration')}) ${w.word('from')} ${table}\n ${w.word('where')} ${who} ${w.word('and')} ${w.condition(desk.during(matter.days))}\n ${w.word('group by')} ${number}`;
  return desk.query(w, sql, desk.rowsOf([matter.subscriber], matter.days) > 0 ? 1 : 0);
}

function ofContract(desk: Desk) {
  const matter = desk.matter(5, 31);
  if (matter === null) return null;
  const w = desk.wording(false);
  const table = w.table();
  const contract = `7${String(matter.subscriber * 7919 + 104_729).padStart(8, '0')}`;
  const inner = `${w.word('select')} s.msisdn ${w.word('from')} crm.subscriber s ${w.word('where')} s.contract_no = '${contract}'`;
  const sql = `${w.word('select')} * ${w.word('from')} ${table} ${w.word('where')} ${w.column('msisdn')} = (${inner}) ${w.word('and')} ${w.condition(desk.during(matter.days))}`;
  return desk.query(w, sql, desk.rowsOf([matter.subscriber], matter.days), [objectOf(desk.table), objectOf('crm.subscriber')]);
}

function ofFirm(desk: Desk) {
  const matter = desk.matter(5, 31);
  if (matter === null) return null;
  const all = [...new Set([matter.subscriber, ...desk.contacts(matter.subscriber, desk.random.integer(2, 4))])];
  return desk.records(['msisdn', 'start', 'other', 'duration'], all, matter.days, false);
}

function byTariff(desk: Desk) {
  const days = desk.days(7, 31);
  if (days === null || desk.totalOf(days) < MANY) return null;
  const { start, msisdn, duration } = desk.wording(false).columns;
  const { from, to } = desk.during(days);
  const day = (at: number): string => new Date(at / 1000).toISOString().slice(0, 10);
  const sql = `select s.tariff, count(*), sum(c.${duration})\n  from ${desk.table} c\n  join crm.subscriber s on s.msisdn = c.${msisdn}\n where c.${start} >= '${day(from)}' and c.${start} < '${day(to)}'\n group by s.tariff order by s.tariff`;
  return { sql, rows: TARIFFS, objects: [objectOf(desk.table), objectOf('crm.subscriber')] };
}

function ofNumber(desk: Desk) {
  const matter = desk.matter(1, 14);
  if (matter === null) return null;
  const columns = desk.random.pick([null, ['msisdn', 'imsi', 'imei', 'start', 'cell'], ['start', 'other', 'duration', 'cell']] as const);
  return desk.records(columns, [matter.subscriber], matter.days, false);
}

function ofContacts(desk: Desk) {
  const matter = desk.matter(1, 14);
  if (matter === null) return null;
  const contacts = desk.contacts(matter.subscriber, desk.random.integer(1, 8));
  return contacts.length === 0 ? null : desk.records(['msisdn', 'other', 'start', 'duration'], contacts, matter.days, false);
}

function whomHeCalls(desk: Desk) {
  const matter = desk.unprinted ? desk.matter(1, 14) : null;
  if (matter === null) return null;
  const w = desk.wording(false);
  const table = w.table();
  const other = w.column('other');
  const who = w.condition({ kind: 'equals', column: 'msisdn', value: desk.msisdn(matter.subscriber) });
  const sql = `${w.word('select')} ${other}, count(*) ${w.word('from')} ${table} ${w.word('where')} ${who} ${w.word('and')} ${w.condition(desk.during(matter.days))} ${w.word('group by')} ${other} ${w.word('order by')} 2 ${w.word('desc limit')} 20`;
  return desk.query(w, sql, 0);
}

function sameHandset(desk: Desk) {
  const matter = desk.unprinted ? desk.matter(1, 14) : null;
  return (
    matter &&
    desk.ask(
      {
        columns: ['msisdn', 'imsi', 'start', 'cell'],
        conditions: [{ kind: 'equals', column: 'imei', value: desk.imei(matter.subscriber) }],
      },
      0,
    )
  );
}

function longest(desk: Desk) {
  const days = desk.days(1, 7);
  if (days === null) return null;
  const w = desk.wording(false);
  const table = w.table();
  const most = desk.random.pick([20, 50, 100]);
  const list = `${w.column('msisdn')}, ${w.column('other')}, ${w.column('start')}, ${w.column('duration')}`;
  const sql = `${w.word('select')} ${list} ${w.word('from')} ${table} ${w.word('where')} ${w.condition(desk.during(days))} ${w.word('order by')} ${w.column('duration')} ${w.word('desc limit')} ${most}`;
  return desk.query(w, sql, Math.min(most, desk.totalOf(days)));
}

function howMany(desk: Desk) {
  const matter = desk.matter(1, 14);
  if (matter === null) return null;
  const w = desk.wording(false);
  const table = w.table();
  const who = w.condition({ kind: 'equals', column: 'msisdn', value: desk.msisdn(matter.subscriber) });
  return desk.query(
    w,
    `${w.word('select')} count(distinct ${w.column('other')}) ${w.word('from')} ${table} ${w.word('where')} ${who} ${w.word('and')} ${w.condition(desk.during(matter.days))}`,
    1,
  );
}

function eitherParty(desk: Desk) {
  const matter = desk.unprinted ? desk.matter(1, 14) : null;
  if (matter === null) return null;
  const w = desk.wording(false);
  const table = w.table();
  const number = desk.msisdn(matter.subscriber);
  const either = `(${w.column('msisdn')} = '${number}' ${w.word('or')} ${w.column('other')} = '${number}')`;
  return desk.query(
    w,
    `${w.word('select')} * ${w.word('from')} ${table} ${w.word('where')} ${either} ${w.word('and')} ${w.condition(desk.during(matter.days))}`,
    0,
  );
}
