import { describe, expect, test } from 'vitest';
import type { Host } from '../estate/index.ts';
import { SECOND, type Moment } from '../moment.ts';
import { hostsOf } from '../operation/index.ts';
import { drawWorld, knobsOf } from '../run/index.ts';
import { rangeScenarios } from '../scenarios/index.ts';
import type { Hop, Operation, TrueTheft } from '../truth.ts';
import type { Knobs, World } from '../world/index.ts';
import { sharedOf } from './shared.ts';
import { played, type Seen } from './test-support/seen.ts';

/** Logon types that leave a credential in memory while the session lasts. */
const EXPOSING = new Set([2, 4, 5, 8, 9, 10, 11]);

/** Ports of services whose logons do not print the client's. */
const UNNAMED: Readonly<Record<string, number>> = { rdp: 3389, winrm: 5985 };

interface Play {
  readonly world: World;
  readonly operation: Operation;
  /** By the host's name, in order of log and time. */
  readonly seen: ReadonlyMap<string, readonly Seen[]>;
}

function play(knobs: Partial<Knobs> & { readonly seed: number }): Play {
  const scenario = rangeScenarios.find(({ name }) => name === 'soft-cell');
  if (scenario === undefined) throw new RangeError('no such scenario');
  const world = drawWorld(scenario, knobsOf('small', scenario.defaults, { days: 40, hosts: 24, subscribers: 100, ...knobs }));
  const { acts, estate, keeping, operations } = world;
  const [one] = operations;
  const [operation] =
    one?.truth(
      one.queries.map(() => ({ recordIds: [] })),
      keeping,
    ).operations ?? [];
  if (operation === undefined) throw new RangeError('nobody intruded');
  const touched = new Set(acts.flatMap((act) => [...hostsOf(act)]));
  const hosts = estate.hosts.filter(({ index, role, system }) => system === 'windows' && (touched.has(index) || role === 'controller'));
  return { world, operation, seen: new Map(hosts.map((host) => [host.fqdn, played(world, [host])])) };
}

/** µs since 1970 of a time with 7 fraction digits, the last of them left out. */
function moment(time: string): Moment {
  return Date.parse(`${time.slice(0, 23)}Z`) * 1000 + Number(time.slice(23, 26) || '0');
}

function nameOf(account: string): string {
  return account.split('\\').at(-1)?.split('@')[0] ?? '';
}

function around({ seen }: Play, host: string, time: string, seconds: number): readonly Seen[] {
  const at = moment(time);
  return (seen.get(host) ?? []).filter((one) => Math.abs(one.at - at) <= seconds * SECOND);
}

function hostNamed({ world }: Play, name: string): Host {
  const host = world.estate.hosts.find(({ fqdn }) => fqdn === name);
  if (host === undefined) throw new RangeError(`no host ${name}`);
  return host;
}

/** The logon that dates a hop: at the destination, at that microsecond, of that account. */
function logonOf(one: Play, hop: Hop): Seen | undefined {
  return around(one, hop.to, hop.time, 0).find(
    (record) => record.id === 4624 && String(record.field('TargetUserName')).toLowerCase() === nameOf(hop.account),
  );
}

/** Who was signed on when memory was read, by the security log: a session that leaves credentials, open then. */
function isSignedOn({ seen }: Play, theft: TrueTheft, account: string): boolean {
  const at = moment(theft.time);
  const security = (seen.get(theft.host) ?? []).filter((record) => record.source === 'security' && record.at <= at);
  const closed = new Set(security.filter(({ id }) => id === 4634).map((record) => record.field('TargetLogonId')));
  return security.some(
    (record) =>
      record.id === 4624 &&
      String(record.field('TargetUserName')).toLowerCase() === nameOf(account) &&
      EXPOSING.has(Number(record.field('LogonType'))) &&
      !closed.has(record.field('TargetLogonId')),
  );
}

/** How many of source, destination and account a record names; whose log it is in counts as a name. */
function named(one: Play, hop: Hop, record: Seen): number {
  const values = record.texts();
  const says = (host: Host): boolean => {
    const addresses = [one.world.estate.addressOf(host.index, record.at - record.host.skew), host.fqdn, host.short, host.account.name];
    return record.host === host || addresses.some((name) => values.includes(name.toLowerCase()));
  };
  const name = nameOf(hop.account);
  const sid = one.world.estate.accounts.find(({ canonical }) => canonical === hop.account)?.sid.toLowerCase();
  const account = values.some((value) => value === name || value === sid || value.startsWith(`${name}@`) || value.endsWith(`\\${name}`));
  return [says(hostNamed(one, hop.from)), says(hostNamed(one, hop.to)), account].filter(Boolean).length;
}

