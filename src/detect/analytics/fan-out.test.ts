import { expect, it } from 'vitest';
import { authenticationTable, networkActivityTable, type Authentication, type NetworkActivity } from '../../case/index.ts';
import { factOf, findingsFrom, silentCarrier } from './test-support/fact-log.ts';
import { logonFanOut } from './logon-fan-out.ts';
import { networkFanOut } from './network-fan-out.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
let number = 0;

function logon(at: number, account: string, target: number): Authentication {
  const given = {
    host: `h${target}.corp.example`,
    source: 'windows',
    activity: 'logon',
    logon_type: 3,
    account,
    source_address: '10.0.0.9',
  };
  return factOf(authenticationTable, number++, at, given);
}

function asked(at: number, from: string, target: number, port: number): NetworkActivity {
  const given = {
    host: 'sensor',
    source: 'zeek',
    activity: 'attempt',
    direction: 'observed',
    source_address: from,
    destination_port: port,
    destination_address: `10.0.1.${target}`,
  };
  return factOf(networkActivityTable, number++, at, given);
}

/** `count` targets, one every second. */
const burst = (at: number, account: string, count: number) => Array.from({ length: count }, (_, i) => logon(at + i, account, i));
/** Thirty days of one logon an hour. */
const quiet = (account: string) => Array.from({ length: 720 }, (_, i) => logon(i * HOUR, account, 0));
const logons = (rows: readonly Authentication[], carrier = silentCarrier) =>
  findingsFrom(logonFanOut, [{ table: authenticationTable, rows }], carrier);

it('an account that suddenly reaches many hosts is found with one logon for each of them', async () => {
  const [finding, ...more] = await logons([...quiet('adm@corp.example'), ...burst(20 * DAY, 'adm@corp.example', 12)]);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ level: 'medium', terminal: false, account: 'adm@corp.example' });
  expect(finding?.pointers).toHaveLength(12);
  expect(JSON.parse(finding?.fields ?? '')).toMatchObject({ address: '10.0.0.9', targets: '12', 'most in ten minutes': '12' });
});

it('fewer hosts are found where they are many for this account', async () => {
  expect(await logons([...quiet('adm@corp.example'), ...burst(20 * DAY, 'adm@corp.example', 7)])).toMatchObject([{ level: 'low' }]);
  expect(await logons(burst(20 * DAY, 'adm@corp.example', 7))).toEqual([]);
});

it('what an account does every day since the log began is its work', async () => {
  const days = Array.from({ length: 20 }, (_, day) => burst(day * DAY, 'svc_scan@corp.example', 30));
  expect(await logons(days.flat())).toEqual([]);
});

it('an announced scan is a note', async () => {
  const ticket = { id: 'CHG-1', from: 0, to: Number.MAX_SAFE_INTEGER, accounts: ['svc_scan'], hosts: [], purpose: '' };
  const carrier = { ...silentCarrier, context: { ...silentCarrier.context, tickets: [ticket] } };
  expect(await logons(burst(20 * DAY, 'svc_scan@corp.example', 12), carrier)).toMatchObject([{ level: 'informational' }]);
});

it('machines, which log on everywhere, are left out', async () => {
  expect(await logons(burst(20 * DAY, 'pc7$@corp.example', 40))).toEqual([]);
});

it.each([
  ['names', 137, 1],
  ['shares', 445, 1],
  ['the web', 443, 0],
])('an address that asks many others for %s: %i', async (_, port, found) => {
  const rows = Array.from({ length: 30 }, (__, i) => asked(i * 10, '10.0.0.7', i, port));
  expect(await findingsFrom(networkFanOut, [{ table: networkActivityTable, rows }])).toHaveLength(found);
});

it('an address that asks as many over a whole day is not found', async () => {
  const rows = Array.from({ length: 48 }, (_, i) => asked(i * 1800, '10.0.0.7', i, 445));
  expect(await findingsFrom(networkFanOut, [{ table: networkActivityTable, rows }])).toEqual([]);
});
