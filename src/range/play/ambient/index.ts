import { DAY, HOUR, type Moment } from '../../moment.ts';
import { event6013 } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { lifeOf } from '../life/index.ts';
import { hasWorker, playWorker } from '../residents.ts';
import { Choice } from './choice.ts';
import { inspects, keepsState, looksIntoLsass, reports } from './guard.ts';
import { asksController, asksForName, callsHome, resolvesOverNetwork, setsClock } from './network.ts';
import type { Routine } from './routine.ts';
import { checksByScript } from './scripts.ts';
import {
  changesStartType,
  compilesPage,
  installsUpdate,
  logsOnItself,
  queriesLsass,
  runsTask,
  setsValue,
  startsChore,
  startsService,
  writesFile,
} from './windows.ts';

const common: readonly Routine[] = [
  startsChore,
  startsService,
  logsOnItself,
  writesFile,
  setsValue,
  queriesLsass,
  runsTask,
  changesStartType,
  installsUpdate,
  asksForName,
  asksController,
  resolvesOverNetwork,
  setsClock,
  callsHome,
  reports,
  keepsState,
  looksIntoLsass,
  inspects,
];

const ofDesks = new Choice(common);
const ofServers = new Choice([...common, checksByScript]);
const ofSites = new Choice([...common, checksByScript, compilesPage]);

/** Records a day that a host writes by itself, about; what people and services do comes on top. */
const RECORDS = { desktop: 5, controller: 12, server: 16 } as const;

/** What Windows and the programs on it do by themselves on a day, counted from the span's first; up to the day's first restart, which goes on with it. */
export function playAmbient(player: HostPlayer, day: number): void {
  const from = player.world.span.from + day * DAY;
  if (lifeOf(player).isDown(from)) return;
  playAmbientBetween(player, from, from + DAY);
}

/** The same from one true time to another, or until the host goes down. */
export function playAmbientBetween(player: HostPlayer, from: Moment, to: Moment): void {
  const { host, own, world, machine } = player;
  const end = lifeOf(player).endOf(from, (to - from) / 1_000_000) - 1;
  playWorker(player, from, end + 1);
  const choice = host.role === 'desktop' ? ofDesks : hasWorker(host) ? ofSites : ofServers;
  const records = host.role === 'desktop' ? RECORDS.desktop : host.role === 'controller' ? RECORDS.controller : RECORDS.server;
  const expected = (records * world.knobs.noise * (end - from)) / DAY / choice.mean;
  const count = Math.floor(expected * own.between(0.75, 1.25) + own.fraction());
  for (let i = 0; i < count; i++) {
    const at = from + Math.floor(own.fraction() * (end - from));
    choice.draw(own).play(player, at);
  }
  const noon = Math.floor(from / DAY) * DAY + 12 * HOUR;
  if (noon >= from && noon < end) {
    const uptime = String(Math.floor((player.clock(noon) - machine.bootedAt) / 1_000_000));
    machine.record(event6013, player.clock(noon), machine.resident('svchost'), {
      strings: ['', '', '', '', uptime, '60', '0 Coordinated Universal Time'],
    });
  }
}
