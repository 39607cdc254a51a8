import { fictionalPlan } from '../../carrier/index.ts';
import { drawEstate, type Estate, type Host } from '../../estate/index.ts';
import type { EventRecord } from '../../evtx/index.ts';
import { DAY, HOUR } from '../../moment.ts';
import { PlanBuilder, type ActivityKind, type Plan } from '../../plan/index.ts';
import { Random } from '../../random.ts';
import { drawTelephony } from '../../telephony/index.ts';
import { drawStore } from '../../warehouse/index.ts';
import { drawKeeping, type Knobs, type Span, type World } from '../../world/index.ts';
import { playDays } from '../host-days.ts';

/** A carrier of so many hosts and days, in which somebody plans what `plan` says. Nobody intrudes; every log is kept. */
export function smallWorld(
  asked: { readonly seed?: number; readonly hosts?: number; readonly days?: number; readonly skew?: number; readonly noise?: number },
  plan: (estate: Estate, span: Span, knobs: Knobs) => Plan,
): World {
  const knobs: Knobs = {
    seed: asked.seed ?? 7,
    days: asked.days ?? 3,
    hosts: asked.hosts ?? 24,
    subscribers: 100,
    quiet: true,
    dark: 0,
    darkChoice: 'random',
    controllerLogs: true,
    retention: {},
    skew: asked.skew ?? 0,
    clearing: 0,
    dhcpNamesOnly: false,
    noise: asked.noise ?? 1,
    stealth: 0,
    goal: 'both',
    knows: 'nothing',
    numbers: fictionalPlan,
    recordFormat: 'csv',
  };
  const from = Date.UTC(2024, 2, 4) * 1000;
  const span = { from, days: knobs.days, until: from + knobs.days * DAY };
  const random = new Random(`range/${knobs.seed}`);
  const estate = drawEstate(random.stream('estate'), knobs, span);
  return {
    scenario: 'none',
    knobs,
    span,
    random,
    estate,
    plan: plan(estate, span, knobs),
    telephony: drawTelephony(random.stream('telephony'), knobs, span),
    store: drawStore(random.stream('store')),
    keeping: drawKeeping(random.stream('keeping'), knobs, span, estate, []),
    acts: [],
    operations: [],
    tickets: [],
  };
}

/** One activity of each kind a day between hosts for which it makes sense, and a restart on the second day. */
export function oneOfEach(estate: Estate, span: Span): Plan {
  const builder = new PlanBuilder();
  const first = (role: Host['role']): Host => {
    const [host] = estate.byRole(role);
    if (host === undefined) throw new RangeError(`no ${role}`);
    return host;
  };
  const desk = first('desktop');
  const person = estate.people.find(({ desk: own }) => own === desk.index);
  const administrator = estate.people.find(({ admin }) => admin !== null);
  const backup = estate.services.find(({ purpose }) => purpose === 'backup');
  const deployment = estate.services.find(({ purpose }) => purpose === 'deployment');
  if (!person || !administrator?.admin || !backup || !deployment) throw new RangeError('nobody there');
  const own = estate.accountIndex(person.account);
  const admin = estate.accountIndex(administrator.admin);
  const saves = estate.accountIndex(backup.account);
  const deploys = estate.accountIndex(deployment.account);
  const [home, away] = [first('backup'), first('files')];
  for (let day = 0; day < span.days; day++) {
    const add = (kind: ActivityKind, hour: number, minutes: number, from: Host, to: Host, account: number): void =>
      builder.add({
        kind,
        at: span.from + day * DAY + hour * HOUR + 1_234_567,
        seconds: minutes * 60,
        from: from.index,
        to: to.index,
        account,
      });
    add('daemon', 0.2, day === 0 ? 600 : 300, home, home, saves);
    add('backup', 1, 20, home, away, saves);
    add('batch', 2, 10, first('rollout'), first('rollout'), deploys);
    add('console', 7, 9 * 60, desk, desk, own);
    add('policy', 7.2, 0.1, desk, estate.controllerOf(desk), estate.accountIndex(desk.account));
    add('share', 8, 30, desk, away, own);
    add('web', 8.5, 3, desk, first('mail'), own);
    add('desktop', 9, 45, desk, first('jump'), admin);
    add('shell', 9.1, 5, first('jump'), away, admin);
    add('wmi', 9.2, 5, first('jump'), away, admin);
    add('service', 10, 4, first('rollout'), away, deploys);
    add('task', 10.5, 2, first('rollout'), away, deploys);
    add('failure', 11, 0, desk, away, own);
    add('scan', 12, 6, first('scanner'), away, deploys);
    add('ssh', 13, 20, desk, first('frontend'), own);
    add('database', 13.5, 20, desk, first('warehouse'), own);
    add('runas', 14, 20, desk, desk, admin);
    add('vpn', 20, 60, desk, first('vpn'), own);
    if (day === 1)
      builder.add({
        kind: 'reboot',
        at: span.from + day * DAY + 22 * HOUR,
        seconds: 300,
        from: away.index,
        to: away.index,
        account: deploys,
      });
    if (day === 1) add('share', 21.9, 30, desk, away, own);
  }
  return builder.build();
}

/** A record with its values by name. */
export interface SeenRecord {
  readonly host: number;
  readonly id: number;
  readonly channel: string;
  /** By the host's own clock. */
  readonly time: number;
  readonly processId: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Everything a host records, in the order its channels were handed over. */
export function recordsOf(world: World, host: Host): readonly SeenRecord[] {
  const seen: SeenRecord[] = [];
  playDays(world, host, (channel, records) => {
    for (const record of records) seen.push(shown(host.index, channel, record));
  });
  return seen;
}

function shown(host: number, channel: string, record: EventRecord): SeenRecord {
  const { id, body } = record.definition;
  const values: Record<string, unknown> = {};
  for (const [i, field] of body.fields.entries()) values[field.name ?? `#${i}`] = record.values[i];
  return { host, id, channel, time: record.time, processId: record.processId, values };
}

/** Windows hosts of a world. */
export function windowsHosts(world: World): readonly Host[] {
  return world.estate.hosts.filter((host) => host.system === 'windows');
}
