import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { expect, test } from 'vitest';
import { httpActivityTable, makeRef, type HttpActivity, type Masker } from '../../case/index.ts';
import type { EvidenceFile } from '../../evidence/index.ts';
import { readers } from '../../evidence/index.ts';
import { extractFacts } from '../../facts/index.ts';
import { findingsIn, findingsOf, type Request } from './test-support/http-log.ts';
import { webShell } from './web-shell.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const bare = { user_agent: null, referer: null };

/** Twenty days of people who use a portal, some hundred requests a day. */
function visitors(days = 20): Request[] {
  const pages = ['/default.aspx', '/login.aspx', '/img/logo.png', '/news.aspx'];
  const requests: Request[] = [];
  for (let i = 0; i < days * 60; i++) {
    const at = (i * days * DAY) / (days * 60) + (i % 7);
    const path = pages[i % 4] ?? '/';
    requests.push({ at, path, client_address: `198.51.100.${i % 50}`, referer: i % 3 ? 'https://portal.corp.example/' : null });
  }
  return requests;
}

/** Bursts of commands with pauses between: `posts` of ten are POSTs. */
function bursts(path: string, start: number, count: number, posts: number, client = '203.0.113.9'): Request[] {
  return Array.from({ length: count }, (_, i) => ({
    ...bare,
    at: start + Math.floor(i / 8) * 300 + (i % 8),
    path,
    method: i % 10 < posts ? 'POST' : 'GET',
    client_address: client,
  }));
}

/** One request every `period` seconds. */
function beat(path: string, period: number, count: number, more: Partial<Request> = {}): Request[] {
  return Array.from({ length: count }, (_, i) => ({ ...bare, at: i * period, path, client_address: '10.0.0.2', ...more }));
}

test('a page that one client drives in bursts, new on the server, is found with all its requests', async () => {
  const [finding, ...more] = await findingsIn(webShell, [...visitors(), ...bursts('/upload/a.ashx', 12 * DAY, 80, 4)]);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ level: 'high', terminal: true, attack: ['T1505.003'], host: 'web01.corp.example', author: 'Hardcell' });
  expect(finding?.pointers).toHaveLength(80);
  expect(JSON.parse(finding?.fields ?? '')).toMatchObject({
    'cs-uri-stem': '/upload/a.ashx',
    'c-ip': '203.0.113.9',
    requests: '80',
    first: '2024-01-13T00:00:00Z',
    last: '2024-01-13T00:45:07Z',
  });
});

test('a page that only receives POSTs is found when it is new', async () => {
  expect(await findingsIn(webShell, [...visitors(), ...bursts('/aspnet_client/x.aspx', 9 * DAY, 60, 10)])).toHaveLength(1);
});

test('a page that is driven by changing queries alone is found', async () => {
  const requests = bursts('/a.php', 9 * DAY, 60, 0).map((request, i) => ({ ...request, query: `c=${i}` }));
  expect(await findingsIn(webShell, [...visitors(), ...requests])).toHaveLength(1);
});

test('a shell in use for months, from several addresses, is found once', async () => {
  const weeks = Array.from({ length: 8 }, (_, i) => bursts('/x.jsp', (30 + i * 7) * DAY, 40, 3, `203.0.113.${(i % 2) + 1}`));
  const [finding, ...more] = await findingsIn(webShell, [...visitors(120), ...weeks.flat()]);
  expect(more).toEqual([]);
  expect(finding?.pointers).toHaveLength(320);
});

test('a new page that several addresses post to, and to little else, is found', async () => {
  const stretches = [9, 12, 15].map((day, i) => bursts('/x.aspx', day * DAY, 40, 10, `203.0.113.${i + 1}`));
  expect(await findingsIn(webShell, [...visitors(), ...stretches.flat()])).toHaveLength(1);
});

test('a new service page that one system calls with POST is no web shell', async () => {
  const calls = [9, 11, 14].map((day) => bursts('/orders.asmx', day * DAY, 40, 10, '192.0.2.77'));
  expect(await findingsIn(webShell, [...visitors(), ...calls.flat()])).toEqual([]);
});

test('what follows the page in the path makes no other page of it', async () => {
  const requests = bursts('/a.aspx', 9 * DAY, 60, 5).map((request, i) => ({ ...request, path: `/A.aspx/${i}` }));
  const [finding] = await findingsIn(webShell, [...visitors(), ...requests]);
  expect(finding?.fields).toContain('"cs-uri-stem":"/a.aspx"');
});

test.each([
  ['every five seconds by one balancer', beat('/health.aspx', 5, 20_000)],
  [
    'by two balancers, with HEAD',
    [...beat('/health.ashx', 10, 4000, { method: 'HEAD' }), ...beat('/health.ashx', 10, 4000, { client_address: '10.0.0.3' })],
  ],
  ['with a changing query', beat('/status.php', 30, 3000).map((request, i) => ({ ...request, query: `t=${i}` }))],
  ['with POST', beat('/ping.asmx', 15, 5000, { method: 'POST' })],
  ['that began in the middle of the log', beat('/health.aspx', 5, 5000).map((request) => ({ ...request, at: request.at + 9 * DAY }))],
])('a health probe is no web shell: %s', async (_, probe) => {
  expect(await findingsIn(webShell, [...visitors(), ...probe])).toEqual([]);
});

