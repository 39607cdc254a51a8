import { describe, expect, test } from 'vitest';
import { drawHabits } from '../../habit/index.ts';
import { PlanBuilder } from '../../plan/index.ts';
import { Random } from '../../random.ts';
import { recordsOf, smallWorld, windowsHosts, type SeenRecord } from '../test-support/small-world.ts';

const DAYS = 7;
const alone = smallWorld({ days: DAYS }, () => new PlanBuilder().build());
const noisy = smallWorld({ days: DAYS, noise: 3 }, () => new PlanBuilder().build());
const count = (world: typeof alone): number => windowsHosts(world).reduce((sum, host) => sum + recordsOf(world, host).length, 0);

describe('what hosts do by themselves', () => {
  const records = windowsHosts(alone).flatMap((host) => recordsOf(alone, host));

  test('is more on servers than on desks, and multiplied by the noise that is asked for', () => {
    const perDay = (role: 'desktop' | 'files'): number => {
      const hosts = alone.estate.byRole(role);
      return hosts.reduce((sum, { index }) => sum + records.filter(({ host }) => host === index).length, 0) / hosts.length / DAYS;
    };
    expect(perDay('files')).toBeGreaterThan(1.5 * perDay('desktop'));
    expect(count(noisy) / records.length).toBeGreaterThan(2);
  });

  test('reads the memory of LSASS on some hosts, by a service from Program Files; Windows’ own parts only ask', () => {
    const opened = records.filter(({ id, channel }) => id === 10 && channel.includes('Sysmon'));
    const reads = (record: SeenRecord): boolean => (Number(record.values['GrantedAccess']) & 0x10) !== 0;
    const readers = opened.filter(reads);
    expect(readers.length).toBeGreaterThan(0);
    for (const { values } of readers) expect(values['SourceImage']).toMatch(/^C:\\Program Files\\/);
    for (const { values } of opened.filter((record) => !reads(record)))
      expect(values['SourceImage']).toBe('C:\\Windows\\System32\\svchost.exe');
    expect(new Set(readers.map(({ host }) => host)).size).toBeLessThan(windowsHosts(alone).length / 2);
  });

  test('installs no service, logs nobody on from afar and starts no prompt', () => {
    expect(records.filter(({ id, channel }) => id === 7045 && channel === 'System')).toEqual([]);
    expect(records.filter(({ id, values }) => id === 4624 && values['TargetLogonId'] !== 0x3e7 && values['LogonType'] !== 5)).toEqual([]);
    expect(records.filter(({ values }) => String(values['Image']).endsWith('\\cmd.exe'))).toEqual([]);
  });
});

describe('the carrier as it works', () => {
  test('writes at least fifty records a host-day', () => {
    const world = smallWorld({ hosts: 60, days: 21 }, (estate, span, knobs) => drawHabits(new Random('habits'), { estate, span, knobs }));
    const hosts = windowsHosts(world);
    const total = hosts.reduce((sum, host) => sum + recordsOf(world, host).length, 0);
    expect(total / hosts.length / 21).toBeGreaterThan(50);
    expect(total / hosts.length / 21).toBeLessThan(80);
  });
});
