import { usualKnobs } from '../../run/knobs-of.ts';
import { fictionalPlan } from '../../carrier/index.ts';
import type { Estate, Host, HostRole, Person, Zone } from '../../estate/index.ts';
import type { FileSink } from '../../file-sink.ts';
import { MemoryFile } from '../../file-sink.ts';
import { DAY, HOUR, SECOND } from '../../moment.ts';
import type { Act } from '../../operation/index.ts';
import { PlanBuilder, type ActivityKind } from '../../plan/index.ts';
import { Random } from '../../random.ts';
import type { Account, Domain } from '../../windows/index.ts';
import type { Knobs, World } from '../../world/index.ts';

const FROM = Date.UTC(2024, 1, 27) * 1000;
const domain: Domain = { dns: 'corp.example', netbios: 'CORP', sid: 'S-1-5-21-1-2-3' };

const made: readonly (readonly [HostRole, Zone, number])[] = [
  ['controller', 'servers', 0],
  ['files', 'servers', 0],
  ['warehouse', 'data', 0],
  ['web', 'dmz', 0],
  ['mail', 'dmz', 0],
  ['frontend', 'dmz', 0],
  ['vpn', 'dmz', 0],
  ['monitoring', 'management', 0],
  ['mediation', 'data', 0],
  ['backup', 'servers', 0],
  ['desktop', 'office', 1],
  ['desktop', 'office', 1],
];

/** Places of the hosts, by what they are. */
export const at = { controller: 0, files: 1, warehouse: 2, web: 3, mail: 4, frontend: 5, vpn: 6, desk: 10, otherDesk: 11 } as const;

export interface TinyOptions {
  readonly days?: number;
  readonly acts?: readonly Act[];
  readonly keptFrom?: number;
  readonly dhcpNamesOnly?: boolean;
  /** Every activity of the plan is done so many times an hour; 1 when absent. */
  readonly busy?: number;
}

/** A dozen hosts whose days are alike: every kind of activity that passes a wire, once an hour or oftener. */
export function tinyWorld({ days = 3, acts = [], keptFrom = FROM, dhcpNamesOnly = false, busy = 1 }: TinyOptions = {}): World {
  const span = { from: FROM, days, until: FROM + days * DAY };
  const hosts = made.map(([role, zone, site], index) => drawnHost(role, zone, site, index));
  const accounts: Account[] = [account('bob', 1_101), account('adm.carla', 1_102), ...hosts.map((host) => host.account)];
  const person: Person = {
    index: 0,
    role: 'office',
    account: account('bob', 1_101),
    admin: null,
    badHabits: false,
    desk: at.desk,
    hiredAt: FROM,
    leavesAt: Infinity,
    site: 1,
    begins: 8,
    ends: 17,
    utcOffset: 1,
    servers: [at.files],
  };
  const random = new Random('tiny');
  const addressOf = (index: number, time: number): string =>
    index === at.desk && time >= FROM + DAY
      ? '10.9.96.200'
      : `10.${hosts[index]?.site === 0 ? 8 : 9}.${zoneNumber(hosts[index])}.${10 + index}`;
  const estate: Estate = {
    domains: [domain],
    sites: [
      { name: 'Dray data centre', utcOffset: 1 },
      { name: 'Holm', utcOffset: 1 },
    ],
    hosts,
    people: [person],
    services: [],
    accounts,
    accountIndex: (account) => accounts.indexOf(account),
    byRole: (role) => hosts.filter((host) => host.role === role),
    controllerOf: () => hosts[0] ?? fail(),
    addressOf,
    leasesOf: (index) =>
      index === at.desk
        ? [
            { from: FROM, to: FROM + DAY, address: addressOf(index, FROM) },
            { from: FROM + DAY, to: span.until, address: addressOf(index, FROM + DAY) },
          ]
        : [{ from: FROM, to: span.until, address: addressOf(index, FROM) }],
    dhcpServerOf: () => hosts[0] ?? fail(),
    holidays: new Set(),
    administers: () => false,
    twinsOf: () => [],
  };
  const plan = new PlanBuilder();
  for (let hour = 0; hour < days * 24; hour++)
    for (let turn = 0; turn < busy; turn++)
      for (const [kind, from, to] of done)
        plan.add({
          kind,
          at: FROM + hour * HOUR + (turn * HOUR) / busy + plan_(kind) * SECOND,
          seconds: 120,
          from,
          to,
          account: kind === 'policy' ? 2 + from : hour % 2,
        });
  return {
    scenario: 'tiny',
    knobs: { ...knobs, days, dhcpNamesOnly },
    span,
    random,
    estate,
    plan: plan.build(),
    telephony: {
      plan: fictionalPlan,
      subscribers: 50,
      msisdnOf: (subscriber: number) => `99915${1_000_000 + subscriber}`,
    } as World['telephony'],
    store: {} as World['store'],
    keeping: { keptFrom: () => keptFrom, keeps: (_host, _source, time) => time >= keptFrom && time < span.until, clearedAt: () => null },
    acts,
    operations: [],
    tickets: [],
  };
}

