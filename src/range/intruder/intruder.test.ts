import { beforeAll, describe, expect, test } from 'vitest';
import { isoFromInstant } from '../../lib/index.ts';
import { fileTimeText, SECOND, type Moment } from '../moment.ts';
import { timeOf, type Act } from '../operation/index.ts';
import { activityKinds } from '../plan/index.ts';
import { playDays } from '../play/host-days.ts';
import { rangeScenarios } from '../scenarios/index.ts';
import type { Operation } from '../truth.ts';
import { drawKeeping, type Keeping, type Knobs, type World, type WorldBase } from '../world/index.ts';
import { blindOf } from './index.ts';
import { smallWorld } from './test-support/small-world.ts';

interface Played {
  readonly base: WorldBase;
  readonly acts: readonly Act[];
  readonly operations: readonly Operation[];
  readonly accesses: number;
  readonly targets: readonly string[];
}

function play(name: string, more: Partial<Knobs> & { readonly seed: number }): Played {
  const base = smallWorld(name, more);
  const scenario = rangeScenarios.find((one) => one.name === name);
  if (scenario === undefined) throw new RangeError(name);
  const { acts, operations } = scenario.play(base);
  const keeping = drawKeeping(base.random.stream('keeping'), base.knobs, base.span, base.estate, acts);
  const told = operations.map((one) =>
    one.truth(
      one.queries.map(() => ({ recordIds: [] })),
      keeping,
    ),
  );
  return {
    base,
    acts,
    operations: told.flatMap((one) => one.operations),
    accesses: told.reduce((sum, one) => sum + one.accesses.length, 0),
    targets: told.flatMap((one) => one.targets),
  };
}

const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
let played: readonly Played[] = [];
beforeAll(() => {
  played = seeds.map((seed) => play('soft-cell', { seed, clearing: 0.3 }));
});

/** Sessions and processes that acts name before any act has made them there. */
function unresolved(acts: readonly Act[]): string[] {
  const made = new Set<string>();
  const missing: string[] = [];
  const make = (host: number, key: string | undefined): void => void (key !== undefined && made.add(`${host} ${key}`));
  const need = (host: number, key: string | undefined): void => {
    if (key !== undefined && !['system', 'services', 'w3wp'].includes(key) && !made.has(`${host} ${key}`)) missing.push(`${host} ${key}`);
  };
  for (const act of acts) {
    if (act.act === 'activity') {
      const { from, to, detail } = act.activity;
      need(from, detail?.process);
      make(to, detail?.session);
      make(to, detail?.started);
    } else if (act.act === 'process') {
      need(act.host, act.parent);
      need(act.host, act.session);
      make(act.host, act.started);
    } else if (act.act === 'web-shell') make(act.host, act.started);
    else if (act.act === 'dump') need(act.host, act.parent);
    else if (act.act === 'file' || act.act === 'connect') need(act.host, act.process);
    else if (act.act === 'install') {
      need(act.host, act.parent);
      make(act.host, act.started);
    } else if (act.act === 'clear') need(act.host, act.session);
  }
  return missing;
}

/** Accounts with a session in memory, by a look at the plan that is the test's own. */
function inMemory({ plan }: WorldBase, host: number, at: Moment): Set<number> {
  let open = new Map<number, Moment>();
  for (let row = 0; row < plan.count; row++) {
    const activity = plan.activity(row);
    if (activity.at > at) break;
    if (activity.to !== host) continue;
    if (activity.kind === 'reboot') open = new Map();
    if (['console', 'desktop', 'batch', 'daemon', 'web'].includes(activity.kind))
      open.set(activity.account, Math.max(open.get(activity.account) ?? 0, activity.at + activity.seconds * SECOND));
  }
  return new Set([...open].filter(([, until]) => until > at).map(([account]) => account));
}

/** `user` of `user@domain` and of `host\\user`. */
function nameOf(account: string): string {
  return account.slice(account.indexOf('\\') + 1).split('@')[0] ?? '';
}

