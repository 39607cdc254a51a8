import { expect, test } from 'vitest';
import { MemorySink, tinyWorld } from '../zeek/test-support/tiny-world.ts';
import { dhcpJobs, dhcpSources, vpnJobs } from './index.ts';

const world = tinyWorld({ days: 9 });

function written(jobs: typeof dhcpJobs, of = world): MemorySink {
  const sink = new MemorySink();
  for (const job of jobs(of)) job.run(sink);
  return sink;
}

test('a DHCP server has one log a day of its own wall clock, and no two have one path', () => {
  const sink = written(dhcpJobs);
  expect(sink.paths()).toHaveLength(10);
  expect(sink.paths()[0]).toBe('controller0.corp.example/dhcp/week-of-2024-02-26/DhcpSrvLog-Fri.log');
  expect(dhcpSources(world)).toEqual([
    { match: '**/controller0.corp.example/dhcp/**', host: 'controller0.corp.example', zone: '+01:00', kind: 'dhcp-audit' },
  ]);
});

test('a desk that gets another address: the old one ends before the new one is assigned, by name and hardware', () => {
  const text = written(dhcpJobs).text('controller0.corp.example/dhcp/week-of-2024-02-26/DhcpSrvLog-Wed.log');
  const lines = text.split('\r\n').filter((line) => /^1[07],/.test(line));
  expect(lines.map((line) => line.split(',').slice(0, 6).join(','))).toEqual([
    '17,02/28/24,01:00:00,Expired,10.9.96.20,desktop10.corp.example',
    '10,02/28/24,01:00:00,Assign,10.9.96.200,desktop10.corp.example',
  ]);
  expect(lines.map((line) => line.split(',').length)).toEqual([19, 19]);
});

test('a session over the concentrator is opened from home and closed, under the account', () => {
  const sink = written(vpnJobs);
  expect(sink.paths()).toEqual(['vpn6.corp.example/vpn-sessions-2024-02.jsonl', 'vpn6.corp.example/vpn-sessions-2024-03.jsonl']);
  const lines = sink
    .text(sink.paths()[0] ?? '')
    .split('\n')
    .slice(0, -1);
  const opened = lines.map((line) => JSON.parse(line) as { what: string; who: string; peer: { address: string; name?: string } });
  const first = opened.find(({ what }) => what === 'session.opened');
  expect(first).toMatchObject({ who: 'CORP\\bob', device: 'vpn6.corp.example', inside: '10.9.96.20', peer: { name: 'DESKTOP10' } });
  expect(first?.peer.address).toMatch(/^203\.0\.113\./);
  const bare = written(vpnJobs, tinyWorld({ dhcpNamesOnly: true }));
  expect(bare.text('vpn6.corp.example/vpn-sessions-2024-02.jsonl')).not.toContain('DESKTOP10');
});
