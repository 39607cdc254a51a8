import { describe, expect, it } from 'vitest';
import { assert, array, integer, property } from 'fast-check';
import { ADDRESS, APP, FILE, WEB, background, carrier, night } from './handmade-chain.ts';
import { DAY, HOUR, MINUTE, SECOND, START, type HandmadeFacts } from './handmade.ts';
import { reconstruct } from './reconstruct.ts';
import { bothHours, sameHours, workingHours } from './working-hours.ts';

/** So many days of work from one hour of the day to another. */
const worked = (from: number, to: number, days: number, start = START): number[] =>
  Array.from({ length: days }, (_, day) =>
    Array.from({ length: to - from }, (__, hour) => start + day * DAY + (from + hour) * HOUR),
  ).flat();

describe('working hours', () => {
  it('speak for one where they are the same, for two where they are not, the more the more there is of them', () => {
    const night = (days: number) => workingHours(worked(0, 6, days));
    const noon = (days: number) => workingHours(worked(11, 17, days));
    expect(sameHours(night(5), night(5))).toBeGreaterThan(2);
    expect(sameHours(night(5), noon(5))).toBeLessThan(-5);
    expect(sameHours(night(9), noon(9))).toBeLessThan(sameHours(night(5), noon(5)));
    expect(Math.abs(sameHours(workingHours([START]), workingHours([START + 12 * HOUR])))).toBeLessThan(1);
  });
  it('count an hour of a day once, and say nothing of nobody', () => {
    const once = workingHours([START]);
    expect(workingHours([START, START + MINUTE, START + 59 * MINUTE])).toEqual(once);
    expect(sameHours(once, workingHours([]))).toBeCloseTo(0, 9);
    expect(once.reduce((sum, count) => sum + count, 0)).toBe(1);
  });
  it('are alike in either order, and add up', () =>
    assert(
      property(array(integer({ min: 0, max: 1e16 })), array(integer({ min: 0, max: 1e16 })), (a, b) => {
        const [one, other] = [workingHours(a), workingHours(b)];
        expect(sameHours(one, other)).toBeCloseTo(sameHours(other, one), 6);
        const total = bothHours(one, other).reduce((sum, count) => sum + count, 0);
        expect(total).toBeCloseTo(
          [...one, ...other].reduce((sum, count) => sum + count, 0),
          9,
        );
      }),
    ));
});

/** Somebody else's night: another web shell on the application server, a dump, and a service on the file server. */
function other(facts: HandmadeFacts, at: number, port: number): void {
  const account = 'svc_batch@corp.example';
  const shell = facts.process(APP, at, 'C:\\Windows\\System32\\cmd.exe', { parent_image: 'C:\\inetsrv\\w3wp.exe' });
  facts.terminal(APP, at, 'web server starts a shell', 'persistence', 'T1505.003', shell);
  const tool = facts.child(shell, at + 10 * MINUTE, 'C:\\Temp\\k.exe');
  facts.dump(tool, at + 10 * MINUTE);
  facts.socket(APP, at + HOUR, ADDRESS[APP], port, tool);
  facts.remoteLogon(FILE, at + HOUR + SECOND, account, { source_address: ADDRESS[APP], source_port: port });
  const install = facts.service(FILE, at + HOUR + 3 * SECOND, '%SystemRoot%\\wvut.exe');
  facts.terminal(FILE, at + HOUR + 3 * SECOND, 'service with a random name', 'execution', 'T1569.002', install);
}

describe('two intruders in one network', () => {
  const twoShifts = (otherHour: number): HandmadeFacts => {
    const facts = carrier();
    facts.localLogon(APP, START - 90 * DAY, 'svc_batch@corp.example', 5);
    background(facts, START - 30 * DAY, START + 20 * DAY);
    for (let n = 0; n < 6; n++) {
      night(facts, START + n * DAY, 60_000 + 10 * n);
      other(facts, START + n * DAY + otherHour * HOUR, 61_000 + 10 * n);
    }
    return facts;
  };
  const story = reconstruct(twoShifts(14));
  it('are two operations, each with its own hops, hosts and waves', () => {
    expect(story.operations).toHaveLength(2);
    const routes = story.operations.map(({ id }) =>
      story.hops.filter(({ operation }) => operation === id).map(({ from_host, to_host }) => `${from_host} ${to_host}`),
    );
    expect(routes[0]).toContain(`${WEB} ${FILE}`);
    expect(routes[1]).toEqual([`${APP} ${FILE}`]);
    expect(new Set(story.waves.map(({ operation }) => operation)).size).toBe(2);
    expect(story.hosts.filter(({ host }) => host === FILE)).toHaveLength(2);
  });
  it('are told apart by name nowhere: each row has one operation that is there', () => {
    const ids = new Set(story.operations.map(({ id }) => id));
    for (const { operation } of [...story.hops, ...story.hosts, ...story.stages, ...story.waves, ...story.questions, ...story.sockets])
      expect(ids.has(operation)).toBe(true);
  });
  it('are one for all that can be known when they work at the same hours', () =>
    expect(reconstruct(twoShifts(1)).operations).toHaveLength(1));
});

describe('one intruder', () => {
  it('stays one over many nights, from wherever he begins', () => {
    const facts = carrier();
    background(facts, START - 30 * DAY, START + 200 * DAY);
    for (const [n, day] of [0, 1, 2, 40, 41, 90, 91, 150].entries()) night(facts, START + day * DAY, 60_000 + 10 * n);
    expect(reconstruct(facts).operations).toHaveLength(1);
  });
});
