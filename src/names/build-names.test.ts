import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accountAliasTable,
  addressIntervalTable,
  addressLeaseTable,
  authenticationTable,
  coverageTable,
  dnsActivityTable,
  domainAliasTable,
  hostAliasTable,
  networkActivityTable,
  openCase,
  processActivityTable,
  runStage,
  stageInput,
  type Case,
  type StageOutput,
  type Table,
} from '../case/index.ts';
import { Duckdb } from '../engine/index.ts';
import { DAY, HOUR, MINUTE } from '../lib/index.ts';
import { loadNames, nameTables } from './load-names.ts';
import { namesStage } from './stage.ts';

const START = Date.UTC(2024, 2, 1) * 1000;
const SID = 'S-1-5-21-1-2-3';
type Rows = readonly (readonly [Table, object])[];

const folder = mkdtempSync(join(tmpdir(), 'hardcell-names-'));
let opened: Case;
let engine: Duckdb;
let cases = 0;
beforeAll(async () => {
  opened = openCase(folder);
  engine = await Duckdb.open({ threads: 1, memory: 500, temporary: folder });
});
afterAll(() => {
  engine.close();
  opened.manifest.close();
  rmSync(folder, { recursive: true });
});

function fill(table: Table, row: object, number: number): Record<string, unknown> {
  const given = new Map(Object.entries(row));
  const ref = `0123456789abcdef:${String(number).padStart(6, '0')}`;
  const defaults: Record<string, unknown> = { time: START, time_100ns: 0, time_digits: 6, source: 'windows', pointers: [], ref };
  return Object.fromEntries(Object.keys(table.columns).map((column) => [column, given.get(column) ?? defaults[column] ?? null]));
}

/** Does the stage over facts as the stages before would have written them. */
async function named(facts: Rows) {
  const tables = new Map<Table, object[]>();
  for (const [index, [table, row]] of facts.entries()) tables.set(table, [...(tables.get(table) ?? []), fill(table, row, index)]);
  cases += 1;
  const made = await runStage(opened, engine, {
    name: 'facts',
    version: 1,
    inputs: [String(cases)],
    tables: [...tables.keys()],
    async run(_, output) {
      // The rows were filled to the tables' own columns above.
      for (const [table, rows] of tables) await output.write(table, rows as Parameters<StageOutput['write']>[1] & []);
    },
  });
  await runStage(opened, engine, namesStage([made]));
  return stageInput(opened, engine);
}

const logs = (host: string): Rows[number] => [
  coverageTable,
  { host, source: 'Security', month: '2024-03', first: START, last: START + DAY, records: 9 },
];
const opens = (host: string, address: string, time = START, more: object = {}): Rows[number] => [
  networkActivityTable,
  { host, time, activity: 'connection', direction: 'outbound', source_address: address, ...more },
];
const logon = (host: string, more: object): Rows[number] => [
  authenticationTable,
  { host, activity: 'logon', logon_type: 3, event_id: '4624', ...more },
];

const CARRIER: Rows = [
  logs('dc1.corp.example'),
  logs('web1.corp.example'),
  logs('web1'),
  logon('dc1.corp.example', { account: 'kim@corp', account_domain: 'CORP', account_sid: `${SID}-1105`, account_raw: 'CORP\\kim' }),
  logon('dc1.corp.example', {
    account: 'kim@corp.example',
    account_domain: 'CORP.EXAMPLE.',
    account_sid: `${SID}-1105`,
    account_raw: 'CORP.EXAMPLE\\kim',
  }),
  logon('dc1.corp.example', { account: 'kim.doe@carrier.example', account_sid: `${SID}-1105`, account_raw: 'kim.doe@carrier.example' }),
  logon('dc1.corp.example', { account: 'ws7$@corp', account_domain: 'CORP', account_sid: `${SID}-2001`, source_address: '10.0.0.7' }),
  [authenticationTable, { host: 'dc1.corp.example', activity: 'ntlm', event_id: '4776', account: 'kim', account_raw: 'kim' }],
  [
    authenticationTable,
    {
      host: 'dc1.corp.example',
      activity: 'ticket',
      event_id: '4769',
      account: 'kim@corp.example',
      account_raw: 'kim@CORP.EXAMPLE',
      account_domain: 'CORP.EXAMPLE',
    },
  ],
  [processActivityTable, { host: 'web1', activity: 'start', process_guid: '{0a1b2c3d-0001-0000-0000-000000000000}' }],
  [processActivityTable, { host: 'web1.corp.example', activity: 'start', process_guid: '{0a1b2c3d-0002-0000-0000-000000000000}' }],
  opens('web1.corp.example', '10.0.0.1'),
  opens('web1', '10.0.0.1', START + HOUR),
  opens('web1', '127.0.0.1'),
  opens('web1', '10.0.0.99', START, { activity: 'listen' }),
  logon('web1.corp.example', { account: 'kim@corp', source_address: '10.0.0.50', workstation: '\\\\DC1' }),
  [
    addressLeaseTable,
    { host: 'dc1.corp.example', activity: 'assigned', address: '10.0.0.60', lease_host: 'phone', from: START, to: START + 8 * DAY },
  ],
  [
    addressLeaseTable,
    {
      host: 'dc1.corp.example',
      time: START + DAY,
      activity: 'assigned',
      address: '10.0.0.60',
      lease_host: 'ws8.corp.example',
      to: START + 9 * DAY,
    },
  ],
  [
    dnsActivityTable,
    { host: 'dc1.corp.example', query: 'files.corp.example', query_type: 'A', answers: ['fs1.corp.example', '10.0.0.70'] },
  ],
  [dnsActivityTable, { host: 'dc1.corp.example', query: 'intranet.corp.example', query_type: 'A', answers: ['10.0.0.1'] }],
  [dnsActivityTable, { host: 'dc1.corp.example', query: 'www.elsewhere.example', query_type: 'A', answers: ['203.0.113.9'] }],
];

