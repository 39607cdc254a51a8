import type { Activity } from '../../plan/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { reach } from './ends.ts';
import type { KindPlayer } from './kind-player.ts';
import { clientProcess, type ClientProgram } from './source-process.ts';

const OPENSSH: ClientProgram = { image: 'C:\\Windows\\System32\\OpenSSH\\ssh.exe', commandLine: 'ssh.exe' };
const QUERIES: ClientProgram = {
  image: 'C:\\Program Files\\Query Workbench\\workbench.exe',
  commandLine: '"C:\\Program Files\\Query Workbench\\workbench.exe" --profile records',
};

/** To a Linux host: only the client's end keeps a Windows log. */
export const ssh: KindPlayer = {
  source(player, activity) {
    const commandLine = `ssh.exe ${player.hostAt(activity.to).short}`;
    open(player, activity, { ...OPENSSH, commandLine }, 22);
  },
};

/** To the warehouse, from a program of somebody's or from a service. */
export const database: KindPlayer = {
  source(player, activity) {
    open(player, activity, QUERIES, 5432);
  },
};

/** Somebody at home is inside with the concentrator's address: nothing that his desk's logs show. */
export const vpn: KindPlayer = {};

function open(player: HostPlayer, activity: Activity, program: ClientProgram, port: number): void {
  const random = player.drawsOf(activity, 'source');
  const process = clientProcess(player, activity, random, program);
  reach(player, activity, random, process, port, player.sharedOf(activity).port);
}
