import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { techniqueCoverageTable, type Coverage, type TechniqueCoverage } from '../../case/index.ts';
import { projectRoot } from '../../lib/index.ts';
import { dice, HandmadeLogs, records, START } from '../handmade-logs.ts';
import { channels, tactics, techniques, techniquesOf } from './channel-book.ts';
import { techniqueCoverage } from './technique-coverage.ts';

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';
const log = (host: string, source: string, month = '2024-01'): Coverage => ({
  host,
  source,
  month,
  first: START,
  last: START,
  records: 10,
});
const all = (): boolean => false;

/** A technique that these logs alone show. */
function shownBy(...logs: readonly string[]): string {
  const found = techniques.find((id) => {
    const own = channels.filter((channel) => channel.techniques.includes(id)).map((channel) => channel.log);
    return logs.every((log) => own.includes(log)) && own.every((log) => logs.includes(log));
  });
  if (found === undefined) throw new Error(`no technique is shown by ${logs.join(' and ')} alone`);
  return found;
}

function of(rows: readonly TechniqueCoverage[], technique: string, month = '*'): TechniqueCoverage | undefined {
  return rows.find((row) => row.technique === technique && row.month === month);
}

describe('techniques that could have been seen', () => {
  it('are seen everywhere, partly or never, with the missing log named', () => {
    const rows = techniqueCoverage([log('a', 'Security'), log('a', SYSMON), log('b', 'Security')], all);
    expect(of(rows, shownBy(SYSMON))).toMatchObject({ seen: 'partly', hosts: 2, hosts_seen: 1, missing: [SYSMON] });
    expect(of(rows, shownBy('Security'))).toMatchObject({ seen: 'all', missing: [] });
    expect(of(rows, shownBy('System'))).toMatchObject({ seen: 'never', missing: ['System'] });
    expect(of(rows, 'T1003.001')?.tactics).toEqual(['credential-access']);
  });

  it('are told for each month: a log that is missing then shows nothing then', () => {
    const rows = techniqueCoverage([log('a', SYSMON, '2024-01'), log('a', 'System', '2024-02')], all);
    expect(of(rows, shownBy(SYSMON), '2024-01')?.seen).toBe('all');
    expect(of(rows, shownBy(SYSMON), '2024-02')).toMatchObject({ seen: 'never', hosts: 1, hosts_seen: 0 });
  });

  it('are shown for every host by a sensor, and by a web server for none but itself', () => {
    const rows = techniqueCoverage([log('a', 'Security'), log('sensor', 'conn'), log('web', 'W3SVC1')], all);
    expect(of(rows, shownBy('network'))).toMatchObject({ seen: 'all', hosts: 3 });
    const without = techniqueCoverage([log('a', 'Security'), log('web', 'W3SVC1')], all);
    const exploit = of(without, shownBy('web', 'network', SYSMON));
    expect(exploit).toMatchObject({ seen: 'partly', hosts: 2, hosts_seen: 1 });
    expect(exploit?.missing).toEqual([SYSMON, 'network']);
  });

  it('are not shown by a log in which the event is switched off', async () => {
    const logs = new HandmadeLogs();
    logs.file(
      'a',
      'Security',
      records(START, START + 86_400_000_000, () => 100, dice(1)),
    );
    const rows = await logs.seen((input) => input.rows(techniqueCoverageTable));
    const only4688 = techniques.find((id) => {
      const windows = channels.filter((channel) => channel.techniques.includes(id) && channel.log === 'Security');
      return windows.length === 1 && windows[0]?.events.join() === '4688';
    });
    const row = of(rows, only4688 ?? '');
    expect(row).toMatchObject({ hosts: 1, hosts_seen: 0, seen: 'never' });
    expect(row?.missing).toContain('Security 4688');
  });
});

describe('the list of channels', () => {
  it('holds identifiers alone, each technique with a tactic', () => {
    for (const id of techniques) {
      expect(id).toMatch(/^T\d{4}(\.\d{3})?$/);
      expect(
        tactics.some((tactic) => tactic.techniques.includes(id)),
        id,
      ).toBe(true);
    }
    for (const channel of channels) for (const event of channel.events) expect(event).toMatch(/^\d+$/);
    expect(techniquesOf('Security').length).toBeGreaterThan(techniquesOf('Application').length);
    expect(techniquesOf('W3SVC1')).toEqual(techniquesOf('iis'));
  });

  const facts = join(projectRoot, '../shared/data/attack/attack-facts.json');
  if (!existsSync(facts)) console.log('left out: the list of channels was not compared with ATT&CK, whose facts are not at hand');
  it.runIf(existsSync(facts))('says what ATT&CK says of every Windows event number, and of network flows', () => {
    const given = JSON.parse(readFileSync(facts, 'utf8')) as {
      log_channels: Record<string, [string, string][]>;
      techniques: Record<string, unknown>;
    };
    const told = new Set<string>();
    for (const [technique, list] of Object.entries(given.log_channels)) {
      if (!(technique in given.techniques)) continue;
      for (const [channel, events] of list) {
        if (channel === 'WinEventLog:Sysmon' && /^EventCode=[\d, ]+$/.test(events))
          for (const event of events.match(/\d+/g) ?? []) told.add(`${SYSMON} ${event} ${technique}`);
        if (channel === 'NSM:Flow') told.add(`network  ${technique}`);
      }
    }
    const ours = new Set(
      channels.flatMap(({ log: name, events, techniques: ids }) =>
        (events.length === 0 ? [''] : events).flatMap((event) => ids.map((id) => `${name} ${event} ${id}`)),
      ),
    );
    expect([...told].filter((line) => !ours.has(line))).toEqual([]);
    expect([...ours].filter((line) => /^\S+Sysmon\S* \d/.test(line) && !told.has(line))).toEqual([]);
  });
});
