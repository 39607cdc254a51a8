import { MILLISECOND, MINUTE, SECOND } from '../../moment.ts';
import {
  deleteTask,
  endTask,
  localSystem,
  openShare,
  openShareFile,
  registerTask,
  startTask,
  storedLogon,
  logoff,
  type Task,
} from '../../windows/index.ts';
import { admit, arrivalOf, enter } from './ends.ts';
import type { KindPlayer } from './kind-player.ts';
import { overSmb } from './over-smb.ts';
import { vouch } from './vouch.ts';

const POWERSHELL = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
/** What administrators have run once, elsewhere. */
const ONCE = [
  { name: '\\Collect diagnostics', command: POWERSHELL, arguments: '-NonInteractive -File C:\\Scripts\\diagnostics.ps1' },
  { name: '\\Clean temporary files', command: 'C:\\Windows\\System32\\cleanmgr.exe', arguments: '/sagerun:3' },
  { name: '\\Restart after installation', command: 'C:\\Windows\\System32\\cmd.exe', arguments: '/c C:\\Scripts\\after-install.cmd' },
  { name: '\\Refresh policy', command: 'C:\\Windows\\System32\\gpupdate.exe', arguments: '/force' },
];

/** A scheduled task registered from afar and run: the scheduler's pipe, 4698 and 106, its process below the scheduler, and gone again. */
export const task: KindPlayer = {
  source: overSmb,
  destination(player, activity) {
    const { machine } = player;
    const { detail } = activity;
    const arrival = arrivalOf(player, activity);
    const { random, logonAt, origin, account } = arrival;
    admit(player, activity, arrival, machine.resident('system'), 445);
    const session = enter(player, activity, arrival);
    openShare(machine, logonAt + 20 * MILLISECOND, session, origin, 'IPC$', '');
    openShareFile(machine, logonAt + 31 * MILLISECOND, session, origin, 'IPC$', '', 'atsvc', 'write');
    const at = logonAt + random.integer(80, 400) * MILLISECOND;
    const asSystem = detail !== undefined || random.chance(0.6);
    const wanted: Task = {
      ...(detail?.image === undefined ? random.pick(ONCE) : asked(detail.name, detail.image, detail.commandLine)),
      account: asSystem ? localSystem : account,
      begins: at + MINUTE - (at % MINUTE),
      once: true,
      highest: true,
    };
    registerTask(machine, at, wanted, session);
    const starts = at + random.integer(300, 2_500) * MILLISECOND;
    const own = asSystem ? machine.systemSession : storedLogon(machine, random, starts - 20 * MILLISECOND, account, 4, arrival.elevated);
    const running = startTask(machine, random, starts, wanted, own, { askedBy: account });
    player.keepProcess(detail?.started, running.process);
    const ends = detail === undefined ? starts + random.integer(1, 50) * SECOND : Math.max(arrival.end, starts + 2 * SECOND);
    endTask(machine, ends, running);
    if (!asSystem) logoff(machine, own, ends + 30 * MILLISECOND);
    if (detail !== undefined || random.chance(0.8))
      deleteTask(machine, Math.min(ends + 2 * SECOND, Math.max(arrival.end, ends)), wanted, session);
  },
  controller(player, activity) {
    vouch(player, activity, 0.3);
  },
};

/** A command line begins with the program itself, which the scheduler keeps apart from its arguments. */
function asked(name: string | undefined, command: string, commandLine: string | undefined): Pick<Task, 'name' | 'command' | 'arguments'> {
  const called = name === undefined ? '\\Maintenance' : name.startsWith('\\') ? name : `\\${name}`;
  if (commandLine === undefined) return { name: called, command };
  const quoted = /^"[^"]*"\s*|^\S+\s*/.exec(commandLine)?.[0] ?? '';
  const rest = commandLine.slice(quoted.length);
  return rest === '' ? { name: called, command } : { name: called, command, arguments: rest };
}
