import { expect, it } from 'vitest';
import { columnDomains, createMasker, datastoreActivityTable, type DatastoreActivity, type StoreMapping } from '../../case/index.ts';
import type { Carrier } from './analytic.ts';
import { callRecordReads } from './call-record-reads.ts';
import { factOf, findingsFrom, silentCarrier } from './test-support/fact-log.ts';
import { honeySubscriber } from './honey-subscriber.ts';
import { storeAccountClients } from './store-account-clients.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const HONEY = '99970000017';
const plan = { country_code: '999', national_prefix: '0', msisdn_lengths: [11], mcc_mnc: ['00101'] };
const mapping: StoreMapping = {
  file: 'mappings/voice.yaml',
  store: 'warehouse',
  tables: ['cdr.voice', 'voice'],
  files: 'voice/*.csv',
  key: 'id',
  columns: { servedMSISDN: 'caller', servedIMSI: 'sim' },
  time_zone: null,
  load_time: null,
};
const masker = createMasker({ key: new Uint8Array(32).fill(7), plan, columns: columnDomains([mapping]) });
const carrier: Carrier = {
  context: { ...silentCarrier.context, mappings: [mapping], honey: [{ kind: 'msisdn', value: `+${HONEY}`, note: null }] },
  masker,
};
let number = 0;

function statement(at: number, sql: string, given: Partial<DatastoreActivity> = {}): DatastoreActivity {
  return factOf(datastoreActivityTable, number++, at, {
    host: 'db1.corp.example',
    source: 'postgresql',
    zone_assumed: false,
    activity: 'statement',
    store: 'warehouse',
    account: 'billing_app',
    client_address: '10.0.0.5',
    application: 'PostgreSQL JDBC Driver',
    session: `s${Math.floor(at / HOUR)}`,
    outcome: 'ok',
    statement: masker.statement(sql),
    ...given,
  });
}

const log = (rows: readonly DatastoreActivity[]) => [{ table: datastoreActivityTable, rows }];
/** Thirty days of an application that asks for one subscriber at a time. */
const application = Array.from({ length: 360 }, (_, i) => statement(i * 2 * HOUR, 'SELECT * FROM cdr.voice WHERE caller = $1'));

it.each([
  ['in the statement', statement(9 * DAY, `select * from cdr.voice where caller = '+${HONEY}'`)],
  ['as it is dialled at home', statement(9 * DAY, `select * from cdr.voice where caller in ('0${HONEY.slice(3)}', '099912345678')`)],
  ['in a column that no mapping knows', statement(9 * DAY, `select * from crm.person where phone = '${HONEY}'`)],
  ['as a bound value', statement(9 * DAY, 'select * from cdr.voice where caller = $1', { parameters: masker.statement(`"${HONEY}"`) })],
  [
    'in a query that failed',
    statement(9 * DAY, `selec * from cdr.voice where caller = '${HONEY}'`, { activity: 'error', outcome: 'failed' }),
  ],
])('whoever names a honey subscriber %s is found, and the number is not written', async (_, row) => {
  const [finding, ...more] = await findingsFrom(honeySubscriber, log([...application.slice(0, 9), row]), carrier);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ level: 'critical', terminal: true, account: 'billing_app', pointers: [{ ref: row.ref }] });
  expect(JSON.parse(finding?.fields ?? '')).toMatchObject({ client: '10.0.0.5', identifiers: masker.identifier('msisdn', HONEY) });
  expect(JSON.stringify(finding)).not.toContain(HONEY.slice(3));
});

it('several statements of one session are one finding', async () => {
  const rows = [0, 5, 9].map((s) => statement(9 * DAY + s, `select * from cdr.voice where caller = '${HONEY}'`));
  const [finding, ...more] = await findingsFrom(honeySubscriber, log(rows), carrier);
  expect([finding?.pointers.length, more.length]).toEqual([3, 0]);
});

it('the team that tests the trap has a ticket, and is a note', async () => {
  const ticket = { id: 'CHG-7', from: 0, to: Number.MAX_SAFE_INTEGER, accounts: ['billing_app'], hosts: [], purpose: 'trap test' };
  const told = { ...carrier, context: { ...carrier.context, tickets: [ticket] } };
  const [finding] = await findingsFrom(honeySubscriber, log([statement(DAY, `select 1 from voice where caller = '${HONEY}'`)]), told);
  expect(finding).toMatchObject({ level: 'low', terminal: false });
});

it('a ticket may name the client in place of an account', async () => {
  const ticket = { id: 'CHG-8', from: 0, to: Number.MAX_SAFE_INTEGER, accounts: [], hosts: ['10.0.0.5'], purpose: 'trap test' };
  const told = { ...carrier, context: { ...carrier.context, tickets: [ticket] } };
  const [finding] = await findingsFrom(honeySubscriber, log([statement(DAY, `select 1 from voice where caller = '${HONEY}'`)]), told);
  expect(finding).toMatchObject({ level: 'low', terminal: false });
});