describe.each([1, 2, 3])('soft-cell as played, seed %i', (seed) => {
  const one = play({ seed });
  const { operation, world } = one;
  const hops = operation.hops.filter((hop) => hop.mechanism !== 'database');

  test('has hops in several waves', () => {
    expect(new Set(hops.map(({ wave }) => wave)).size).toBeGreaterThan(1);
  });

  test('dates each hop by the logon of its account at the destination, from its source', () => {
    const wrong = hops.filter((hop) => {
      const logon = logonOf(one, hop);
      const at = moment(hop.time) - hostNamed(one, hop.to).skew;
      const named = logon?.field('IpAddress');
      // Windows' own web server does not say who asks.
      return hop.mechanism === 'winrm' ? named !== '-' : named !== world.estate.addressOf(hostNamed(one, hop.from).index, at);
    });
    expect(wrong).toEqual([]);
  });

  test('has the socket behind each hop at its source where that keeps Sysmon', () => {
    const wrong = hops.filter((hop) => {
      const from = hostNamed(one, hop.from);
      const at = moment(hop.time) - hostNamed(one, hop.to).skew;
      if (!world.keeping.keeps(from.index, 'sysmon', at)) return false;
      const to = world.estate.addressOf(hostNamed(one, hop.to).index, at);
      const port = String(logonOf(one, hop)?.field('IpPort'));
      const fixed = UNNAMED[hop.mechanism];
      const sockets = (one.seen.get(hop.from) ?? []).filter(
        (record) =>
          record.source === 'sysmon' &&
          record.id === 3 &&
          Math.abs(record.at - from.skew - at) < 4 * SECOND &&
          record.field('DestinationIp') === to &&
          (fixed === undefined ? String(record.field('SourcePort')) === port : record.field('DestinationPort') === fixed),
      );
      return sockets.length === 0 || sockets.some((socket) => socket.field('Initiated') !== true);
    });
    expect(wrong).toEqual([]);
  });

  test('connects to the warehouse from a program that was started on the host, under a port that the warehouse names', () => {
    const wrong = operation.hops.filter((hop) => {
      if (hop.mechanism !== 'database') return false;
      const from = hostNamed(one, hop.from);
      const at = moment(hop.time);
      if (!world.keeping.keeps(from.index, 'sysmon', at)) return false;
      const records = (one.seen.get(hop.from) ?? []).filter(({ source }) => source === 'sysmon');
      const ports = world.acts.flatMap((act) =>
        act.act === 'activity' && act.activity.kind === 'database' && act.activity.from === from.index
          ? [sharedOf(world, act.activity).port]
          : [],
      );
      const socket = records.find(
        (record) => record.id === 3 && record.field('DestinationPort') === 5432 && Math.abs(record.at - from.skew - at) < 3 * SECOND,
      );
      const program = records.some((record) => record.id === 1 && record.field('ProcessGuid') === socket?.field('ProcessGuid'));
      return !program || !ports.includes(Number(socket?.field('SourcePort')));
    });
    expect(wrong).toEqual([]);
  });

  test('reads memory at the time of each theft, or runs what reads the accounts', () => {
    const wrong = (operation.thefts ?? []).filter((theft) => {
      const records = around(one, theft.host, theft.time, 0.01).filter((record) => record.source === 'sysmon');
      const memory = theft.method.startsWith('lsass');
      return !records.some((record) =>
        memory ? record.id === 10 && String(record.field('TargetImage')).endsWith('lsass.exe') : record.id === 1,
      );
    });
    expect(wrong).toEqual([]);
  });

  test('steals from memory what lies in it: the account was signed on there', () => {
    const wrong = (operation.thefts ?? [])
      .filter(({ method }) => method.startsWith('lsass'))
      .flatMap((theft) =>
        theft.accounts.filter((account) => !isSignedOn(one, theft, account)).map((account) => `${theft.host} ${theft.time} ${account}`),
      );
    expect(wrong).toEqual([]);
  });

  test('leaves no process without a parent that was there, and no program outlives its shell', () => {
    const wrong = [...one.seen.values()].flatMap((records) => orphans(records));
    expect(wrong).toEqual([]);
  });
});

/** Processes that start after the one they are started by has ended. */
function orphans(records: readonly Seen[]): readonly string[] {
  const ended = new Map<string, Moment>();
  const sysmon = records.filter(({ source }) => source === 'sysmon');
  for (const record of sysmon) if (record.id === 5) ended.set(String(record.field('ProcessGuid')), record.at);
  return sysmon
    .filter((record) => record.id === 1 && (ended.get(String(record.field('ParentProcessGuid'))) ?? Infinity) < record.at)
    .map((record) => `${record.host.fqdn} ${record.at} ${String(record.field('CommandLine'))}`);
}

describe.each([
  { seed: 4, dark: 0.4, controllerLogs: false, skew: 30 },
  { seed: 5, dark: 0.6, controllerLogs: true, clearing: 1 },
] as const)('what could be seen of soft-cell with $dark of the hosts dark, seed $seed', (knobs) => {
  const one = play(knobs);
  const hops = one.operation.hops.filter((hop) => hop.mechanism !== 'database');
  const { hosts } = one.world.estate;
  const witnessesOf = (hop: Hop): ReadonlySet<string> => {
    const at = moment(hop.time) - hostNamed(one, hop.to).skew;
    const found = new Set<string>();
    for (const records of one.seen.values())
      for (const record of records)
        if (Math.abs(record.at - record.host.skew - at) < 3 * SECOND && named(one, hop, record) >= 2)
          found.add(`${record.source} on ${record.host.fqdn}`);
    return found;
  };

  test('is in the logs that the truth names', () => {
    const windows = new Set(hosts.filter(({ system }) => system === 'windows').map(({ fqdn }) => fqdn));
    const wrong = hops.flatMap((hop) => {
      const found = witnessesOf(hop);
      const claimed = (hop.witnesses ?? []).filter((name) => windows.has(name.split(' on ')[1] ?? ''));
      return claimed
        .filter((name) => !found.has(name))
        .map((name) => `${hop.mechanism} ${hop.time} ${hop.from} ${hop.to} ${hop.account}: ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  test('is in no log where the truth says that none tells of it', () => {
    expect(hops.filter((hop) => !hop.observable && witnessesOf(hop).size > 0)).toEqual([]);
  });
});
