import { MILLISECOND, SECOND } from '../../moment.ts';
import { createFile, endTask, logoff, runProcess, startTask, storedLogon, type RunningTask, type Task } from '../../windows/index.ts';
import type { ServiceAccount } from '../../estate/index.ts';
import type { HostPlayer } from '../host-player.ts';
import type { Random } from '../../random.ts';
import { lifeOf } from '../life/index.ts';
import type { KindPlayer } from './kind-player.ts';
import { productsOf } from '../life/index.ts';
import { grant, vouch } from './vouch.ts';

const POWERSHELL = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
const SEVEN_ZIP = 'C:\\Program Files\\7-Zip\\7z.exe';

/** A scheduled task at home: type 4 under its account's stored password, its process, and both gone again. */
export const batch: KindPlayer = {
  destination(player, activity) {
    const { machine, world } = player;
    const random = player.drawsOf(activity, 'destination');
    const life = lifeOf(player);
    const at = player.clock(activity.at);
    const account = player.account(activity.account);
    const { ticket } = player.sharedOf(activity);
    const elevated = world.estate.administers(activity.account, activity.to);
    const session = storedLogon(machine, random, at, account, 4, elevated, false, ticket);
    player.keepSession(activity.detail?.session, session);
    const wanted = taskOf(player, life.service(activity.account)?.purpose ?? 'task', activity.account);
    const task: Task = { ...wanted, account, begins: at - (at % SECOND), highest: elevated };
    const running = startTask(machine, random, at + 30 * MILLISECOND, task, session);
    player.keepProcess(activity.detail?.started, running.process);
    const end = Math.max(player.clock(life.endOf(activity.at, activity.seconds)), at + SECOND);
    life.keepRunning(activity.account, { process: running.process, session, from: at, until: end });
    workInTask(player, random, running, at, end);
    endTask(machine, end - 20 * MILLISECOND, running);
    logoff(machine, session, end);
  },
  controller(player, activity) {
    grant(player, activity, player.clock(activity.at) - 6 * MILLISECOND);
    vouch(player, { ...activity, detail: { package: 'Kerberos' } });
  },
};

type Wanted = Pick<Task, 'name' | 'command' | 'arguments'>;

function taskOf(player: HostPlayer, purpose: ServiceAccount['purpose'], account: number): Wanted {
  if (purpose === 'backup') {
    const { image } = productsOf(player.world).backup;
    return { name: '\\Nightly copy', command: image, arguments: '--job nightly' };
  }
  if (purpose === 'reporting')
    return { name: '\\Daily report', command: 'D:\\Reports\\bin\\reportgen.exe', arguments: '/daily /out D:\\Reports\\out' };
  if (purpose === 'deployment')
    return {
      name: '\\Collect counters',
      command: POWERSHELL,
      arguments: '-NonInteractive -ExecutionPolicy RemoteSigned -File C:\\Scripts\\collect-counters.ps1',
    };
  if (purpose === 'mediation')
    return {
      name: '\\Move record files',
      command: 'C:\\Windows\\System32\\Robocopy.exe',
      arguments: 'D:\\Mediation\\out D:\\Mediation\\done /MOV',
    };
  const jobs: readonly Wanted[] = [
    { name: '\\Rotate logs', command: POWERSHELL, arguments: '-NonInteractive -File C:\\Scripts\\rotate-logs.ps1' },
    {
      name: '\\Copy exchange files',
      command: 'C:\\Windows\\System32\\Robocopy.exe',
      arguments: 'D:\\Exchange\\out D:\\Exchange\\sent /MOV /R:2',
    },
    { name: '\\Check certificates', command: POWERSHELL, arguments: '-NonInteractive -File C:\\Scripts\\certificates.ps1' },
  ];
  return jobs[(account + player.host.index) % jobs.length] ?? { name: '\\Job', command: POWERSHELL };
}

/** Some tasks pack what they have made. */
function workInTask(player: HostPlayer, random: Random, { process, task }: RunningTask, at: number, end: number): void {
  if (end - at < 40 * SECOND) return;
  const { machine } = player;
  const middle = at + Math.floor((end - at) * random.between(0.3, 0.7));
  if (task.command === POWERSHELL && random.chance(0.3)) {
    const archive = `D:\\Archive\\logs-${random.integer(100, 999)}.7z`;
    const commandLine = `"${SEVEN_ZIP}" a -mx5 ${archive} D:\\Logs\\*.log`;
    const packer = runProcess(machine, random, middle, random.integer(2, 15) * SECOND, { image: SEVEN_ZIP, commandLine, parent: process });
    createFile(machine, middle + 200 * MILLISECOND, packer, archive);
  } else if (random.chance(0.3)) createFile(machine, middle, process, `C:\\Windows\\Temp\\job-${random.integer(1_000, 9_999)}.log`);
}
