import { expect, test } from 'vitest';
import type { World } from '../world/index.ts';
import { at, MemorySink, tinyActs, tinyWorld } from '../zeek/test-support/tiny-world.ts';
import { visitsOf, webJobs } from './index.ts';

function written(world: World): MemorySink {
  const sink = new MemorySink();
  for (const job of webJobs(world)) job.run(sink);
  return sink;
}

const world = tinyWorld({ days: 4, acts: tinyActs });
const sink = written(world);

function lines(path: string): string[] {
  return sink
    .text(path)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

test('a server has one file a month, in order of its own clock', () => {
  expect(sink.paths()).toEqual([
    'frontend5.corp.example/access-2024-02.log',
    'frontend5.corp.example/access-2024-03.log',
    'mail4.corp.example/u_ex2402.log',
    'mail4.corp.example/u_ex2403.log',
    'web3.corp.example/u_ex2402.log',
    'web3.corp.example/u_ex2403.log',
  ]);
  const times = lines('web3.corp.example/u_ex2402.log').map((line) => line.slice(0, 19));
  expect(times).toEqual([...times].sort());
  expect(times.length).toBeGreaterThan(300);
});

test("visitors are the same whoever asks, customers' numbers stand in addresses, and every visit's requests are logged", () => {
  const host = world.estate.hosts[at.web];
  if (host === undefined) throw new RangeError('no web server');
  const visits = visitsOf(world, host, 1);
  expect(visitsOf(tinyWorld({ days: 4 }), host, 1)).toEqual(visits);
  const logged = lines('web3.corp.example/u_ex2402.log');
  for (const { client, requests } of visits) {
    const path = requests[0]?.path ?? '';
    expect(logged.some((line) => line.includes(` ${client} `) && line.includes(` ${path} `))).toBe(true);
  }
  expect(logged.some((line) => /msisdn=(?:%2B999|00999|0|999)15/.test(line))).toBe(true);
});

test('the staff is refused once without a name and then served under it', () => {
  const staff = lines('web3.corp.example/u_ex2402.log').filter((line) => line.includes('/editor/'));
  expect(staff.some((line) => line.includes(' - 10.9.96.21 ') && line.includes(' 401 2 5 '))).toBe(true);
  expect(staff.some((line) => line.includes('CORP\\bob 10.9.96.21') && line.includes(' 200 0 0 '))).toBe(true);
});

test('an exploited page and the shell behind it are asked for by their client, with the bytes of the act', () => {
  const his = lines('web3.corp.example/u_ex2402.log').filter((line) => line.includes(' 203.0.113.230 '));
  expect(his.map((line) => line.split(' ').slice(3, 5).join(' '))).toEqual([
    'GET /support/upload.aspx',
    'POST /support/upload.aspx',
    'GET /support/img.aspx',
    'POST /support/img.aspx',
  ]);
  expect(his.at(-1)).toContain(' f=C%3A%5Ca.rar ');
  expect(his.at(-1)).toMatch(/ 200 0 0 40000000 900 \d+$/);
});

test('Apache writes the combined format on its own wall clock', () => {
  const [first] = lines('frontend5.corp.example/access-2024-02.log');
  expect(first).toBe('10.8.64.17 - - [27/Feb/2024:01:00:05 +0100] "GET /status HTTP/1.1" 200 214 "-" "lb-probe/2.1"');
});
