import { expect, it } from 'vitest';
import { findingsIn, type Request } from './test-support/http-log.ts';
import { webExfiltration } from './web-exfiltration.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const MB = 1_000_000;

/** Twenty days of visitors, each with some kilobytes of the start page. */
const visitors: Request[] = Array.from({ length: 400 }, (_, i) => ({
  at: i * 1.2 * HOUR,
  path: '/default.aspx',
  bytes_out: 20_000,
  client_address: `198.51.100.${i % 90}`,
}));
const fetched = (day: number, path: string, count: number, bytes: number, client = '203.0.113.9'): Request[] =>
  Array.from({ length: count }, (_, i) => ({ at: day * DAY + i * 20, path, bytes_out: bytes, client_address: client, method: 'POST' }));
const found = (requests: readonly Request[]) => findingsIn(webExfiltration, [...visitors, ...requests]);

it('a page that sends one client far more than it ever sends is found, whatever its age', async () => {
  const [finding, ...more] = await found(fetched(12, '/default.aspx', 40, 3 * MB));
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ level: 'medium', terminal: false, host: 'web01.corp.example' });
  expect(finding?.pointers).toHaveLength(40);
  expect(JSON.parse(finding?.fields ?? '')).toMatchObject({ 'cs-uri-stem': '/default.aspx', 'c-ip': '203.0.113.9', bytes: '120000000' });
});

it('a new page that only one client knows is high', async () => {
  expect(await found(fetched(12, '/help/x.ashx', 40, 3 * MB))).toMatchObject([{ level: 'high' }]);
});

it('parts of an archive are counted together', async () => {
  const parts = Array.from({ length: 5 }, (_, i) => fetched(12, `/img/a.part${i}.rar`, 1, 2 * MB)).flat();
  expect(await found(parts)).toMatchObject([{ level: 'high', pointers: [{}, {}, {}, {}, {}] }]);
});

it.each([
  ['by people of the carrier', fetched(12, '/x.aspx', 40, 3 * MB, '10.3.0.4')],
  ['by many', Array.from({ length: 9 }, (_, i) => fetched(12, '/export.aspx', 40, 3 * MB, `203.0.113.${i}`)).flat()],
  ['by a partner every week', Array.from({ length: 19 }, (_, i) => fetched(i, '/exchange/day.zip', 1, 40 * MB)).flat()],
  ['in small amounts', fetched(12, '/x.aspx', 40, 100_000)],
  ['though the server refused', fetched(12, '/x.aspx', 40, 3 * MB).map((request) => ({ ...request, status: 404 }))],
  ['as pictures', fetched(12, '/film.mp4', 40, 3 * MB)],
])('nothing is found that is fetched %s', async (_, requests) => {
  expect(await found(requests)).toEqual([]);
});
