import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadContext, type CarrierContext } from '../case/index.ts';
import { openEvidenceFile, readerFor } from '../evidence/index.ts';
import { extractFacts, factKinds } from './extract-facts.ts';
import { MappedFacts } from './mapped-facts.ts';
import { factTables } from '../case/index.ts';
import { markingScope, scope } from './raw-event.ts';
import type { FactScope } from './fact-scope.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hardcell-mapped-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

function write(path: string, content: string): string {
  const absolute = join(dir, path);
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, content);
  return absolute;
}

function context(formats: Readonly<Record<string, string>>): CarrierContext {
  for (const [name, text] of Object.entries(formats)) write(`context/formats/${name}.yaml`, text);
  return loadContext(join(dir, 'context'));
}

/** Rows of all records of a file, and what was quarantined, in the order of the file. */
function read(path: string, content: string, { formats }: CarrierContext, where: FactScope = scope): unknown[] {
  const file = openEvidenceFile({ absolute: write(`evidence/${path}`, content) }, path, null);
  const found: unknown[] = [];
  const mapped = new MappedFacts(formats);
  readerFor(file, formats)?.read(file, {
    event(event) {
      const facts = extractFacts(event, { ...where, mapped });
      found.push(
        ...(facts.length === 0 ? [`${event.channel} ${event.host}`] : facts.map(({ table, row }) => ({ table: table.name, ...row }))),
      );
    },
    quarantine: ({ offset, bytes, code }) => found.push(`${offset}+${bytes} ${code}`),
  });
  file.close();
  return found;
}

const VPN = `
match: 'vpn/**/*.log'
format: jsonl
time: {field: ts, format: epoch_ms}
host: gateway
fact: authentication
columns:
  activity: {field: event, values: {LOGIN_OK: logon, LOGIN_FAIL: logon_failed}}
  account: user
  source_address: client.ip
  source_port: client.port
  logon_type: {always: 10}
`;

test('a log of JSON lines becomes facts by ten lines of mapping', () => {
  const log = [
    '{"ts":1700000000123,"gateway":"vpn-1.carrier.example","event":"LOGIN_OK","user":"CORP\\\\Bob","client":{"ip":"::ffff:192.0.2.7","port":51000}}',
    '{"ts":1700000001000,"gateway":"vpn-1.carrier.example","event":"KEEPALIVE","user":"Bob"}',
    '{"ts":"yesterday","event":"LOGIN_OK"}',
    'LOGIN_OK',
    '',
  ].join('\n');
  expect(read('vpn/a/1.log', log, context({ vpn: VPN }))).toEqual([
    expect.objectContaining({
      table: 'authentication',
      source: 'mapped',
      channel: 'vpn',
      time: 1_700_000_000_123_000,
      time_digits: 3,
      host_raw: 'vpn-1.carrier.example',
      event_id: null,
      activity: 'logon',
      account: 'bob@corp',
      source_address: '192.0.2.7',
      source_port: 51_000,
      logon_type: 10,
      logon_id: null,
    }),
    'vpn vpn-1.carrier.example',
    `${log.indexOf('{"ts":"y')}+38 MAPPED_TIME_INVALID`,
    `${log.indexOf('LOGIN_OK\n')}+9 JSON_DAMAGED`,
  ]);
});

const DHCP = `
match: '**/DhcpSrvLog-*.log'
format: csv
begins: 'ID,Date,Time,'
quote: none
time: {field: [Date, Time], format: 'MM/DD/YY hh:mm:ss'}
host: {always: dhcp-1.carrier.example}
fact: address_lease
columns:
  activity: {field: ID, values: {10: assigned, 11: renewed, 12: released, 17: expired}}
  address: IP Address
  lease_host: Host Name
  hardware_address: MAC Address
`;

test('what stands before the header of a delimited log is no record', () => {
  const log = 'Event ID  Meaning\n10\tA new IP address was leased.\n\nID,Date,Time,Description,IP Address,Host Name,MAC Address\n';
  const records =
    '10,03/01/24,00:10:05,Assign,10.0.2.17,WS07.corp.example,0A0027000017,\n30,03/01/24,00:10:06,DNS Update,10.0.2.17,WS07,\n';
  expect(read('DhcpSrvLog-Fri.log', log + records, context({ dhcp: DHCP }))).toEqual([
    expect.objectContaining({
      table: 'address_lease',
      time: Date.UTC(2024, 2, 1, 0, 10, 5) * 1000,
      host_raw: 'dhcp-1.carrier.example',
      activity: 'assigned',
      address: '10.0.2.17',
      lease_host: 'ws07.corp.example',
      hardware_address: '0a:00:27:00:00:17',
      from: Date.UTC(2024, 2, 1, 0, 10, 5) * 1000,
      to: null,
    }),
    'dhcp dhcp-1.carrier.example',
  ]);
});

const AUDIT = `
match: 'audit/*.csv'
format: csv
delimiter: ';'
header: [when, who, from, sql, n]
time: {field: when, format: 'DD/MMM/YYYY hh:mm:ss.f Z'}
fact: datastore_activity
columns:
  activity: {always: statement}
  account: who
  client_address: from
  statement: sql
  rows: n
`;

test('statements are masked as statements, everything else as text; a store is known by sources.yaml or its host', () => {
  const log = '01/Mar/2024 10:00:00.5 +0100;Billing;db7.corp.example;"select ""a"";\n1";42\n';
  expect(read('audit/1.csv', log, context({ audit: AUDIT }), { ...markingScope, store: 'warehouse' })).toEqual([
    expect.objectContaining({
      time: Date.UTC(2024, 2, 1, 9) * 1000 + 500_000,
      time_digits: 1,
      zone_assumed: false,
      store: 'warehouse',
      account: 'billing',
      client_address: '«db7.corp.example»',
      statement: '‹select "a";\n1›',
      rows: 42,
    }),
  ]);
});

test('a format wins over what the content looks like, and its name is the channel', () => {
  const plain = context({ any: "match: '*.evtx'\nformat: jsonl\ntime: {field: t, format: iso}\n" });
  expect(read('x.evtx', '{"t":"2024-03-01T00:00:00Z"}\n', plain)).toEqual(['any null']);
});

test('a format can name every kind of fact there is', () => {
  expect(factTables.map(({ name }) => name)).toEqual(factKinds.map(({ table }) => table.name).toSorted());
});
