import type { Host } from '../estate/index.ts';
import type { FileSink } from '../file-sink.ts';
import { DAY, MILLISECOND, SECOND, type Moment } from '../moment.ts';
import { timeOf, type Act } from '../operation/index.ts';
import { activityKinds, type Activity } from '../plan/index.ts';
// The files themselves: what is played on hosts may in turn ask what passes on the wire.
import { portAfter } from '../play/kinds/ends.ts';
import { inClear } from '../play/kinds/web.ts';
import { productsOf } from '../play/life/products.ts';
import { sharedOf, type Shared } from '../play/shared.ts';
import type { Random } from '../random.ts';
import type { Account } from '../windows/index.ts';
import type { World } from '../world/index.ts';
import { actTraffic } from './act-traffic.ts';
import { Capture } from './capture.ts';
import { edgeAmbient, innerAmbient } from './ambient.ts';
import { kindTraffic, ticketFor } from './kinds.ts';
import type { LogShape } from './log-shape.ts';
import { askName } from './names.ts';
import { grantServiceTicket, grantTicket, refuseTicket } from './proofs.ts';
import { SensorLog } from './sensor-log.ts';
import type { Sight } from './sight.ts';
import { vpnTraffic } from './vpn-traffic.ts';
import type { Wire } from './wire.ts';

/** Seconds for which a client keeps the address of a host. */
const NAME_KEPT = 86_400;
const CONSOLE = activityKinds.indexOf('console');
const REBOOT = activityKinds.indexOf('reboot');
/** How many ports after an activity's own connection a client asks for tickets. */
const FIRST_TICKET = 4_096;

/** One sensor: what passes it, day by day, and its logs. */
export class Sensor implements Wire {
  readonly world: World;
  readonly sight: Sight;
  readonly capture = new Capture();
  readonly #draws: Random;
  readonly #day: Random;
  readonly #logs = new Map<LogShape, SensorLog>();
  readonly #sink: FileSink;
  /** Who asked for whom today: clients keep names and tickets. */
  readonly #lately = new Set<number>();
  readonly #hosts: readonly Host[];
  /** Whom each host asks. */
  readonly #controllers: readonly number[];
  readonly #downUntil: Float64Array;
  readonly #rolledOut: string;
  #nextRow = 0;
  #nextAct = 0;

  constructor(world: World, sight: Sight, sink: FileSink) {
    this.world = world;
    this.sight = sight;
    this.#sink = sink;
    this.#draws = world.random.stream(`${sight.name}/draws`);
    this.#day = world.random.stream(`${sight.name}/day`);
    const { hosts } = world.estate;
    this.#hosts = hosts;
    this.#controllers = hosts.map((host) => world.estate.controllerOf(host).index);
    this.#downUntil = new Float64Array(hosts.length);
    this.#rolledOut = productsOf(world).runner.image;
  }

  run(): void {
    const { span } = this.world;
    for (let day = 0; day < span.days; day++) {
      const end = span.from + (day + 1) * DAY;
      this.#lately.clear();
      const random = this.#day.restart(day);
      if (this.sight.outside) edgeAmbient(this, random, day);
      else innerAmbient(this, random, day);
      this.#play(end);
      this.#put(end);
    }
    this.#put(span.until);
    for (const log of this.#logs.values()) log.close();
  }

  /** Whether what goes from one host to another passes here. */
  passes(from: number, to: number): boolean {
    const [source, target] = [this.#hosts[from], this.#hosts[to]];
    return source !== undefined && target !== undefined && this.sight.between(source, target);
  }

  host(index: number): Host {
    const host = this.world.estate.hosts[index];
    if (host === undefined) throw new RangeError(`no host ${index}`);
    return host;
  }

  addressOf(index: number, at: Moment): string {
    return this.world.estate.addressOf(index, at);
  }

  /** A stream of the sensor's own for an act. */
  drawsFor(number: number, second: number): Random {
    return this.#draws.restart(number, second);
  }

  /** A host asks its controller for another's address, unless it knows it from before; `before` is when it will need it. */
  #lookUp(random: Random, from: Host, to: Host, before: Moment, planned: boolean): void {
    const controller = this.#controllers[from.index] ?? from.index;
    // A controller's own address its hosts know from the start.
    if (to.role === 'controller' || !this.passes(from.index, controller) || !this.#firstToday(from.index, to.index, planned, 'name'))
      return;
    const at = before - random.integer(2, 25) * MILLISECOND;
    const [client, server] = [this.addressOf(from.index, at), this.addressOf(controller, at)];
    const answer = this.addressOf(to.index, at);
    askName(this.capture, random, { at, client, server, name: to.fqdn, answer, ttl: NAME_KEPT, authoritative: true });
  }

  /** Activities of the plan and acts, in order of time. */
  #play(end: Moment): void {
    const { plan, acts } = this.world;
    const { at, from, to, kind, seconds } = plan.memory;
    for (; ; this.#nextAct++) {
      const act = acts[this.#nextAct];
      const until = act === undefined ? end : Math.min(end, timeOf(act));
      for (; this.#nextRow < plan.count && (at[this.#nextRow] ?? 0) < until; this.#nextRow++) {
        const row = this.#nextRow;
        if (kind[row] === REBOOT) this.#downUntil[to[row] ?? 0] = (at[row] ?? 0) + (seconds[row] ?? 0) * SECOND;
        else if (from[row] !== to[row] || kind[row] === CONSOLE) this.#row(row, from[row] ?? 0, to[row] ?? 0);
      }
      if (act === undefined || timeOf(act) >= end) return;
      this.#act(act);
    }
  }

  #act(act: Act): void {
    if (act.act === 'activity') this.#pass(act.activity, false);
    else actTraffic(this, act);
  }

  /** A row of the plan, if it passes here or what goes before it: a question for a name, a ticket. */
  #row(row: number, from: number, to: number): void {
    const asked = this.#controllers[from] ?? from;
    const vouches = this.#controllers[to] ?? to;
    if (this.passes(from, to) || this.passes(from, asked) || this.passes(from, vouches)) this.#pass(this.world.plan.activity(row), true);
  }

