import { expect, it } from 'vitest';
import { authenticationTable, clockSkewTable, logSourceTable, networkActivityTable } from '../../case/index.ts';
import { DAY, HOUR, SECOND } from '../../lib/index.ts';
import { dice, HandmadeLogs, records, START } from '../handmade-logs.ts';

const [CLIENT, SERVER, CONTROLLER, SENSOR] = ['ws1.corp.example', 'fs1.corp.example', 'dc1.corp.example', 'sensor.corp.example'];

function logged(): HandmadeLogs {
  const logs = new HandmadeLogs();
  [CLIENT, SERVER, CONTROLLER, SENSOR].forEach((host, seed) =>
    logs.file(
      host,
      'Security',
      records(START, START + 10 * DAY, () => 5, dice(seed)),
    ),
  );
  return logs;
}

const connection = (port: number) => ({
  source_address: '10.0.0.7',
  source_port: port,
  destination_address: '10.0.0.9',
  destination_port: 445,
  protocol: 'tcp',
});

it('compares the clocks of both ends of a connection, and of a sensor between them', async () => {
  const logs = logged();
  for (let n = 0; n < 20; n++) {
    const time = START + n * 5 * HOUR;
    logs.fact(networkActivityTable, { host: CLIENT, time: time + 30 * SECOND, direction: 'outbound', ...connection(50_000 + n) });
    // Two records of one connection on one host are one.
    logs.fact(networkActivityTable, { host: CLIENT, time: time + 31 * SECOND, direction: 'outbound', ...connection(50_000 + n) });
    logs.fact(networkActivityTable, { host: SERVER, time: time - 5 * SECOND, direction: 'inbound', ...connection(50_000 + n) });
    logs.fact(networkActivityTable, { host: SENSOR, time, source: 'zeek', direction: 'unknown', ...connection(50_000 + n) });
  }
  const { skew, sources } = await logs.seen(async (input) => ({
    skew: await input.rows(clockSkewTable),
    sources: await input.rows(logSourceTable),
  }));
  expect(skew.map(({ host, skew_us, pairs, reference }) => [host, skew_us / SECOND, pairs, reference])).toEqual([
    [SERVER, -5, 40, SENSOR],
    [SENSOR, 0, 40, SENSOR],
    [CLIENT, 30, 40, SENSOR],
  ]);
  expect(sources.find((row) => row.host === CLIENT)?.clock_skew_us).toBe(30 * SECOND);
  expect(sources.find((row) => row.host === CONTROLLER)?.clock_skew_us).toBeNull();
});

it('compares a remote logon with the socket of its client, and a ticket with the logon that bears its GUID', async () => {
  const logs = logged();
  for (let n = 0; n < 12; n++) {
    const time = START + n * 7 * HOUR;
    const guid = `{00000000-0000-0000-0000-0000000000${10 + n}}`;
    logs.fact(authenticationTable, {
      host: CONTROLLER,
      time,
      activity: 'ticket',
      logon_guid: guid,
      source_address: '10.0.0.7',
      source_port: 40_000 + n,
    });
    logs.fact(authenticationTable, {
      host: SERVER,
      time: time + 90 * SECOND,
      activity: 'logon',
      logon_guid: guid,
      source_address: '10.0.0.7',
      source_port: 50_000 + n,
    });
    logs.fact(networkActivityTable, { host: CLIENT, time: time - 2 * SECOND, direction: 'outbound', ...connection(50_000 + n) });
  }
  const skew = await logs.seen((input) => input.rows(clockSkewTable));
  expect(skew.map(({ host, skew_us, reference }) => [host, skew_us / SECOND, reference])).toEqual([
    [CONTROLLER, 0, CONTROLLER],
    [SERVER, 90, CONTROLLER],
    [CLIENT, -2, CONTROLLER],
  ]);
});

it('takes neither loopback nor a port that is used again for one event of two hosts', async () => {
  const logs = logged();
  for (let n = 0; n < 12; n++) {
    const time = START + n * 2 * HOUR;
    const own = { source_address: '127.0.0.1', source_port: 50_000 + n, destination_address: '127.0.0.1', destination_port: 445 };
    for (const host of [CLIENT, SERVER]) logs.fact(networkActivityTable, { host, time, direction: 'outbound', protocol: 'tcp', ...own });
    logs.fact(networkActivityTable, { host: CLIENT, time, direction: 'outbound', ...connection(60_000 + n) });
    logs.fact(networkActivityTable, { host: SERVER, time: time + 2 * DAY, direction: 'inbound', ...connection(60_000 + n) });
  }
  expect(await logs.seen((input) => input.rows(clockSkewTable))).toEqual([]);
});