describe('an intruder', () => {
  test('acts in order of time, within the span, and names no session or process before it is there', () => {
    for (const { acts, base } of played) {
      const times = acts.map(timeOf);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.every((at) => at >= base.span.from && at < base.span.until && Number.isSafeInteger(at))).toBe(true);
      expect(unresolved(acts)).toEqual([]);
    }
  });

  test('does the same for the same seed, and something else for another', () => {
    const again = play('soft-cell', { seed: 3, clearing: 0.3 });
    expect(again.acts).toEqual(played[2]?.acts);
    expect(again.operations).toEqual(played[2]?.operations);
    expect(new Set(played.map(({ operations }) => operations[0]?.hops.map(({ from, to }) => `${from} ${to}`).join())).size).toBe(10);
  });

  test('steals from memory only what lies there at that moment', () => {
    let checked = 0;
    for (const { acts, base, operations } of played.slice(0, 3)) {
      const dumps = acts.flatMap((act) => (act.act === 'dump' && act.method.startsWith('lsass') ? [act] : []));
      const thefts = operations.flatMap(({ thefts = [] }) => thefts).filter(({ method }) => method.startsWith('lsass'));
      expect(thefts).toHaveLength(dumps.length);
      for (const [i, dump] of dumps.entries()) {
        const there = inMemory(base, dump.host, dump.at);
        const names = new Set([...there].map((account) => base.estate.accounts[account]?.canonical));
        for (const account of thefts[i]?.accounts ?? []) expect(names).toContain(account);
        checked += thefts[i]?.accounts.length ?? 0;
      }
    }
    expect(checked).toBeGreaterThan(15);
  });

  test('uses no credential before it was stolen, and comes from nowhere but hosts he is on', () => {
    for (const { operations } of played)
      for (const { hops, hosts } of operations) {
        const reached = new Set(hops.map(({ to }) => to));
        for (const hop of hops) {
          if (hop.stolen_at !== null) expect(hop.stolen_at.time < hop.time || hop.stolen_at.host !== hop.from).toBe(true);
          expect(hosts.map(({ name }) => name)).toContain(hop.from);
        }
        expect(hops.every(({ from }) => reached.has(from) || /web|iis|portal|prt|mail|ex|s\d/.test(from))).toBe(true);
      }
  });

  test('gets to the call records with nine seeds in ten, by ways with dead ends', () => {
    expect(played.filter(({ accesses }) => accesses > 0).length).toBeGreaterThanOrEqual(9);
    const dead = played.map(({ operations }) => {
      const hops = operations.flatMap((operation) => operation.hops);
      const left = new Set(hops.map(({ from }) => from));
      return hops.filter(({ to, mechanism }) => mechanism !== 'database' && !left.has(to)).length;
    });
    expect(dead.filter((count) => count > 0).length).toBeGreaterThan(5);
    expect(played.some(({ operations }) => operations.some(({ attempts = [] }) => attempts.length > 3))).toBe(true);
  });

  test('looks for twenty to thirty people in all', () => {
    const numbers = played.filter(({ accesses }) => accesses > 12).map(({ targets }) => targets.length);
    expect(numbers.length).toBeGreaterThan(4);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(30);
  });

  test('has new tools and addresses in each wave', () => {
    for (const { acts, operations } of played) {
      const waves = operations[0]?.waves ?? [];
      const clients = waves.map(({ first, last }) => {
        const during = acts.flatMap((act) =>
          act.act === 'exploit' && fileTimeText(act.at) >= first && fileTimeText(act.at) <= last ? [act] : [],
        );
        return [...new Set(during.map(({ client, shell }) => `${client} ${shell}`))].join();
      });
      expect(new Set(clients).size).toBe(waves.length);
      const peers = operations.flatMap(({ tunnels }) => tunnels.map(({ peer, first }) => `${peer} ${first.slice(0, 7)}`));
      expect(new Set(peers).size).toBe(peers.length);
    }
  });
});