  #pass(activity: Activity, planned: boolean): void {
    const { world } = this;
    if (activity.kind === 'vpn') return vpnTraffic(this, activity);
    const source = this.host(activity.detail?.via ?? activity.from);
    const target = this.host(activity.to);
    const account = world.estate.accounts[activity.account];
    if (account === undefined) return;
    const shared = sharedOf(world, activity);
    const random = this.#draws.restart(activity.id, 0x5a);
    const traffic = kindTraffic[activity.kind];
    if (this.#isDown(source.index, activity.at)) return;
    if (source.index !== target.index && traffic !== null && this.#isNamed(target))
      this.#lookUp(random, source, target, activity.at, planned);
    this.#vouch(activity, shared, target, account, random, planned);
    if (traffic === null || !this.passes(source.index, target.index) || this.#isDown(target.index, activity.at)) return;
    traffic({
      capture: this.capture,
      random,
      activity,
      shared,
      account,
      source,
      target,
      client: this.addressOf(source.index, activity.at),
      server: this.addressOf(target.index, activity.at),
      called: shared.package === 'NTLM' || !this.#isNamed(target) ? this.addressOf(target.index, activity.at) : target.fqdn,
      rolledOut: this.#rolledOut,
      workstation: activity.detail?.workstation ?? (this.#isNamed(source) ? source.short.toUpperCase() : null),
    });
  }

  /** The tickets behind an activity, as the controller notes them: the same client, port and time. */
  #vouch(
    activity: Activity,
    { port, latency, package: proof, controller }: Shared,
    target: Host,
    account: Account,
    random: Random,
    planned: boolean,
  ): void {
    const { kind, at } = activity;
    // Where the password goes over in clear the site itself asks.
    const clear = kind === 'web' && inClear(target.role, port);
    const from = clear ? target.index : activity.from;
    if (account.realm === null || !this.passes(from, controller) || this.#isDown(from, at) || this.#isDown(controller, at)) return;
    const common = { client: this.addressOf(from, at), controller: this.addressOf(controller, at), account };
    const [first, second] = [portAfter(port, FIRST_TICKET), portAfter(port, FIRST_TICKET + 1)];
    if (kind === 'failure') {
      if (proof === 'Kerberos') refuseTicket(this.capture, random, { ...common, at: at + latency - 7 * MILLISECOND, port: second });
      return;
    }
    const service = ticketFor[kind];
    const home = kind === 'console';
    if (service === null || (proof === 'NTLM' && !home && !clear)) return;
    if (home || clear) grantTicket(this.capture, random, { ...common, at: at - 13 * MILLISECOND, port: first });
    // A ticket holds for ten hours: a day's work.
    if (!this.#isNamed(target) || !this.#firstToday(activity.account, target.index, planned, 'ticket')) return;
    const request = { ...common, at: at + latency - 3 * MILLISECOND, port: second };
    grantServiceTicket(this.capture, random, request, `${service}/${target.fqdn}`);
  }

  /** Whether a host is between going down and being up again. */
  #isDown(host: number, at: Moment): boolean {
    return at < (this.#downUntil[host] ?? 0);
  }

  /** Whether what passes names a host: not where only DHCP knows it. */
  #isNamed(host: Host): boolean {
    return !(this.world.knobs.dhcpNamesOnly && host.dynamic);
  }

  /** Whether somebody asks for another the first time today; an intruder's programs keep nothing for others. */
  #firstToday(who: number, whom: number, planned: boolean, what: 'name' | 'ticket'): boolean {
    const key = (who * 0x10_0000 + whom) * 4 + (planned ? 1 : 0) + (what === 'name' ? 2 : 0);
    if (this.#lately.has(key)) return false;
    this.#lately.add(key);
    return true;
  }

  #put(before: Moment): void {
    const { keeping } = this.world;
    const { keeper, name, form } = this.sight;
    for (const [shape, records] of this.capture.drain(before)) {
      for (const record of records) {
        if (!keeping.keeps(keeper, 'zeek', record.written)) continue;
        let log = this.#logs.get(shape);
        if (log === undefined) this.#logs.set(shape, (log = new SensorLog(this.#sink, name, shape, form)));
        log.add(record);
      }
    }
  }
}
