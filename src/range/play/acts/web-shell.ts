import { MILLISECOND, SECOND, type Moment } from '../../moment.ts';
import { endProcess, runProcess, startProcess, type Process } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { workerAt } from '../residents.ts';
import { drawing, type ActOf, type ActPlayer } from './act-player.ts';
import { scriptFile } from './exploit.ts';
import { livesOf } from './process-lives.ts';
import { belowWorker } from './tools.ts';

const SYSTEM32 = 'C:\\Windows\\System32\\';
/** Console programs of Windows that a command line may begin with. */
const consolePrograms: ReadonlySet<string> = new Set(
  'arp ipconfig net netstat nltest nslookup ping query quser reg route sc schtasks systeminfo tasklist wevtutil whoami wmic'.split(' '),
);

/** A command through a web shell: cmd.exe below the worker process, its console, and the program in it unless an act of its own starts that. */
export const playWebShell: ActPlayer<'web-shell'> = (player, act) => {
  if (act.command === null) return;
  const { machine } = player;
  const folder = folderOf(scriptFile(player.host, act.shell));
  const parent = workerAt(player, act.at);
  const commandLine = lineOf(player, act, folder, act.command);
  const random = player.drawsAt(act.at, drawing['web-shell']);
  const at = player.clock(act.at);
  const shell = startProcess(machine, random, at, { image: `${SYSTEM32}cmd.exe`, commandLine, parent, directory: `${folder}\\` });
  belowWorker.add(shell);
  const end = endOf(player, act);
  runProcess(machine, random, at + 12 * MILLISECOND, player.clock(end) - at - 8 * MILLISECOND, {
    image: `${SYSTEM32}conhost.exe`,
    commandLine: '\\??\\C:\\Windows\\system32\\conhost.exe 0xffffffff -ForceV1',
    parent: shell,
  });
  if (act.started === undefined || !livesOf(player).hasChild(act.started)) runNamed(player, at + 40 * MILLISECOND, shell, act.command);
  endProcess(machine, player.clock(end), shell);
  player.keepProcess(act.started, shell);
};

/** cmd.exe leaves when what runs in it has left. */
function endOf(player: HostPlayer, act: ActOf<'web-shell'>): Moment {
  const done = act.at + 1_300 * MILLISECOND;
  const last = act.started === undefined ? null : livesOf(player).lastUse(act.started);
  return last === null ? done : Math.max(done, last + 300 * MILLISECOND);
}

/** Each shell wraps its commands in a way of its own. */
function lineOf(player: HostPlayer, act: ActOf<'web-shell'>, folder: string, command: string): string {
  const manner = player.drawsAt(hashOf(act.shell), drawing.manner).integer(0, 2);
  if (manner === 0) return `"cmd" /c cd /d "${folder}"&${command}&echo [S]&cd&echo [E]`;
  return manner === 1 ? `"cmd.exe" /c ${command}` : `"c:\\windows\\system32\\cmd.exe" /c cd /d ${folder} & ${command} 2>&1`;
}

function runNamed(player: HostPlayer, at: Moment, parent: Process, command: string): void {
  const [name = ''] = command.split(' ');
  if (!consolePrograms.has(name)) return;
  const random = player.drawsAt(at, drawing.process);
  runProcess(player.machine, random, at, SECOND, { image: `${SYSTEM32}${name}.exe`, commandLine: command, parent });
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('\\'));
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  return hash >>> 0;
}