describe('the truth of an operation', () => {
  test('dates every hop as the logon that its destination wrote, and every theft as Sysmon wrote it', () => {
    const base = smallWorld('soft-cell', { seed: 3, days: 60, hosts: 30 });
    const { acts, operations: played } = rangeScenarios[0]?.play(base) ?? { acts: [], operations: [] };
    const keeping = drawKeeping(base.random.stream('keeping'), base.knobs, base.span, base.estate, acts);
    const [told] = played.flatMap(
      (one) =>
        one.truth(
          one.queries.map(() => ({ recordIds: [] })),
          keeping,
        ).operations,
    );
    const world: World = { ...base, acts, operations: played, tickets: [], keeping };
    const written = new Set<string>();
    const wanted = new Set([...(told?.hops ?? []).map(({ to }) => to), ...(told?.thefts ?? []).map(({ host }) => host)]);
    for (const host of base.estate.hosts) {
      if (!wanted.has(host.fqdn) || host.system !== 'windows') continue;
      playDays(world, host, (_, records) => {
        for (const { definition, time, tick, values } of records)
          if (definition.id === 4624)
            written.add(`${host.fqdn} ${isoFromInstant({ us: time, tick, digits: 7 })} ${String(values[5]).toLowerCase()}`);
          else if (definition.id === 10) written.add(`${host.fqdn} ${isoFromInstant({ us: time, tick, digits: 7 })}`);
      });
    }
    const hops = (told?.hops ?? []).filter(({ mechanism }) => mechanism !== 'database');
    expect(hops.length).toBeGreaterThan(5);
    expect(hops.filter(({ to, time, account }) => !written.has(`${to} ${time} ${nameOf(account)}`))).toEqual([]);
    const thefts = (told?.thefts ?? []).filter(({ method }) => method.startsWith('lsass'));
    expect(thefts.length).toBeGreaterThan(5);
    expect(thefts.filter(({ host, time }) => !written.has(`${host} ${time}`))).toEqual([]);
  });

  test('calls a hop observable while a log is left that tells two of its ends and its account', () => {
    const lit = play('soft-cell', { seed: 4 }).operations.flatMap(({ hops }) => hops);
    expect(lit.every(({ observable, witnesses = [] }) => observable && witnesses.length > 1)).toBe(true);
    const base = smallWorld('soft-cell', { seed: 4 });
    const { operations } = rangeScenarios[0]?.play(base) ?? { operations: [] };
    const nothing: Keeping = { keptFrom: () => null, keeps: () => false, clearedAt: () => null };
    const dark = operations.flatMap((one) =>
      one
        .truth(
          one.queries.map(() => ({ recordIds: [] })),
          nothing,
        )
        .operations.flatMap(({ hops }) => hops),
    );
    expect(dark).toHaveLength(lit.length);
    expect(dark.every(({ observable, witnesses = [] }) => !observable && witnesses.length === 0)).toBe(true);
    const blind = blindOf(base, nothing);
    expect(blind.filter(({ source }) => source === 'Security')).toHaveLength(
      base.estate.hosts.filter(({ system }) => system === 'windows').length,
    );
  });
});

describe('a careful intruder', () => {
  test('goes only where an account has gone before', () => {
    let uses = 0;
    for (const seed of [4, 5]) {
      const { acts, base } = play('soft-cell', { seed, days: 90, stealth: 1 });
      for (const act of acts) {
        if (act.act !== 'activity' || act.activity.from === act.activity.to) continue;
        const { from, to, account, at } = act.activity;
        const before = [...base.plan.rowsOf(to)].some((row) => {
          const { memory } = base.plan;
          return memory.from[row] === from && memory.account[row] === account && (memory.at[row] ?? Infinity) < at;
        });
        expect(before).toBe(true);
        uses++;
      }
    }
    expect(uses).toBeGreaterThan(3);
  });

  test('uses accounts while they are at work anyway', () => {
    let uses = 0;
    for (const seed of [1, 4]) {
      const { operations, base } = play('soft-cell', { seed, stealth: 2 });
      const daemons = new Set(base.estate.services.map(({ account }) => account.canonical));
      uses += operations
        .flatMap(({ hops }) => hops)
        .filter(({ account, mechanism }) => mechanism !== 'database' && !daemons.has(account)).length;
      const locals = operations.flatMap(({ hops }) => hops).filter(({ account }) => account.includes('\\'));
      expect(locals).toEqual([]);
    }
    expect(uses).toBeGreaterThan(0);
    expect(activityKinds).toContain('console');
  });
});
