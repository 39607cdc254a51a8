import type { Host } from '../estate/index.ts';
import type { FileSink, FileWriter } from '../file-sink.ts';
import { DAY, MILLISECOND, MINUTE, SECOND, plainText, type Moment } from '../moment.ts';
import type { Activity } from '../plan/index.ts';
import type { LogJob } from '../play/log-job.ts';
import type { Random } from '../random.ts';
import { scannerAddress } from '../web/index.ts';
import type { World } from '../world/index.ts';
import { homeOf } from './home.ts';

/** The session logs of a carrier's VPN concentrators. */
export function vpnJobs(world: World): LogJob[] {
  return concentrators(world).map((host) => ({
    name: `${host.fqdn}/vpn`,
    weight: world.span.days * 10,
    run: (sink) => new SessionLog(world, host, sink).write(),
  }));
}

/** Which concentrator each of these logs is of: entries of sources.yaml. */
export function vpnSources(world: World): { match: string; host: string; zone: string; kind: string }[] {
  return concentrators(world).map(({ fqdn }) => ({ match: `**/${fqdn}/vpn-sessions-*.jsonl`, host: fqdn, zone: 'UTC', kind: 'vpn' }));
}

function concentrators(world: World): readonly Host[] {
  return world.estate.byRole('vpn').filter((host) => world.keeping.keptFrom(host.index, 'vpn') !== null);
}

interface Line {
  readonly at: Moment;
  readonly text: string;
}

const GUESSED = ['admin', 'test', 'vpn', 'guest', 'support', 'backup', 'user', 'scanner'];

/** One JSON object a line, one file a month: sessions that are opened, kept alive and closed, and people who are not let in. */
class SessionLog {
  readonly #world: World;
  readonly #host: Host;
  readonly #sink: FileSink;
  readonly #random: Random;
  readonly #own: Random;
  #file: FileWriter | null = null;
  #month = '';
  #records = 0;

  constructor(world: World, host: Host, sink: FileSink) {
    this.#world = world;
    this.#host = host;
    this.#sink = sink;
    this.#random = world.random.stream(`vpn/${host.fqdn}`);
    this.#own = world.random.stream(`vpn/${host.fqdn}/own`);
  }

  write(): void {
    const { plan, acts, span } = this.#world;
    const rows = plan.rowsOf(this.#host.index);
    const others = acts.flatMap((act) => (act.act === 'activity' && act.activity.to === this.#host.index ? [act.activity] : []));
    let next = 0;
    let nextOther = 0;
    let waiting: Line[] = [];
    for (let day = 0; day < span.days; day++) {
      const end = span.from + (day + 1) * DAY;
      for (; next < rows.length; next++) {
        const activity = plan.activity(rows[next] ?? 0);
        if (activity.at >= end) break;
        if (activity.to === this.#host.index) waiting.push(...this.#session(activity));
      }
      for (let other = others[nextOther]; other !== undefined && other.at < end; other = others[++nextOther])
        waiting.push(...this.#session(other));
      waiting.push(...this.#refused(day));
      waiting.sort((a, b) => a.at - b.at);
      const later = waiting.filter((line) => line.at >= end);
      for (const line of waiting) if (line.at < end) this.#put(line);
      waiting = later;
    }
    this.#file?.close(this.#records);
  }

  #session(activity: Activity): Line[] {
    if (activity.kind !== 'vpn') return [];
    const { estate, knobs } = this.#world;
    const random = this.#random.restart(activity.id);
    const desk = estate.hosts[activity.from];
    const { address, port } = homeOf(this.#world, activity);
    const name =
      desk === undefined || (knobs.dhcpNamesOnly && desk.dynamic) ? undefined : (activity.detail?.workstation ?? desk.short.toUpperCase());
    const common = {
      session: random.hex(12),
      who: this.#who(activity.account),
      peer: { address, port, ...(name === undefined ? {} : { name }) },
    };
    const lines: Line[] = [];
    if (random.chance(0.08))
      lines.push(
        this.#line(activity.at - random.integer(6, 40) * SECOND, 'login.refused', { ...common, session: undefined, reason: 'password' }),
      );
    lines.push(
      this.#line(activity.at, 'session.opened', { ...common, inside: estate.addressOf(activity.from, activity.at), factor: 'push' }),
    );
    const end = activity.at + Math.round(activity.seconds * SECOND);
    for (let at = activity.at + 60 * MINUTE; at < end; at += 60 * MINUTE)
      lines.push(this.#line(at, 'session.alive', { session: common.session }));
    const sent = activity.detail?.sent ?? Math.round(activity.seconds * random.between(300, 4_000));
    const received = activity.detail?.received ?? Math.round(activity.seconds * random.between(2_000, 30_000));
    lines.push(this.#line(end, 'session.closed', { ...common, bytes: { from_peer: sent, to_peer: received } }));
    return lines;
  }

  /** Strangers try names. */
  #refused(day: number): Line[] {
    const random = this.#own.restart(day);
    const begin = this.#world.span.from + day * DAY;
    return Array.from({ length: Math.round(random.between(0, 4) * this.#world.knobs.noise) }, () => {
      const peer = { address: scannerAddress(random), port: random.integer(1_024, 65_535) };
      return this.#line(begin + Math.floor(random.fraction() * DAY), 'login.refused', {
        who: random.pick(GUESSED),
        peer,
        reason: 'unknown',
      });
    });
  }

  #who(index: number): string {
    const account = this.#world.estate.accounts[index];
    return account === undefined ? '' : `${account.domain}\\${account.name}`;
  }

  #line(at: Moment, what: string, more: object): Line {
    const { fqdn, skew } = this.#host;
    return { at, text: `${JSON.stringify({ at: Math.floor((at + skew) / MILLISECOND), device: fqdn, what, ...more })}\n` };
  }

  #put({ at, text }: Line): void {
    const { span, keeping } = this.#world;
    if (at < span.from || !keeping.keeps(this.#host.index, 'vpn', at)) return;
    const month = plainText(at + this.#host.skew).slice(0, 7);
    if (month > this.#month) {
      this.#file?.close(this.#records);
      this.#file = this.#sink.open(`${this.#host.fqdn}/vpn-sessions-${month}.jsonl`);
      this.#month = month;
      this.#records = 0;
    }
    this.#file?.write(Buffer.from(text));
    this.#records++;
  }
}
