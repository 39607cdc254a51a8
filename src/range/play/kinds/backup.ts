import { MILLISECOND, SECOND } from '../../moment.ts';
import { createFile, openShare, runProcess, serviceState } from '../../windows/index.ts';
import { admit, arrivalOf, enter, reach } from './ends.ts';
import { lifeOf } from '../life/index.ts';
import type { KindPlayer } from './kind-player.ts';
import { connectingProcess } from './source-process.ts';
import { vouch } from './vouch.ts';

const SEVEN_ZIP = 'C:\\Program Files\\7-Zip\\7z.exe';

/** The backup service copies a host's files: its own process at one end, an administrator's logon and C$ at the other. */
export const backup: KindPlayer = {
  source(player, activity) {
    const { machine } = player;
    const random = player.drawsOf(activity, 'source');
    const at = player.clock(activity.at);
    const running = lifeOf(player).runningOf(activity.account, at);
    const process =
      running === null || activity.detail?.process !== undefined ? connectingProcess(player, activity, 'system') : running.process;
    reach(player, activity, random, process, 445, player.sharedOf(activity).port);
    if (running === null || !random.chance(0.12)) return;
    const target = player.hostAt(activity.to).short;
    const archive = `E:\\Backups\\${target}-config.7z`;
    const packed = at + Math.max(SECOND, Math.floor(activity.seconds * 0.6) * SECOND);
    const commandLine = `"${SEVEN_ZIP}" a -t7z -mx3 ${archive} \\\\${target}\\C$\\Windows\\System32\\config\\*.log`;
    const start = { image: SEVEN_ZIP, commandLine, parent: running.process };
    const packer = runProcess(machine, random, packed, random.integer(3, 40) * SECOND, start);
    createFile(machine, packed + 150 * MILLISECOND, packer, archive);
  },
  destination(player, activity) {
    const { machine } = player;
    const arrival = arrivalOf(player, activity);
    const { random, logonAt, origin, end } = arrival;
    admit(player, activity, arrival, machine.resident('system'), 445);
    const session = enter(player, activity, arrival);
    openShare(machine, logonAt + 12 * MILLISECOND, session, origin, 'C$', 'C:\\');
    if (end - logonAt < 30 * SECOND || !random.chance(0.5)) return;
    serviceState(machine, logonAt + 3 * SECOND, 'Volume Shadow Copy', 'running');
    serviceState(machine, end - SECOND, 'Volume Shadow Copy', 'stopped');
  },
  controller: vouch,
};
