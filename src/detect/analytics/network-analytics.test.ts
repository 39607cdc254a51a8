import { expect, it } from 'vitest';
import { networkActivityTable, rpcActivityTable, type NetworkActivity, type RowOf } from '../../case/index.ts';
import { connectionBouncer } from './connection-bouncer.ts';
import { directoryReplication } from './directory-replication.ts';
import { factOf, findingsFrom } from './test-support/fact-log.ts';

type RpcActivity = RowOf<typeof rpcActivityTable>;

const HOUR = 3600;
const DAY = 24 * HOUR;
let number = 0;

type Connection = Partial<NetworkActivity> & { readonly at: number; readonly from: string; readonly to: string; readonly port: number };

function connection({ at, from, to, port, ...given }: Connection): NetworkActivity {
  return factOf(networkActivityTable, number++, at, {
    host: 'sensor',
    source: 'zeek',
    activity: 'connection',
    direction: 'observed',
    protocol: 'tcp',
    source_address: from,
    source_port: 20_000 + (number % 40_000),
    destination_address: to,
    destination_port: port,
    bytes_out: 40_000,
    bytes_in: 90_000,
    duration_ms: 30_000,
    ...given,
  });
}

/** A connection through `via`, with what the second leg differs by. */
function through(at: number, from: string, via: string, to: string, second: Partial<Connection> = {}): NetworkActivity[] {
  const bytes = { bytes_out: 40_000 + (at % 1000), bytes_in: 900_000 + at };
  return [
    connection({ at, from, to: via, port: 8443, ...bytes }),
    connection({ from: via, to, port: 3389, ...bytes, ...second, at: at + (second.at ?? 0.2) }),
  ];
}

const bounced = (rows: readonly NetworkActivity[]) => findingsFrom(connectionBouncer, [{ table: networkActivityTable, rows }]);
const times = (count: number, make: (i: number) => NetworkActivity[]): NetworkActivity[] =>
  Array.from({ length: count }, (_, i) => make(i)).flat();
const before = connection({ at: 0, from: '10.0.0.1', to: '10.0.0.2', port: 80 });

it('a host that passes on what one client sends is found with both legs of each connection', async () => {
  const [finding, ...more] = await bounced([before, ...times(4, (i) => through(9 * DAY + i * HOUR, '192.0.2.7', '10.0.0.5', '10.9.0.8'))]);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ level: 'high', terminal: false, attack: ['T1090.001'] });
  expect(finding?.pointers).toHaveLength(8);
  expect(JSON.parse(finding?.fields ?? '')).toMatchObject({
    address: '10.0.0.5',
    port: '8443',
    clients: '192.0.2.7',
    servers: '10.9.0.8',
    connections: '4',
  });
});

it('two sensors that saw the same connections see one bouncer', async () => {
  const seen = times(4, (i) => through(9 * DAY + i * HOUR, '192.0.2.7', '10.0.0.5', '10.9.0.8'));
  const again = seen.map((row) => ({ ...row, ref: `1${row.ref.slice(1)}` }));
  const [finding] = await bounced([before, ...seen, ...again]);
  expect(JSON.parse(finding?.fields ?? '')).toMatchObject({ connections: '4' });
});

it.each([
  ['by chance, once', times(1, (i) => through(9 * DAY + i, '192.0.2.7', '10.0.0.5', '10.9.0.8'))],
  ['for many clients, as a proxy does', times(40, (i) => through(9 * DAY + i * 60, `192.0.2.${i}`, '10.0.0.5', '10.9.0.8'))],
  [
    'for few of the many clients that come to it',
    [
      ...times(30, (i) => [connection({ at: 9 * DAY + i, from: `192.0.2.${i + 100}`, to: '10.0.0.5', port: 8443 })]),
      ...times(40, (i) => through(10 * DAY + i * 60, '192.0.2.7', '10.0.0.5', '10.9.0.8')),
    ],
  ],
  ['to many servers, as a proxy does', times(40, (i) => through(9 * DAY + i * 60, '192.0.2.7', '10.0.0.5', `10.9.0.${i}`))],
  ['with other bytes', times(9, (i) => through(9 * DAY + i * 60, '192.0.2.7', '10.0.0.5', '10.9.0.8', { bytes_in: 500_000 }))],
  ['a while later', times(9, (i) => through(9 * DAY + i * 60, '192.0.2.7', '10.0.0.5', '10.9.0.8', { at: 5 }))],
  ['and goes on long after', times(9, (i) => through(9 * DAY + i * 60, '192.0.2.7', '10.0.0.5', '10.9.0.8', { duration_ms: 90_000 }))],
  ['back to who sent it', times(9, (i) => through(9 * DAY + i * 60, '192.0.2.7', '10.0.0.5', '192.0.2.7'))],
  [
    'seldom, for what comes in',
    times(20, (i) =>
      i < 4
        ? through(9 * DAY + i * 60, '192.0.2.7', '10.0.0.5', '10.9.0.8')
        : [connection({ at: 9 * DAY + i * 60, from: '192.0.2.7', to: '10.0.0.5', port: 8443 })],
    ),
  ],
])('no bouncer is one that passes on %s', async (_, rows) => {
  expect(await bounced([before, ...rows])).toEqual([]);
});

function call(at: number, client: string, server: string, operation = 'DRSGetNCChanges'): RpcActivity {
  return factOf(rpcActivityTable, number++, at, {
    host: `ip:${server}`,
    source: 'zeek',
    interface: 'drsuapi',
    operation,
    client_address: client,
    server_address: server,
  });
}

const copied = (rows: readonly RpcActivity[], more: readonly NetworkActivity[] = []) =>
  findingsFrom(directoryReplication, [
    { table: rpcActivityTable, rows },
    { table: networkActivityTable, rows: more },
  ]);

const peers = [call(0, '10.0.0.2', '10.0.0.3'), call(9, '10.0.0.3', '10.0.0.2')];

it('a host that copies the directory and serves nobody is found', async () => {
  const rows = [...peers, call(9 * DAY, '10.0.7.7', '10.0.0.2'), call(9 * DAY + 1, '10.0.7.7', '10.0.0.2')];
  expect(await copied(rows)).toMatchObject([{ level: 'critical', terminal: true, attack: ['T1003.006'], pointers: [{}, {}] }]);
});

it('a host that copies the directory on days far apart is found, however many they become', async () => {
  const rows = [...peers, ...[10, 200, 600].map((day) => call(day * DAY, '10.0.7.7', '10.0.0.2'))];
  expect(await copied(rows)).toMatchObject([{ level: 'critical', terminal: true, pointers: [{}, {}, {}] }]);
});

it('in the first week of a log nothing is known to be new', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => call(i * 720, '10.0.7.8', '10.0.0.2'));
  expect(await copied([...peers, ...rows])).toMatchObject([{ level: 'high', terminal: false }]);
});

it.each([
  ['that answers Kerberos', [call(5, '10.0.0.4', '10.0.0.2')], [connection({ at: 9 * DAY, from: '10.0.7.1', to: '10.0.0.4', port: 88 })]],
  ['that does so day after day', [0, 1, 2].map((day) => call(day * DAY, '10.0.7.8', '10.0.0.2')), []],
  ['that only asks for names', [call(5, '10.0.7.8', '10.0.0.2', 'DRSCrackNames')], []],
])('a host %s copies nothing it should not', async (_, rows, more) => {
  expect(await copied(rows, more)).toEqual([]);
});
