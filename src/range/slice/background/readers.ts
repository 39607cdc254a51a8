import { HOUR, MILLISECOND, MINUTE, SECOND, isWorkday, plainText, type Moment } from '../../moment.ts';
import type { Random } from '../../random.ts';
import type { DatabaseSession, Query } from '../../warehouse/index.ts';
import { connect } from '../../windows/index.ts';
import { dayAt, type Carrier } from '../carrier.ts';
import type { Residents } from '../residents.ts';

/** The warehouse's legitimate readers, who share table and, most of them, account with the intruder. */
export function readRecords(carrier: Carrier, residents: Residents): void {
  const random = carrier.random.stream('readers');
  for (let day = 0; day < carrier.days; day++) {
    mediate(carrier, residents, random.stream(`mediation/${day}`), day);
    report(carrier, random.stream(`reporting/${day}`), day);
    if (isWorkday(dayAt(carrier, day, 12))) analyse(carrier, random.stream(`analyst/${day}`), day);
    maintain(carrier, random.stream(`server/${day}`), day);
  }
}

/** The mediation service keeps connections of some hours each, around the clock, and looks records up. */
function mediate(carrier: Carrier, residents: Residents, random: Random, day: number): void {
  const { application, warehouse, database } = carrier;
  const { store } = database;
  for (let shift = 0; shift < 6; shift++) {
    const at = dayAt(carrier, day, shift * 4) + random.integer(0, 50) * MINUTE + random.integer(0, 59_999) * MILLISECOND;
    const process = residents.mediation.at(at);
    const port = connect(application, random, at, process, { address: warehouse.address, port: 5432, name: warehouse.fqdn });
    const client = { address: application.address, port, role: store.role, application: 'PostgreSQL JDBC Driver' };
    const session = database.connect(random, at + 2 * MILLISECOND, client);
    const end = at + random.integer(100, 215) * MINUTE;
    const statements = random.integer(3, 9);
    for (let i = 0; i < statements; i++)
      session.query(at + SECOND + Math.floor(((i + random.fraction()) * (end - at - 4 * SECOND)) / statements), lookUp(carrier, random));
    session.disconnect(end);
  }
}

/** A look-up of the mediation service: mostly with bound values, at times with literals. */
function lookUp(carrier: Carrier, random: Random): Query {
  const { table, columns: c } = carrier.database.store;
  const record = random.pick(carrier.records);
  const same = carrier.records.filter((one) => one.msisdn === record.msisdn);
  return random.pick<() => Query>([
    () => ({ sql: `SELECT ${c.number}, ${c.duration} FROM ${table} WHERE ${c.number} = $1`, parameters: [record.number], rows: 1 }),
    () => ({ sql: `SELECT ${c.number} FROM ${table} WHERE ${c.number} = ${record.number}`, rows: 1 }),
    () => ({
      sql: `SELECT * FROM ${table} WHERE ${c.msisdn} = $1 AND ${c.start} >= $2`,
      parameters: [record.msisdn, `${plainText(record.start)}+00`],
      rows: same.filter((one) => one.start >= record.start).length,
    }),
    () => ({
      sql: `SELECT ${c.start}, ${c.duration}, ${c.other} FROM ${table} WHERE ${c.msisdn} = '${record.msisdn}' ORDER BY ${c.start}`,
      rows: same.length,
    }),
  ])();
}

/** The reporting server uses the application's account each night, from its own address. */
function report(carrier: Carrier, random: Random, day: number): void {
  const { database, reporting } = carrier;
  const { table, columns: c, role } = database.store;
  const at = dayAt(carrier, day, 2.2 + random.between(0, 0.2));
  const session = database.connect(random, at, {
    address: reporting.address,
    port: random.integer(32_768, 60_999),
    role,
    application: 'nightly-report',
  });
  const groups = new Set(carrier.records.map((record) => record.type)).size;
  session.query(at + 2 * SECOND, { sql: `SELECT ${c.type}, count(*), sum(${c.duration}) FROM ${table} GROUP BY ${c.type}`, rows: groups });
  session.disconnect(at + 30 * SECOND);
}

/** An analyst looks into suspected fraud from his desk, under an account of his own; now and then he loses patience. */
function analyse(carrier: Carrier, random: Random, day: number): void {
  const { database, staff } = carrier;
  const { analyst } = database.store;
  const at = dayAt(carrier, day, random.between(8, 14));
  const session = database.connect(random, at, {
    address: staff.analystDesk.address,
    port: random.integer(49_152, 65_535),
    role: analyst,
    application: 'pgAdmin 4 - CONN:' + random.digits(7),
  });
  let next = at + 20 * SECOND;
  for (let i = 0; i < random.integer(2, 6); i++) {
    ask(carrier, random, session, next);
    next += random.integer(40, 600) * SECOND;
  }
  session.disconnect(next + MINUTE);
}

function ask(carrier: Carrier, random: Random, session: DatabaseSession, at: Moment): void {
  const { table, columns: c } = carrier.database.store;
  const record = random.pick(carrier.records);
  if (random.chance(0.05)) {
    session.query(at, { sql: `select * from ${table} where ${c.duration} > 10 order by random()`, rows: 0, cancelled: true });
    return;
  }
  const rows = carrier.records.filter((one) => one.imei === record.imei).length;
  session.query(at, {
    sql: `select ${c.msisdn}, ${c.imsi}, ${c.start},\n       ${c.cell}\n  from ${table}\n where ${c.imei} = '${record.imei}'`,
    rows,
  });
}

/** The server's own lines. */
function maintain(carrier: Carrier, random: Random, day: number): void {
  const started = carrier.from - 9 * HOUR;
  for (let i = 0; i < 4; i++) {
    const at = dayAt(carrier, day, i * 6 + random.between(0, 2));
    const written = random.integer(40, 900);
    const message = `checkpoint complete: wrote ${written} buffers (${(written / 1638.4).toFixed(1)}%); 0 WAL file(s) added, 0 removed, 1 recycled; write=26.${random.digits(3)} s, sync=0.0${random.digits(2)} s, total=26.${random.digits(3)} s`;
    carrier.database.logOwn(at, started, 611, 2 + day * 4 + i, 'checkpointer', message);
  }
}
