import { DAY, MILLISECOND, SECOND } from '../../moment.ts';
import { boot, serviceState, shutDown } from '../../windows/index.ts';
import { playAmbientBetween } from '../ambient/index.ts';
import { lifeOf, startStanding } from '../life/index.ts';
import type { KindPlayer } from './kind-player.ts';

/** A host goes down and comes up: who asked for it, the log's last words and its first, services that start; then its day goes on. */
export const reboot: KindPlayer = {
  destination(player, activity) {
    const { machine, world } = player;
    const random = player.drawsOf(activity, 'destination');
    const down = player.clock(activity.at);
    const patched = player.account(activity.account).name.endsWith('$') || random.chance(0.7);
    shutDown(machine, down, machine.systemSession, patched ? 'update' : 'planned');
    const life = lifeOf(player);
    if (life.provider !== null && life.provider.until > down) life.provider = null;
    const up = activity.at + Math.max(Math.round(activity.seconds * SECOND), 45 * SECOND);
    if (up >= world.span.until) return;
    boot(machine, random, player.clock(up - 30 * SECOND));
    for (const [i, name] of STARTING.entries()) serviceState(machine, player.clock(up) + i * 210 * MILLISECOND, name, 'running');
    startStanding(player, random, player.clock(up));
    const next = Math.floor((up - world.span.from) / DAY) * DAY + world.span.from + DAY;
    if (up - activity.at < DAY) playAmbientBetween(player, up, next);
  },
};

const STARTING = [
  'Plug and Play',
  'Power',
  'DHCP Client',
  'DNS Client',
  'Windows Time',
  'Workstation',
  'Server',
  'Task Scheduler',
  'Windows Management Instrumentation',
  'Windows Update',
];
