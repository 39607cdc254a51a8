import { expect, test } from 'vitest';
import { DAY } from '../moment.ts';
import type { World } from '../world/index.ts';
import { zeekJobs } from './index.ts';
import { at, MemorySink, tinyActs, tinyWorld } from './test-support/tiny-world.ts';

function written(world: World): MemorySink {
  const sink = new MemorySink();
  for (const job of zeekJobs(world)) job.run(sink);
  return sink;
}

/** Records of one log of both months, fields by name. */
function records(sink: MemorySink, log: string): Record<string, unknown>[] {
  return sink
    .paths()
    .filter((path) => path.startsWith(`${log}.`))
    .flatMap((path) => {
      const lines = sink.text(path).split('\n').slice(0, -1);
      if (path.startsWith('zeek-core')) return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      const names =
        lines
          .find((line) => line.startsWith('#fields'))
          ?.split('\t')
          .slice(1) ?? [];
      const rows = lines.filter((line) => !line.startsWith('#')).map((line) => line.split('\t'));
      return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
    });
}

const quiet = tinyWorld({ days: 2 });
const calm = written(quiet);
const attacked = tinyWorld({ acts: tinyActs });
const seen = written(attacked);

test('the same world gives the same bytes', () => {
  const again = written(tinyWorld({ days: 2 }));
  expect(again.paths()).toEqual(calm.paths());
  for (const path of calm.paths()) expect(again.text(path) === calm.text(path)).toBe(true);
});

test('a file holds one month, and its records lie in the order in which Zeek writes them', () => {
  const long = written(tinyWorld({ days: 4 }));
  expect(long.paths().filter((path) => path.includes('/ssh'))).toEqual([
    'zeek-core/ssh.2024-02.log',
    'zeek-core/ssh.2024-03.log',
    'zeek-edge/ssh.2024-02.log',
    'zeek-edge/ssh.2024-03.log',
  ]);
  const ends = records(long, 'zeek-core/conn').map(
    (record) => Number(record['ts']) + Number(record['duration'] ?? 0) + (record['proto'] === 'udp' ? 60 : 5),
  );
  expect(ends.every((end, i) => i === 0 || end + 1e-3 >= (ends[i - 1] ?? 0))).toBe(true);
});

test('every record of a protocol belongs to a connection of the same ends in conn.log; names, tickets and clocks have none there', () => {
  for (const sensor of ['zeek-core', 'zeek-edge']) {
    const connections = new Map(records(calm, `${sensor}/conn`).map((record) => [record['uid'], record]));
    let joined = 0;
    for (const log of ['ssl', 'http', 'ntlm', 'smb_mapping', 'smb_files', 'dce_rpc', 'rdp', 'ssh']) {
      for (const record of records(calm, `${sensor}/${log}`)) {
        const connection = connections.get(record['uid']);
        // Connections that outlast the span are not yet written when the logs are collected.
        if (connection === undefined) expect(Number(record['ts']) * 1e6).toBeGreaterThan(quiet.span.until - DAY);
        else
          expect(record).toMatchObject({
            'id.orig_h': connection['id.orig_h'],
            'id.orig_p': connection['id.orig_p'],
            'id.resp_h': connection['id.resp_h'],
          });
        joined += connection === undefined ? 0 : 1;
      }
    }
    expect(joined).toBeGreaterThan(200);
    for (const log of ['dns', 'kerberos', 'ntp'])
      expect(records(calm, `${sensor}/${log}`).some((record) => connections.has(record['uid']))).toBe(false);
  }
});

test('the core sensor sees what comes into the data centre from elsewhere and nothing else, the edge what enters or leaves the DMZ', () => {
  const inner = records(calm, 'zeek-core/conn').map((record) => String(record['id.resp_h']).split('.').slice(0, 3).join('.'));
  expect(new Set(inner)).toEqual(new Set(['10.8.16', '10.8.48']));
  const inDmz = (address: unknown): boolean => String(address).startsWith('10.8.2.');
  const outside = (address: unknown): boolean => !String(address).startsWith('10.');
  for (const record of records(calm, 'zeek-edge/conn')) {
    const [from, to] = [record['id.orig_h'], record['id.resp_h']];
    expect(inDmz(from) !== inDmz(to) || outside(from) || outside(to)).toBe(true);
  }
});

test('what an intruder moves passes with its bytes: the tool he copies, the archive he fetches, the tunnel', () => {
  const core = records(seen, 'zeek-core/conn').find((record) => record['orig_bytes'] === 3_000_000);
  expect(core).toMatchObject({ 'id.resp_p': 445, resp_bytes: 9_000 });
  const uid = core?.['uid'];
  expect(
    records(seen, 'zeek-core/dce_rpc')
      .filter((record) => record['uid'] === uid)
      .map((record) => record['operation']),
  ).toContain('CreateServiceW');
  expect(records(seen, 'zeek-core/ntlm').some((record) => record['uid'] === uid && record['success'] === true)).toBe(true);
  expect(records(seen, 'zeek-core/smb_files').find((record) => record['uid'] === uid)).toMatchObject({ name: 'xyz.exe' });
  const edge = records(seen, 'zeek-edge/conn');
  expect(edge.some((record) => record['id.orig_h'] === '203.0.113.230' && Number(record['resp_bytes']) > 40_000_000)).toBe(true);
  expect(edge.find((record) => record['id.resp_h'] === '198.51.100.240')).toMatchObject({ orig_bytes: '5000000000', service: 'ssl' });
  expect(records(seen, 'zeek-edge/dns').some((record) => record['query'] === 'cdn.host.example')).toBe(true);
});

test('an intruder adds records and changes none', () => {
  const before = written(tinyWorld({}));
  for (const log of ['zeek-edge/ssl', 'zeek-edge/conn', 'zeek-core/conn', 'zeek-core/dns', 'zeek-core/kerberos']) {
    const kept = new Set(records(seen, log).map((record) => JSON.stringify(record)));
    expect(records(before, log).every((record) => kept.has(JSON.stringify(record)))).toBe(true);
  }
});

test('what was not kept is not written, and where desks are named by DHCP alone no record names one', () => {
  const from = quiet.span.from + DAY;
  const late = written(tinyWorld({ days: 2, keptFrom: from, dhcpNamesOnly: true }));
  expect(records(late, 'zeek-core/smb_mapping').every((record) => Number(record['ts']) * 1e6 >= from)).toBe(true);
  const desk = quiet.estate.hosts[at.desk]?.short ?? '';
  const named = (sink: MemorySink): boolean => sink.paths().some((path) => sink.text(path).toLowerCase().includes(desk));
  expect([named(calm), named(late)]).toEqual([true, false]);
});
