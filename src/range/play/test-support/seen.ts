import type { EventRecord, EventValue } from '../../evtx/index.ts';
import type { Host } from '../../estate/index.ts';
import type { Moment } from '../../moment.ts';
import type { LogSource, World } from '../../world/index.ts';
import { hostsOf } from '../../operation/index.ts';
import { playAct } from '../acts/index.ts';
import { playDays } from '../host-days.ts';
import { logSourceOf } from '../host-job.ts';
import { HostPlayer } from '../host-player.ts';

/** A record as it was played, its values by name. */
export interface Seen {
  readonly host: Host;
  readonly source: LogSource;
  readonly id: number;
  /** By the host's own clock, as the record is dated. */
  readonly at: Moment;
  field(name: string): EventValue | undefined;
  /** The texts among its values and the SID it was written under, in small letters. */
  texts(): readonly string[];
}

/** The records of some hosts' logs that were kept, host by host, log by log, in order of time. */
export function played(world: World, hosts: readonly Host[]): Seen[] {
  const seen: Seen[] = [];
  for (const host of hosts) {
    playDays(world, host, (channel, records) => {
      for (const one of kept(world, host, channel, records)) seen.push(one);
    });
  }
  return seen;
}

/** What a world's acts alone leave in the logs of a host, in order of time: no habit, nothing of the host's own. */
export function playedActs(world: World, host: Host): Seen[] {
  const player = new HostPlayer(world, host);
  for (const act of world.acts) if (hostsOf(act).includes(host.index)) playAct(player, act);
  const seen: Seen[] = [];
  for (const [channel, records] of player.machine.drain(Infinity)) seen.push(...kept(world, host, channel, records));
  return seen.sort((a, b) => a.at - b.at);
}

function kept(world: World, host: Host, channel: string, records: readonly EventRecord[]): Seen[] {
  const source = logSourceOf(channel);
  return records
    .filter((record) => world.keeping.keeps(host.index, source, record.time - host.skew))
    .map((record) => new SeenRecord(host, source, record));
}

class SeenRecord implements Seen {
  readonly host: Host;
  readonly source: LogSource;
  readonly #record: EventRecord;

  constructor(host: Host, source: LogSource, record: EventRecord) {
    this.host = host;
    this.source = source;
    this.#record = record;
  }

  get id(): number {
    return this.#record.definition.id;
  }

  get at(): Moment {
    return this.#record.time;
  }

  field(name: string): EventValue | undefined {
    const { definition, values } = this.#record;
    const place = definition.body.fields.findIndex((field) => field.name === name);
    return place < 0 ? undefined : values[place];
  }

  texts(): readonly string[] {
    const { values, userId } = this.#record;
    return [userId, ...values].filter((value) => typeof value === 'string').map((value) => value.toLowerCase());
  }
}
