import { expect, test } from 'vitest';
import { drawEstate } from '../estate/index.ts';
import { knobsOf, spanOf } from '../estate/test-support/asked.ts';
import { DAY } from '../moment.ts';
import type { Act } from '../operation/index.ts';
import { Random } from '../random.ts';
import { drawKeeping, sensors, type Keeping, type Knobs } from './index.ts';

const span = spanOf(100);
const estate = drawEstate(new Random('estate'), knobsOf({ days: 100 }), span);

function keepingOf(changed: Partial<Knobs>, acts: readonly Act[] = []): Keeping {
  return drawKeeping(new Random('keeping'), knobsOf({ days: 100, ...changed }), span, estate, acts);
}

test('each host keeps the logs that a host of its kind has', () => {
  const keeping = keepingOf({});
  const withSource = (source: Parameters<Keeping['keptFrom']>[1]): string[] => [
    ...new Set(estate.hosts.filter((host) => keeping.keptFrom(host.index, source) !== null).map((host) => host.role)),
  ];
  const windows = estate.hosts.filter((host) => host.system === 'windows');
  expect(windows.filter((host) => keeping.keptFrom(host.index, 'security') !== span.from)).toEqual([]);
  expect(withSource('iis').sort()).toEqual(['mail', 'portal', 'web']);
  expect(withSource('access')).toEqual(['frontend']);
  expect(withSource('database')).toEqual(['warehouse']);
  expect(withSource('vpn')).toEqual(['vpn']);
  expect(withSource('dhcp')).toEqual(['controller']);
  expect(keeping.keptFrom(sensors.edge, 'zeek')).toBe(span.from);
  expect(keeping.keptFrom(sensors.core, 'security')).toBeNull();
  const sysmon = estate.byRole('desktop').filter((host) => keeping.keptFrom(host.index, 'sysmon') !== null).length;
  expect(sysmon).toBeGreaterThan(5);
  expect(sysmon).toBeLessThan(estate.byRole('desktop').length - 5);
});

test('the share asked for is dark: any hosts but the warehouse, or those that matter', () => {
  const dark = (keeping: Keeping): string[] =>
    estate.hosts.filter((host) => host.system === 'windows' && keeping.keptFrom(host.index, 'security') === null).map((host) => host.role);
  const random = keepingOf({ dark: 0.9 });
  expect(dark(random).length).toBeGreaterThan(40);
  expect(random.keptFrom(estate.byRole('warehouse')[0]?.index ?? 0, 'database')).toBe(span.from);
  const important = dark(keepingOf({ dark: 0.1, darkChoice: 'important' }));
  expect(important).toContain('controller');
  expect(important).not.toContain('desktop');
  const most = keepingOf({ dark: 0.5, darkChoice: 'important' });
  expect(most.keptFrom(estate.byRole('warehouse')[0]?.index ?? 0, 'database')).toBeNull();
});

test('controllers keep nothing but leases where their logs were not kept', () => {
  const keeping = keepingOf({ controllerLogs: false });
  for (const { index } of estate.byRole('controller')) expect(keeping.keptFrom(index, 'security')).toBeNull();
  expect(keeping.keptFrom(estate.dhcpServerOf(1).index, 'dhcp')).toBe(span.from);
});

test('a log goes back as many days as it is kept', () => {
  const keeping = keepingOf({ retention: { security: 10 } });
  const from = span.until - 10 * DAY;
  expect(keeping.keptFrom(0, 'security')).toBe(from);
  expect([keeping.keeps(0, 'security', from - 1), keeping.keeps(0, 'security', from)]).toEqual([false, true]);
  expect(keeping.keeps(0, 'system', span.from)).toBe(true);
});

test('what came before the last clearing is gone', () => {
  const clear = (day: number): Act => ({ act: 'clear', host: 3, at: span.from + day * DAY, session: 's' });
  const keeping = keepingOf({}, [clear(20), clear(50)]);
  const at = span.from + 50 * DAY;
  expect(keeping.clearedAt(3, 'security')).toBe(at);
  expect([keeping.keeps(3, 'security', at - 1), keeping.keeps(3, 'security', at)]).toEqual([false, true]);
  expect(keeping.keeps(3, 'system', at - 1)).toBe(true);
  expect(keeping.clearedAt(4, 'security')).toBeNull();
});
