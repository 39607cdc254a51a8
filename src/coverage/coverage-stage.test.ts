import { describe, expect, it } from 'vitest';
import { blindTable, logSourceTable, type Blind } from '../case/index.ts';
import { DAY, HOUR, MINUTE } from '../lib/index.ts';
import { dice, HandmadeLogs, records, START, type LogRecord } from './handmade-logs.ts';

const HOST = 'srv1.corp.example';
const SYSMON = 'Microsoft-Windows-Sysmon/Operational';
const even = (perHour: number) => (): number => perHour;

/** A server's logs over so many days: busy, quieter, quiet. */
function server(logs: HandmadeLogs, days: number, seed: number, security: (all: LogRecord[]) => LogRecord[] = (all) => all): LogRecord[] {
  const own = security(records(START, START + days * DAY, even(40), dice(seed)));
  logs.file(HOST, 'Security', own);
  logs.file(HOST, SYSMON, records(START, START + days * DAY, even(15), dice(seed + 1)));
  logs.file(HOST, 'System', records(START, START + days * DAY, even(0.4), dice(seed + 2)));
  return own;
}

function blindOf(logs: HandmadeLogs): Promise<Blind[]> {
  return logs.seen((input) => input.rows(blindTable));
}

describe('gaps by record number', () => {
  it('are told where the numbers jump, from one neighbour to the other, with how many are missing', async () => {
    const logs = new HandmadeLogs();
    const kept = server(logs, 20, 1, (all) => [...all.slice(0, 5000), ...all.slice(5300)]);
    const [before, after] = [kept[4999], kept[5000]];
    expect(await blindOf(logs)).toEqual([
      { host: HOST, source: 'Security', from: before?.time, to: after?.time, cause: 'record_gap', missing: 300, ref: null },
    ]);
  });

  it('are none where another file holds the numbers, in whatever pieces', async () => {
    const logs = new HandmadeLogs();
    const all = server(logs, 20, 2, (made) => [...made.slice(0, 5000), ...made.slice(5300)]);
    const made = records(START, START + 20 * DAY, even(40), dice(2));
    logs.file(HOST, 'Security', made.slice(4000, 5100));
    logs.file(HOST, 'Security', made.slice(5050, 6000));
    expect(all.length).toBeGreaterThan(10_000);
    expect(await blindOf(logs)).toEqual([]);
  });

  it('are told once where a filter chose the records, and what is too large for the filter stands alone', async () => {
    const logs = new HandmadeLogs();
    const random = dice(33);
    let [kept, written] = [0, 0];
    server(logs, 40, 3, (all) => {
      const chosen = all.filter((record, index) => (index < 10_000 || index >= 14_000) && random() > 0.4 && record.time > 0);
      [kept, written] = [chosen.length, all.length];
      return chosen;
    });
    const blind = (await blindOf(logs)).filter((row) => row.source === 'Security');
    expect(blind.map((row) => row.cause).sort()).toEqual(['filtered', 'record_gap']);
    const gap = blind.find((row) => row.cause === 'record_gap')?.missing ?? 0;
    expect(gap).toBeGreaterThanOrEqual(4000);
    expect(gap).toBeLessThan(4010);
    const missing = blind.reduce((sum, row) => sum + (row.missing ?? 0), 0);
    // What was cut off before the first kept and after the last is not between two numbers.
    expect(written - kept - missing).toBeLessThan(20);
  });

  it('do not read a machine that was set back as one log with holes', async () => {
    const logs = new HandmadeLogs();
    logs.file(HOST, 'Security', records(START, START + 5 * DAY, even(10), dice(4), 90_000));
    logs.file(HOST, 'Security', records(START + 5 * DAY, START + 10 * DAY, even(10), dice(5), 1));
    const rows = await logs.seen(async (input) => ({ blind: await input.rows(blindTable), sources: await input.rows(logSourceTable) }));
    expect(rows.blind).toEqual([]);
    expect(rows.sources[0]).toMatchObject({ first_id: 1, missing: 0, rotates: false });
  });
});