describe('the stage of names', () => {
  it('tells domains, accounts, hosts and addresses from facts', async () => {
    const input = await named(CARRIER);
    const names = await loadNames(input);
    expect((await input.rows(domainAliasTable)).map((row) => [row.netbios, row.domain, row.evidence])).toEqual([
      ['corp', 'corp.example', 'domain_sid'],
    ]);
    expect(['kim@corp', 'kim.doe@carrier.example', `sid:${SID}-1105`].map(names.account)).toEqual(
      Array.from({ length: 3 }, () => 'kim@corp.example'),
    );
    expect(names.accountAt('kim', 'dc1.corp.example')).toBe('kim@corp.example');
    expect([names.host('web1'), names.hostNamed('WS7'), names.hostNamed('intranet.corp.example')]).toEqual([
      'web1.corp.example',
      'ws7.corp.example',
      'web1.corp.example',
    ]);
    const addresses = (await input.rows(addressIntervalTable)).map((row) => [
      row.address,
      row.host,
      row.evidence,
      (row.from - START) / HOUR,
      (row.to - START) / HOUR,
    ]);
    expect(addresses).toEqual([
      ['10.0.0.1', 'web1.corp.example', 'dns', 0, 0],
      ['10.0.0.1', 'web1.corp.example', 'own_record', 0, 1],
      ['10.0.0.50', 'dc1.corp.example', 'workstation', 0, 0],
      ['10.0.0.60', 'phone', 'lease', 0, 24],
      ['10.0.0.60', 'ws8.corp.example', 'lease', 24, 216],
      ['10.0.0.7', 'ws7.corp.example', 'computer_account', 0, 0],
      ['10.0.0.70', 'fs1.corp.example', 'dns', 0, 0],
    ]);
  });

  it('points at a record for what it says', async () => {
    const input = await named(CARRIER);
    const rows = [
      ...(await input.rows(domainAliasTable)),
      ...(await input.rows(accountAliasTable)),
      ...(await input.rows(addressIntervalTable)),
    ];
    expect(rows.filter((row) => row.ref === null)).toEqual([]);
  });

  it('says the same when every host, account, domain and address has another name', async () => {
    const other = (text: string): string =>
      [
        [/corp\.example/gi, 'inner.test.example'],
        [/\bcorp\b/gi, 'zulu'],
        [/carrier\.example/g, 'mail.example'],
        [/\bkim\b/g, 'b7'],
        [/\bweb1\b/g, 'alpha'],
        [/\bdc1\b/gi, 'omega'],
        [/\bws7\b/g, 'aa'],
        [/10\.0\.0\./g, '172.16.9.'],
        [/S-1-5-21-1-2-3/g, 'S-1-5-21-9-9-9'],
      ].reduce((changed, [from, to]) => changed.replace(from ?? '', String(to)), text);
    const rename = (value: unknown): unknown =>
      typeof value === 'string'
        ? other(value)
        : Array.isArray(value)
          ? value.map(rename)
          : value !== null && typeof value === 'object'
            ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rename(one)]))
            : value;
    const plain = async (facts: Rows): Promise<Record<string, string[]>> => {
      const tables = await nameTables(await named(facts));
      return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, [...rows].map((row) => JSON.stringify(row))]));
    };
    const before = await plain(CARRIER);
    const after = await plain(CARRIER.map(([table, row]) => [table, rename(row) as object]));
    const sorted = (rows: Record<string, string[]>) =>
      Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.map(other).sort()]));
    expect(sorted(after)).toEqual(sorted(before));
    expect(Object.values(before).every((rows) => rows.length > 0)).toBe(true);
  });

  it('follows an address from host to host and back within a day', async () => {
    const input = await named([
      logs('a.example'),
      logs('b.example'),
      ...[0, 1, 2].map((hour) => opens('a.example', '10.0.0.1', START + hour * HOUR)),
      opens('b.example', '10.0.0.1', START + 3 * HOUR),
      opens('a.example', '10.0.0.1', START + 4 * HOUR),
      opens('a.example', '10.0.0.1', START + 4 * DAY),
    ]);
    const { hostOf } = await loadNames(input);
    expect((await input.rows(addressIntervalTable)).map((row) => row.host)).toEqual(['a.example', 'b.example', 'a.example']);
    expect([1.5, 3, 3.4, 50].map((hours) => hostOf('10.0.0.1', START + hours * HOUR))).toEqual([
      'a.example',
      'b.example',
      'b.example',
      'a.example',
    ]);
  });

  describe('a lease whose record names no end', () => {
    const leased = (host: string, hours: number, activity = 'assigned', from = activity === 'assigned' || activity === 'renewed') => {
      const time = START + hours * HOUR;
      const row = { host: 'dhcp.example', time, activity, address: '10.0.0.9', lease_host: host };
      return [addressLeaseTable, from ? { ...row, from: time } : row] as const;
    };
    const spans = async (facts: Rows) =>
      (await (await named(facts)).rows(addressIntervalTable)).map((row) => [
        row.host,
        row.evidence,
        (row.from - START) / HOUR,
        (row.to - START) / HOUR,
      ]);

    it('lasts until the address is given on', async () =>
      expect((await spans([leased('a.example', 6), leased('b.example', 17.5)])).slice(0, 1)).toEqual([['a.example', 'lease', 6, 17.5]]));

    it.each(['released', 'expired'])('lasts until it is %s', async (end) =>
      expect(await spans([leased('a.example', 6), leased('a.example', 20, end)])).toEqual([['a.example', 'lease', 6, 20]]),
    );

    it('lasts eight days otherwise, and eight more from each renewal on', async () => {
      expect(await spans([leased('a.example', 0)])).toEqual([['a.example', 'lease', 0, 192]]);
      expect(await spans([leased('a.example', 0), leased('a.example', 96, 'renewed')])).toEqual([['a.example', 'lease', 0, 288]]);
    });

    it('counts before another host’s own records where those have a gap, and not where they go on', async () => {
      const own = [0, 1, 2, 48, 400].map((hours) => opens('a.example', '10.0.0.9', START + hours * HOUR));
      const input = await named([logs('a.example'), ...own, leased('b.example', 26)]);
      const { hostOf } = await loadNames(input);
      expect([1.5, 2, 30, 47, 48, 100, 399].map((hours) => hostOf('10.0.0.9', START + hours * HOUR))).toEqual(
        ['a', 'a', 'b', 'b', 'a', 'a', 'a'].map((name) => `${name}.example`),
      );
    });
  });

  it('looks for what a client calls itself in the domain of the host that was told it', async () => {
    const input = await named([
      ...['pc1.a.example', 'pc1.b.example', 'fs.a.example', 'fs.b.example', 'fs.c.example'].map(logs),
      ...['a', 'b', 'c'].map((domain, place) =>
        logon(`fs.${domain}.example`, { account: 'kim@corp', source_address: `10.0.${place}.1`, workstation: 'PC1' }),
      ),
    ]);
    expect((await input.rows(addressIntervalTable)).map((row) => [row.address, row.host, row.evidence])).toEqual([
      ['10.0.0.1', 'pc1.a.example', 'workstation'],
      ['10.0.1.1', 'pc1.b.example', 'workstation'],
    ]);
  });

  it('gives an address to nobody that hosts bear side by side', async () => {
    const input = await named([
      logs('a.example'),
      logs('b.example'),
      ...Array.from({ length: 60 }, (_, minute) =>
        opens(minute % 2 === 0 ? 'a.example' : 'b.example', '172.17.0.1', START + minute * MINUTE),
      ),
    ]);
    expect((await input.rows(addressIntervalTable)).map((row) => [row.host, row.evidence])).toEqual([
      ['a.example', 'shared'],
      ['b.example', 'shared'],
    ]);
    expect((await loadNames(input)).hostOf('172.17.0.1', START + 5 * MINUTE)).toBeNull();
  });

  it('names servers by what they call themselves on the wire, and records that have but an address by who held it', async () => {
    const input = await named([
      [
        authenticationTable,
        {
          host: 'ip:10.0.0.80',
          source: 'zeek',
          activity: 'logon',
          package: 'NTLM',
          destination_address: '10.0.0.80',
          target_server: 'fs2.corp.example',
        },
      ],
    ]);
    const { hostAt } = await loadNames(input);
    expect([hostAt('ip:10.0.0.80', START), hostAt('ip:10.0.0.81', START)]).toEqual(['fs2.corp.example', 'ip:10.0.0.81']);
  });

  it('takes no connection for its own that a sensor between the ends saw', async () => {
    const input = await named([logs('sensor1'), opens('sensor1', '10.0.0.1', START, { direction: 'observed', source: 'zeek' })]);
    expect(await input.rows(addressIntervalTable)).toEqual([]);
  });

  it('does not fail on a case without any fact', async () => {
    const input = await named([]);
    expect(await input.rows(hostAliasTable)).toEqual([]);
  });
});
