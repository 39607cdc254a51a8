import { expect, test } from 'vitest';
import { HOUR, SECOND } from '../moment.ts';
import { Random } from '../random.ts';
import { LogonIds, ProcessIds, SourcePorts } from './machine-numbers.ts';

const COUNT = 40_000;

test('a process id of one that has ended comes again only after thousands of others, and ids never run out', () => {
  const random = new Random('pids');
  const ids = new ProcessIds();
  const lastUse = new Map<number, number>();
  let soonest = Infinity;
  for (let i = 0; i < COUNT; i++) {
    const pid = ids.take(random, false);
    soonest = Math.min(soonest, i - (lastUse.get(pid) ?? -Infinity));
    lastUse.set(pid, i);
    ids.end(pid);
  }
  expect(soonest).toBeGreaterThan(7_900);
});

test('a process that runs on keeps its id while others come and go', () => {
  const random = new Random('pids');
  const ids = new ProcessIds();
  const running = Array.from({ length: 40 }, () => ids.take(random, false));
  const others = Array.from({ length: COUNT }, () => {
    const pid = ids.take(random, false);
    ids.end(pid);
    return pid;
  });
  expect(others.filter((pid) => running.includes(pid)).length).toBeLessThan(8);
});

test('processes that nobody ends do not stop the machine', () => {
  const random = new Random('pids');
  const ids = new ProcessIds();
  for (let i = 0; i < COUNT; i++) ids.take(random, false);
  expect(ids.take(random, false) % 4).toBe(0);
});

test('a resident process keeps its id until it is given back', () => {
  const random = new Random('pids');
  const ids = new ProcessIds();
  const resident = ids.take(random, true);
  const others = new Set(Array.from({ length: COUNT }, () => ids.take(random, false)));
  expect(others.has(resident)).toBe(false);
  ids.giveBack(resident);
  for (let i = 0; i < COUNT; i++) others.add(ids.take(random, false));
  expect(others.has(resident)).toBe(true);
});

test('session ids differ, and grow with the time since boot', () => {
  const random = new Random('logons');
  const ids = new LogonIds();
  const taken = Array.from({ length: COUNT }, (_, i) => ids.take(random, i * SECOND));
  expect(new Set(taken).size).toBe(COUNT);
  expect(taken.at(-1)).toBeGreaterThan(taken[0] ?? Infinity);
});

test('a source port rests for half a day, and then may come again', () => {
  const random = new Random('ports');
  const ports = new SourcePorts();
  const day = Array.from({ length: 6_000 }, (_, i) => ports.take(random, i * SECOND));
  expect(new Set(day).size).toBe(6_000);
  const later = Array.from({ length: 6_000 }, (_, i) => ports.take(random, 20 * HOUR + i * SECOND));
  expect(later.some((port) => day.includes(port))).toBe(true);
});

test('a machine that uses more ports than there are still gets one', () => {
  const random = new Random('ports');
  const ports = new SourcePorts();
  for (let i = 0; i < COUNT; i++) ports.take(random, i);
  expect(ports.take(random, 0)).toBeGreaterThanOrEqual(49_152);
});
