import { expect, test } from 'vitest';
import { drawEstate, type Estate } from '../estate/index.ts';
import { knobsOf, spanOf } from '../estate/test-support/asked.ts';
import { DAY, HOUR, SECOND } from '../moment.ts';
import { activityKinds, type Activity, type Plan } from '../plan/index.ts';
import { Random } from '../random.ts';
import { announced, drawHabits } from './index.ts';

const span = spanOf(60);

interface Played {
  readonly estate: Estate;
  readonly plan: Plan;
  readonly all: readonly Activity[];
}

const carriers = new Map<string, Played>();

/** Drawn once for all tests that only look. */
function played(hosts: number, seed: number): Played {
  const known = carriers.get(`${hosts} ${seed}`) ?? drawn(hosts, seed);
  carriers.set(`${hosts} ${seed}`, known);
  return known;
}

function drawn(hosts: number, seed: number): Played {
  const knobs = knobsOf({ hosts, days: span.days, seed });
  const estate = drawEstate(new Random(`estate ${seed}`), knobs, span);
  const plan = drawHabits(new Random(`habits ${seed}`), { knobs, span, estate });
  return { estate, plan, all: Array.from({ length: plan.count }, (_, row) => plan.activity(row)) };
}

const small = played(60, 1);

test.each([20, 60, 300])('every activity of a carrier of %d hosts names hosts and an account, and begins within the span', (hosts) => {
  const { estate, all } = played(hosts, hosts);
  const wrong = all.filter(
    ({ at, seconds, from, to, account }) =>
      !(
        at >= span.from &&
        at < span.until &&
        seconds >= 0 &&
        from < estate.hosts.length &&
        to < estate.hosts.length &&
        account < estate.accounts.length
      ),
  );
  expect(wrong).toEqual([]);
  const seen = new Set(all.map((activity) => activity.kind));
  expect(activityKinds.filter((kind) => !seen.has(kind))).toEqual([]);
});

test('kinds that happen at home stay there, the others go somewhere else', () => {
  const home = new Set(['console', 'batch', 'daemon', 'runas', 'reboot']);
  expect(small.all.filter(({ kind, from, to }) => home.has(kind) !== (from === to))).toEqual([]);
});

test('databases are asked at the warehouse, secure shells and the concentrator are Linux, everything else is Windows', () => {
  const { estate, all } = small;
  const wrong = all.filter(({ kind, to }) => {
    const host = estate.hosts[to];
    if (kind === 'database') return host?.role !== 'warehouse';
    if (kind === 'vpn') return host?.role !== 'vpn';
    if (kind === 'scan') return false;
    return (host?.system === 'linux') !== (kind === 'ssh');
  });
  expect(wrong).toEqual([]);
});

test('who goes on from a jump host has a session there that lasts as long', () => {
  const { estate, all } = small;
  const admins = new Map(
    estate.people.flatMap((person) => {
      const account = estate.accountIndex(person.account);
      return [account, person.admin === null ? account : estate.accountIndex(person.admin)].map((one) => [one, person] as const);
    }),
  );
  const onward = all.filter(({ from, to, account }) => from !== to && estate.hosts[from]?.role === 'jump' && admins.has(account));
  expect(onward.length).toBeGreaterThan(50);
  const alone = onward.filter(({ at, seconds, from, account }) => {
    const person = admins.get(account);
    return !all.some(
      (first) =>
        first.kind === 'desktop' &&
        first.to === from &&
        first.from === person?.desk &&
        admins.get(first.account) === person &&
        first.at < at &&
        first.at + first.seconds * SECOND >= at + seconds * SECOND,
    );
  });
  expect(alone).toEqual([]);
});

test('nothing happens on a host that is down, and no session outlasts a restart', () => {
  const { all } = small;
  const restarts = all.filter((activity) => activity.kind === 'reboot');
  expect(restarts.length).toBeGreaterThan(40);
  for (const { at, seconds, to } of restarts) {
    const through = all.filter(
      (one) =>
        one.kind !== 'reboot' &&
        (one.to === to || one.from === to) &&
        one.at < at + seconds * SECOND &&
        one.at + one.seconds * SECOND > at + SECOND,
    );
    expect(through).toEqual([]);
  }
});

test('people are at their desks by the clock of their site', () => {
  const { estate, all } = small;
  const desk = all.filter(({ kind, to }) => kind === 'console' && estate.hosts[to]?.role === 'desktop');
  const hours = desk.map(
    ({ at, to }) => ((((at - span.from) / HOUR + (estate.sites[estate.hosts[to]?.site ?? 0]?.utcOffset ?? 0)) % 24) + 24) % 24,
  );
  expect(hours.filter((hour) => hour > 5 && hour < 18.5).length / hours.length).toBeGreaterThan(0.98);
  const weekends = desk.filter(({ at }) => Math.floor((at - span.from) / DAY) % 7 >= 5);
  expect(weekends.length / desk.length).toBeLessThan(0.05);
});

test('ways that nobody went before keep appearing, and are few', () => {
  const { estate, all } = played(300, 300);
  const people = new Set(
    estate.people.flatMap(({ account, admin }) => [account, admin].flatMap((one) => (one ? [estate.accountIndex(one)] : []))),
  );
  const silent = new Set(['failure', 'vpn', 'runas', 'reboot', 'daemon']);
  const known = new Set<number>();
  let logons = 0;
  let unseen = 0;
  for (const { kind, account, to, at } of all) {
    if (silent.has(kind) || !people.has(account)) continue;
    const fresh = !known.has(account * 1000 + to);
    known.add(account * 1000 + to);
    if (at < span.from + 30 * DAY) continue;
    logons++;
    if (fresh) unseen++;
  }
  expect(unseen / logons).toBeGreaterThan(0.025);
  expect(unseen / logons).toBeLessThan(0.075);
});

test('a roll-out, a patch night and a scan are announced, and whoever installs a service from afar is', () => {
  const { estate, all } = small;
  const knobs = knobsOf({ hosts: 60, days: span.days });
  const tickets = announced(new Random('habits 1'), { knobs, span, estate });
  expect(tickets.length).toBeGreaterThan(5);
  const installs = all.filter((activity) => activity.kind === 'service' || activity.kind === 'task');
  expect(installs.length).toBeGreaterThan(0);
  const silent = installs.filter(
    ({ at, account, to }) =>
      !tickets.some((ticket) => ticket.from <= at && at < ticket.to && ticket.accounts.includes(account) && ticket.hosts.includes(to)),
  );
  expect(silent).toEqual([]);
});

test('the same stream draws the same plan', () => {
  expect(drawn(20, 4).all).toEqual(played(20, 4).all);
});

test('more noise is more of what people do, and no other carrier', () => {
  const people = ({ kind }: Activity): boolean => kind === 'share' || kind === 'web';
  const knobs = knobsOf({ hosts: 20, days: span.days, noise: 3 });
  const estate = drawEstate(new Random('estate 4'), knobs, span);
  const loud = drawHabits(new Random('habits 4'), { knobs, span, estate });
  const count = Array.from({ length: loud.count }, (_, row) => loud.activity(row)).filter(people).length;
  expect(count).toBeGreaterThan(1.5 * played(20, 4).all.filter(people).length);
});