it('a nightly run over all subscribers is a note, from its first night on', async () => {
  const nights = Array.from({ length: 30 }, (_, day) => statement(day * DAY, `select sum(cost) from cdr.voice where caller = '${HONEY}'`));
  const found = await findingsFrom(honeySubscriber, log(nights), carrier);
  expect(found.length).toBe(30);
  expect(found.filter(({ level, terminal }) => terminal || level !== 'low')).toEqual([]);
});

it('who writes the row of a honey subscriber does not ask for him', async () => {
  const rows = [
    statement(9 * DAY, `insert into crm.person (phone) values ('${HONEY}')`),
    statement(9 * DAY, `update crm.person set note = 'trap' where phone = '${HONEY}'`),
  ];
  expect(await findingsFrom(honeySubscriber, log(rows), carrier)).toEqual([]);
});

it('other subscribers, and a prefix that covers a honey one, touch nothing', async () => {
  const rows = [
    statement(DAY, "select * from voice where caller = '99970000018'"),
    statement(DAY, `select * from voice where caller like '${HONEY.slice(0, 8)}%'`),
  ];
  expect(await findingsFrom(honeySubscriber, log(rows), carrier)).toEqual([]);
});

const reads = (rows: readonly DatastoreActivity[]) => findingsFrom(callRecordReads, log(rows), carrier);

it.each([
  ['copied out', 'copy cdr.voice to stdout', 'medium'],
  ['whole table', 'select * from voice', 'medium'],
  ['in pages', 'select * from voice order by id limit 5000 offset 10000', 'medium'],
  ['copied aside', 'create table public.x as select * from cdr.voice where cell = 3', 'medium'],
  [
    'by a list of identifiers',
    `select * from voice where caller in (${[1, 2, 3, 4, 5, 6].map((i) => `'9997000001${i}'`).join(', ')})`,
    'low',
  ],
  ['by part of an identifier', "select * from voice where caller like '9997000%'", 'low'],
])('a table of call records is read: %s', async (way, sql, level) => {
  const [finding, ...more] = await reads([...application, statement(20 * DAY, sql), statement(21 * DAY, sql)]);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ level, terminal: false, pointers: [{}, {}] });
  expect(JSON.parse(finding?.fields ?? '')).toMatchObject({ way, statements: '2', days: '2' });
});

it.each([
  ['every night since the log began', [0, 1, 2, 3, 4].map((day) => statement(day * DAY, 'copy cdr.voice to stdout'))],
  ['of another kind', [statement(20 * DAY, 'copy cdr.tariff to stdout')]],
  ['for numbers alone', [statement(20 * DAY, 'select count(*), max(id) from cdr.voice')]],
])('a read is nothing new: %s', async (_, rows) => {
  expect(await reads([...application, ...rows])).toEqual([]);
});

it('without a mapping the names of columns tell what holds call records', async () => {
  const rows = [
    ...application,
    statement(20 * DAY, 'select calling_number, imsi from traffic.x'),
    statement(20 * DAY, 'select price from shop.x'),
  ];
  expect(await findingsFrom(callRecordReads, log(rows))).toHaveLength(1);
});

const clients = (rows: readonly DatastoreActivity[]) => findingsFrom(storeAccountClients, log([...application, ...rows]));

it.each([
  ['from elsewhere with another program', { client_address: '10.7.7.7', application: 'psql' }, 'high'],
  ['on the same host with another program', { application: 'psql' }, 'medium'],
  ['from a new host of the application', { client_address: '10.0.0.6' }, 'low'],
])("an application's account is used %s", async (_, given, level) => {
  const rows = [0, 60].map((s) => statement(20 * DAY + s, 'select 1', given));
  expect(await clients(rows)).toMatchObject([{ level, terminal: false, account: 'billing_app', pointers: [{}, {}] }]);
});

it.each([
  [
    'comes from many places',
    Array.from({ length: 60 }, (_, i) =>
      statement(i * 8 * HOUR, 'select 1', {
        account: 'anna',
        client_address: `10.2.0.${i % 9}`,
        application: i % 2 ? 'psql' : 'DBeaver 22.3',
      }),
    ),
  ],
  ['is new', [statement(20 * DAY, 'select 1', { account: 'other_app', application: 'psql' })]],
  ['tells another version of its program', [statement(20 * DAY, 'select 1', { application: 'PostgreSQL JDBC Driver 42.9' })]],
])('an account raises nothing that %s', async (_, rows) => {
  expect(await clients(rows)).toEqual([]);
});
