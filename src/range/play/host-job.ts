import { hostsOf, timeOf, type Act } from '../operation/index.ts';
import type { Host } from '../estate/index.ts';
import { EvtxLog } from '../evtx/index.ts';
import type { FileSink } from '../file-sink.ts';
import { DAY, type Moment } from '../moment.ts';
import type { Activity } from '../plan/index.ts';
import type { LogSource, World } from '../world/index.ts';
import { playAct } from './acts/index.ts';
import { playAmbient } from './ambient/index.ts';
import { HostPlayer } from './host-player.ts';
import { kindPlayers } from './kinds/index.ts';
import type { LogJob } from './log-job.ts';
import { sharedOf } from './shared.ts';

/** Which of the knobs' logs a Windows channel is. */
const sourceOfChannel: Readonly<Record<string, LogSource>> = {
  Security: 'security',
  System: 'system',
  'Microsoft-Windows-Sysmon/Operational': 'sysmon',
  'Microsoft-Windows-TerminalServices-LocalSessionManager/Operational': 'remote-desktop',
  'Microsoft-Windows-TaskScheduler/Operational': 'tasks',
  'Microsoft-Windows-PowerShell/Operational': 'powershell',
};

/** The event logs of one Windows host, one file a channel, day by day with a day's records in memory. */
export function hostJob(world: World, host: Host): LogJob {
  return {
    name: host.fqdn,
    weight: host.role === 'controller' ? world.plan.count * 2 : world.plan.rowsOf(host.index).length + world.span.days * 50,
    run(sink) {
      new HostLogs(world, host, sink).write();
    },
  };
}

class HostLogs {
  readonly #world: World;
  readonly #host: Host;
  readonly #sink: FileSink;
  readonly #player: HostPlayer;
  readonly #logs = new Map<string, EvtxLog>();
  readonly #acts: readonly Act[];
  #nextAct = 0;
  #nextRow = 0;

  constructor(world: World, host: Host, sink: FileSink) {
    this.#world = world;
    this.#host = host;
    this.#sink = sink;
    this.#player = new HostPlayer(world, host);
    this.#acts = world.acts.filter((act) => hostsOf(act).includes(host.index) || this.#issues(act));
  }

  write(): void {
    const { span } = this.#world;
    for (let day = 0; day < span.days; day++) {
      const end = span.from + (day + 1) * DAY;
      this.#player.beginDay(day);
      playAmbient(this.#player, day);
      this.#playPlan(end);
      for (; this.#nextAct < this.#acts.length; this.#nextAct++) {
        const act = this.#acts[this.#nextAct];
        if (act === undefined || timeOf(act) >= end) break;
        if (act.act === 'activity') this.#playActivity(act.activity);
        else playAct(this.#player, act);
      }
      this.#put(this.#player.clock(end));
    }
    this.#put(Infinity);
    for (const log of this.#logs.values()) log.close();
  }

  /** Activities of the plan in which the host has a part. A controller has one in almost any, so it looks through them all. */
  #playPlan(end: Moment): void {
    const { plan } = this.#world;
    const rows = this.#host.role === 'controller' ? null : plan.rowsOf(this.#host.index);
    const count = rows === null ? plan.count : rows.length;
    for (; this.#nextRow < count; this.#nextRow++) {
      const row = rows === null ? this.#nextRow : (rows[this.#nextRow] ?? 0);
      if ((plan.memory.at[row] ?? 0) >= end) return;
      this.#playActivity(plan.activity(row));
    }
  }

  #playActivity(activity: Activity): void {
    const { index, role } = this.#host;
    const players = kindPlayers[activity.kind];
    if (activity.to === index) players.destination?.(this.#player, activity);
    else if (activity.from === index) players.source?.(this.#player, activity);
    if (role === 'controller' && players.controller && sharedOf(this.#world, activity).controller === index)
      players.controller(this.#player, activity);
  }

  #issues(act: Act): boolean {
    return (
      this.#host.role === 'controller' && act.act === 'activity' && sharedOf(this.#world, act.activity).controller === this.#host.index
    );
  }

  #put(before: Moment): void {
    const { keeping } = this.#world;
    for (const [channel, records] of this.#player.machine.drain(before)) {
      const source = sourceOfChannel[channel];
      if (source === undefined) throw new RangeError(`no log goes by the channel ${channel}`);
      if (keeping.keptFrom(this.#host.index, source) === null) continue;
      for (const record of records) {
        if (keeping.keeps(this.#host.index, source, record.time - this.#host.skew)) this.#log(channel).add(record);
      }
    }
  }

  #log(channel: string): EvtxLog {
    const known = this.#logs.get(channel);
    if (known !== undefined) return known;
    const file = this.#sink.open(`${this.#host.fqdn}/${channel.replaceAll('/', '%4')}.evtx`);
    const numbers = this.#world.random.stream(`record numbers/${this.#host.fqdn}/${channel}`);
    const log = new EvtxLog(file, { firstRecordId: numbers.integer(2_000, 900_000) });
    this.#logs.set(channel, log);
    return log;
  }
}