describe('silence', () => {
  const without = (all: readonly LogRecord[], from: number, to: number, numbered: boolean): LogRecord[] =>
    all
      .filter((record) => record.time < from || record.time >= to)
      .map((record, index) => ({ ...record, id: numbered ? index + 1 : null }));

  it('of a log that was switched off while the host lived is told, to the hour', async () => {
    const logs = new HandmadeLogs();
    const [from, to] = [START + 9 * DAY, START + 11 * DAY];
    server(logs, 20, 6, (all) => without(all, from, to, true));
    const blind = await blindOf(logs);
    expect(blind).toEqual([{ host: HOST, source: 'Security', from, to, cause: 'silence', missing: null, ref: null }]);
  });

  it('of a machine that was off is none: its numbers go on', async () => {
    const logs = new HandmadeLogs();
    const [from, to] = [START + 9 * DAY, START + 11 * DAY];
    for (const [source, perHour] of [
      ['Security', 40],
      [SYSMON, 15],
    ] as const)
      logs.file(HOST, source, without(records(START, START + 20 * DAY, even(perHour), dice(7)), from, to, true));
    expect(await blindOf(logs)).toEqual([]);
  });

  it('of a log without numbers is told, for nothing says that the machine was off', async () => {
    const logs = new HandmadeLogs();
    const [from, to] = [START + 9 * DAY, START + 11 * DAY];
    logs.file(HOST, 'iis', without(records(START, START + 20 * DAY, even(40), dice(8), null), from, to, false));
    expect((await blindOf(logs)).map(({ source, cause }) => [source, cause])).toEqual([['iis', 'silence']]);
  });

  it('at the end of a log is told where other logs of the host go on', async () => {
    const logs = new HandmadeLogs();
    const end = START + 15 * DAY;
    server(logs, 20, 9, (all) => all.filter((record) => record.time < end));
    const [row, ...others] = await blindOf(logs);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ source: 'Security', from: end, cause: 'silence' });
    expect(row?.to).toBeGreaterThan(START + 19 * DAY);
  });

  it('is none in nights and weekends of a log that has them, nor in logs that hardly speak', async () => {
    const office = (hour: number): number => (hour % 24 >= 7 && hour % 24 < 18 && hour < 5 * 24 ? 12 : 0.01);
    for (const seed of [10, 20, 30, 40]) {
      const logs = new HandmadeLogs();
      logs.file(HOST, 'iis', records(START, START + 70 * DAY, office, dice(seed), null));
      logs.file(HOST, 'webserver', records(START, START + 70 * DAY, even(0.05), dice(seed + 1), null));
      logs.file('other.example', 'postgresql', records(START, START + 70 * DAY, even(0.4), dice(seed + 2), null));
      logs.file('third.example', 'iis', records(START, START + 70 * DAY, even(2), dice(seed + 3), null));
      logs.file('fourth.example', 'iis', records(START, START + 2 * DAY, even(1), dice(seed + 4), null));
      expect(await blindOf(logs)).toEqual([]);
    }
  });

  it('is none in a log that comes in bursts', async () => {
    const logs = new HandmadeLogs();
    const random = dice(50);
    const bursts: LogRecord[] = [];
    for (let time = START; time < START + 60 * DAY; time += Math.ceil((random() ** -0.6 - 1) * 4 * HOUR) + MINUTE)
      for (let n = 0; n < 5; n++) bursts.push({ time: time + n * MINUTE, id: null });
    logs.file(HOST, 'iis', bursts);
    expect(await blindOf(logs)).toEqual([]);
  });
});

describe('cleared logs', () => {
  it('are blind from the last record that an older copy holds to the clearing', async () => {
    const logs = new HandmadeLogs();
    const all = records(START, START + 20 * DAY, even(10), dice(60));
    const [copied, clear] = [all[2000], all[3500]];
    logs.file(HOST, 'Security', all.slice(0, 2001));
    logs.file(HOST, 'Security', all.slice(3500));
    logs.cleared(HOST, 'Security', clear?.time ?? 0, clear?.id ?? 0);
    const blind = await blindOf(logs);
    expect(blind).toMatchObject([{ source: 'Security', from: copied?.time, to: clear?.time, cause: 'cleared', missing: 1499 }]);
    expect(blind[0]?.ref).toMatch(/^0123456789abcdef:/);
  });

  it('are not blind where a copy holds every number up to the clearing', async () => {
    const logs = new HandmadeLogs();
    const all = records(START, START + 20 * DAY, even(10), dice(61));
    logs.file(HOST, 'Security', all.slice(0, 3500));
    logs.file(HOST, 'Security', all.slice(3500));
    logs.cleared(HOST, 'Security', all[3500]?.time ?? 0, all[3500]?.id ?? 0);
    expect(await blindOf(logs)).toEqual([]);
  });

  it('are blind from the beginning of the case where no copy is left, and that is not told as rotation too', async () => {
    const logs = new HandmadeLogs();
    const all = records(START, START + 20 * DAY, even(10), dice(62));
    logs.file(HOST, 'Security', all.slice(3500));
    logs.cleared(HOST, 'Security', all[3500]?.time ?? 0, all[3500]?.id ?? 0);
    logs.file(HOST, 'System', records(START, START + 20 * DAY, even(2), dice(63)));
    logs.cleared(HOST, 'Application', START + 3 * DAY);
    const rows = await blindOf(logs);
    expect(rows.map(({ source, to, cause }) => ({ source, to, cause }))).toEqual([
      { source: 'Application', to: START + 3 * DAY, cause: 'cleared' },
      { source: 'Security', to: all[3500]?.time, cause: 'cleared' },
    ]);
    for (const row of rows) expect(row.from - START).toBeLessThan(6 * HOUR);
  });
});

describe('rotated logs', () => {
  it('are blind from the beginning of the case to their first record', async () => {
    const logs = new HandmadeLogs();
    const all = records(START, START + 30 * DAY, even(10), dice(70));
    logs.file(HOST, 'Security', all.slice(4000));
    logs.file(HOST, 'System', records(START, START + 30 * DAY, even(2), dice(71)));
    const { blind, sources } = await logs.seen(async (input) => ({
      blind: await input.rows(blindTable),
      sources: await input.rows(logSourceTable),
    }));
    expect(blind).toMatchObject([{ source: 'Security', to: all[4000]?.time, cause: 'rotated' }]);
    expect(sources.map(({ source, rotates, first_id }) => [source, rotates, first_id])).toEqual([
      ['Security', true, 4001],
      ['System', false, 1],
    ]);
  });

  it('are not made blind for decades by one record of a clock that was wrong', async () => {
    const logs = new HandmadeLogs();
    logs.file(HOST, 'Security', records(START, START + 30 * DAY, even(10), dice(72), 5000));
    logs.file(HOST, 'System', [{ time: 0, id: 1 }, ...records(START, START + 30 * DAY, even(2), dice(73), 2)]);
    expect((await blindOf(logs)).filter((row) => row.from < START - DAY)).toEqual([]);
  });
});

it('tells a Windows host that kept no Security log in a month in which others of it are there', async () => {
  const logs = new HandmadeLogs();
  logs.file(HOST, 'System', records(START, START + 20 * DAY, even(2), dice(80)));
  expect(await blindOf(logs)).toMatchObject([{ host: HOST, source: 'Security', cause: 'no_log' }]);
});

it('writes empty tables for a case without records', async () => {
  expect(await blindOf(new HandmadeLogs())).toEqual([]);
});