const INTRUDER = '203.0.113.230';
const SHELL = '/support/img.aspx';

/** What an intruder does in it. */
export const tinyActs: readonly Act[] = [
  { act: 'exploit', host: at.web, at: FROM + 30 * HOUR, client: INTRUDER, page: '/support/upload.aspx', shell: SHELL },
  {
    act: 'web-shell',
    host: at.web,
    at: FROM + 31 * HOUR,
    client: INTRUDER,
    shell: SHELL,
    command: null,
    query: 'f=C%3A%5Ca.rar',
    received: 900,
    sent: 40_000_000,
  },
  {
    act: 'activity',
    activity: {
      id: 5_000_000,
      kind: 'service',
      at: FROM + 33 * HOUR,
      seconds: 30,
      from: at.web,
      to: at.files,
      account: 1,
      detail: { name: 'x', image: 'C:\\Windows\\xyz.exe', sent: 3_000_000, received: 9_000, package: 'NTLM' },
    },
  },
  {
    act: 'connect',
    host: at.files,
    at: FROM + 34 * HOUR,
    process: 'x',
    address: '198.51.100.240',
    port: 443,
    seconds: 40_000,
    sent: 5_000_000_000,
    received: 1_000_000,
    name: 'cdn.host.example',
  },
];

const done: readonly (readonly [ActivityKind, number, number])[] = [
  ['console', at.desk, at.desk],
  ['share', at.desk, at.files],
  ['policy', at.otherDesk, at.controller],
  ['desktop', at.desk, at.files],
  ['shell', at.desk, at.files],
  ['wmi', at.web, at.files],
  ['service', at.otherDesk, at.files],
  ['task', at.otherDesk, at.files],
  ['web', at.desk, at.mail],
  ['web', at.otherDesk, at.web],
  ['failure', at.desk, at.files],
  ['scan', at.desk, at.web],
  ['ssh', at.desk, at.warehouse],
  ['vpn', at.desk, at.vpn],
  ['database', at.web, at.warehouse],
  ['backup', 9, at.warehouse],
];

function plan_(kind: ActivityKind): number {
  return 60 + 30 * done.findIndex(([own]) => own === kind);
}

function zoneNumber(host: Host | undefined): number {
  return { dmz: 2, servers: 16, data: 48, management: 64, office: 96 }[host?.zone ?? 'office'];
}

function drawnHost(role: HostRole, zone: Zone, site: number, index: number): Host {
  const short = `${role}${index}`;
  const linux = role === 'warehouse' || role === 'frontend' || role === 'vpn';
  return {
    index,
    short,
    fqdn: `${short}.${domain.dns}`,
    domain,
    role,
    zone,
    site,
    system: linux ? 'linux' : 'windows',
    account: account(`${short.toUpperCase()}$`, 1_200 + index),
    rid: 1_200 + index,
    owner: role === 'desktop' ? 0 : null,
    dynamic: role === 'desktop',
    bootedAt: FROM - DAY,
    skew: index * 1_000_000,
  };
}

function account(name: string, rid: number): Account {
  return {
    name,
    sid: `${domain.sid}-${rid}`,
    domain: domain.netbios,
    realm: domain.dns.toUpperCase(),
    canonical: `${name.toLowerCase()}@${domain.dns}`,
  };
}

function fail(): never {
  throw new RangeError('no such host');
}

const knobs: Knobs = {
  ...usualKnobs,
  seed: 1,
  days: 3,
  hosts: made.length,
  subscribers: 50,
  quiet: true,
  skew: 0,
  goal: 'targets',
  recordFormat: 'csv',
};

/** Files in memory, by path. */
export class MemorySink implements FileSink {
  readonly files = new Map<string, { file: MemoryFile; records: number }>();

  open(path: string): ReturnType<FileSink['open']> {
    if (this.files.has(path)) throw new RangeError(`${path} is written twice`);
    const file = new MemoryFile();
    const entry = { file, records: -1 };
    this.files.set(path, entry);
    return {
      write: (bytes) => file.write(bytes),
      overwrite: (position, bytes) => file.overwrite(position, bytes),
      close: (records) => void (entry.records = records),
    };
  }

  text(path: string): string {
    return this.files.get(path)?.file.bytes().toString() ?? '';
  }

  paths(): string[] {
    return [...this.files.keys()].sort();
  }
}
