import type { Host } from '../estate/index.ts';
import type { EventRecord } from '../evtx/index.ts';
import { DAY, type Moment } from '../moment.ts';
import { hostsOf, timeOf, type Act } from '../operation/index.ts';
import type { Activity } from '../plan/index.ts';
import type { World } from '../world/index.ts';
import { playAct } from './acts/index.ts';
import { playAmbient } from './ambient/index.ts';
import { HostPlayer } from './host-player.ts';
import { kindPlayers } from './kinds/index.ts';
import { controllerOf } from './shared.ts';

/** Takes records of one channel, in order of time, dated by the host's own clock. */
export type TakeRecords = (channel: string, records: readonly EventRecord[]) => void;

/** Plays a Windows host's days one after another and hands over each day's records, with no more than that in memory. Whether they were kept is the taker's business. */
export function playDays(world: World, host: Host, take: TakeRecords): void {
  new HostDays(world, host).play(take);
}

class HostDays {
  readonly #world: World;
  readonly #host: Host;
  readonly #player: HostPlayer;
  readonly #acts: readonly Act[];
  #nextAct = 0;
  #nextRow = 0;

  constructor(world: World, host: Host) {
    this.#world = world;
    this.#host = host;
    this.#player = new HostPlayer(world, host);
    this.#acts = world.acts.filter((act) => hostsOf(act).includes(host.index) || this.#issues(act));
  }

  play(take: TakeRecords): void {
    const { span } = this.#world;
    const { machine } = this.#player;
    const put = (before: Moment): void => {
      for (const [channel, records] of machine.drain(before)) take(channel, records);
    };
    for (let day = 0; day < span.days; day++) {
      const end = span.from + (day + 1) * DAY;
      this.#player.beginDay(day);
      playAmbient(this.#player, day);
      this.#playActs(end);
      this.#playPlan(end);
      put(this.#player.clock(end));
    }
    put(Infinity);
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

  /** Acts, each after what the plan has before it: a host that went down in between has other processes. */
  #playActs(end: Moment): void {
    for (; this.#nextAct < this.#acts.length; this.#nextAct++) {
      const act = this.#acts[this.#nextAct];
      if (act === undefined || timeOf(act) >= end) return;
      this.#playPlan(timeOf(act));
      if (act.act === 'activity') this.#playActivity(act.activity);
      else playAct(this.#player, act);
    }
  }

  #playActivity(activity: Activity): void {
    const { index, role } = this.#host;
    const players = kindPlayers[activity.kind];
    if (activity.to === index) players.destination?.(this.#player, activity);
    else if (activity.from === index) players.source?.(this.#player, activity);
    if (role === 'controller' && players.controller && controllerOf(this.#world, activity) === index)
      players.controller(this.#player, activity);
  }

  #issues(act: Act): boolean {
    return this.#host.role === 'controller' && act.act === 'activity' && controllerOf(this.#world, act.activity) === this.#host.index;
  }
}