test('a partner system that calls its page every day since the log began is no web shell', async () => {
  const calls = Array.from({ length: 20 }, (_, day) => bursts('/orders.ashx', day * DAY + 9 * HOUR, 60, 5, '192.0.2.77'));
  expect(await findingsIn(webShell, [...visitors(), ...calls.flat()])).toEqual([]);
});

test('a check that posts and fetches on a beat is no web shell, even where it is new', async () => {
  const check = beat('/check.aspx', 20, 3000).map((request, i) => ({
    ...request,
    at: request.at + 9 * DAY + (i % 3),
    method: i % 2 ? 'POST' : 'GET',
  }));
  expect(await findingsIn(webShell, [...visitors(), ...check])).toEqual([]);
});

test('a page that a script merely fetches, in bursts, is no web shell', async () => {
  expect(await findingsIn(webShell, [...visitors(), ...bursts('/export.aspx', 9 * DAY, 80, 0)])).toEqual([]);
});

test('a page that one system posts to within a short log is not enough', async () => {
  expect(await findingsIn(webShell, [...visitors(1), ...bursts('/orders.ashx', HOUR, 200, 10, '192.0.2.77')])).toEqual([]);
});

test('a service page that one system calls with POST within a short log is no web shell', async () => {
  expect(await findingsIn(webShell, [...visitors(1), ...bursts('/orders.asmx', HOUR, 200, 10, '192.0.2.77')])).toEqual([]);
});

test.each([
  ['most of whose requests have an agent', (request: Request, i: number) => ({ ...request, user_agent: i % 2 ? 'curl/8' : null })],
  ['whose clients are many', (request: Request, i: number) => ({ ...request, client_address: `203.0.113.${i % 4}` })],
  ['whose users are logged on', (request: Request) => ({ ...request, account: 'bob@corp.example' })],
  ['that refuses most requests', (request: Request, i: number) => ({ ...request, status: i % 3 ? 500 : 200 })],
  ['that is no script', (request: Request) => ({ ...request, path: '/upload/a.txt' })],
])('a page is no web shell %s', async (_, change) => {
  expect(await findingsIn(webShell, [...visitors(), ...bursts('/upload/a.aspx', 12 * DAY, 80, 4).map(change)])).toEqual([]);
});

test('a log without a column for the agent says nothing about agents', async () => {
  const requests = [...visitors(), ...bursts('/upload/a.aspx', 12 * DAY, 80, 4)].map((request) => ({ ...request, user_agent: null }));
  expect(await findingsIn(webShell, requests)).toEqual([]);
});

test('a few requests are no sustained use', async () => {
  expect(await findingsIn(webShell, [...visitors(), ...bursts('/upload/a.aspx', 12 * DAY, 29, 4)])).toEqual([]);
});

test('the tunnelling web shell of a real IIS log is found', async () => {
  const path = '../shared/data/web/Tunna_rdp_tunnel_IIS.log';
  if (!existsSync(path)) {
    console.log(`left out: ${path} is not there`);
    return;
  }
  const rows = httpRows(path);
  expect(rows).toHaveLength(4298);
  const [finding, ...more] = await findingsOf(webShell, rows);
  expect(more).toEqual([]);
  expect(JSON.parse(finding?.fields ?? '')).toMatchObject({ 'cs-uri-stem': '/erp/conn.aspx', 'c-ip': '10.0.2.17', requests: '4298' });
  expect(finding?.pointers).toHaveLength(4298);
});

const plain: Masker = { identifier: () => null, canonical: () => null, text: (text) => text, statement: (sql) => sql };

function httpRows(path: string): HttpActivity[] {
  const rows: HttpActivity[] = [];
  const descriptor = openSync(path, 'r');
  const file: EvidenceFile = {
    path,
    size: fstatSync(descriptor).size,
    read: (buffer, position) => readSync(descriptor, buffer, 0, buffer.length, position),
  };
  const sha256 = '0'.repeat(64);
  const reader = readers.find((one) => one.format === 'iis-w3c');
  reader?.read(file, {
    event(event) {
      const ref = makeRef(sha256, null, event.offset);
      const pointers = [{ ref, evidence: sha256, offset: event.offset, record_id: null, host: null, channel: event.channel }];
      for (const { table, row } of extractFacts(event, { host: 'ip:10.0.2.15', masker: plain, store: null, evidencePath: path })) {
        expect(table).toBe(httpActivityTable);
        rows.push({ ...(row as HttpActivity), ref, pointers });
      }
    },
    quarantine: (item) => expect.fail(item.reason),
  });
  closeSync(descriptor);
  return rows;
}
