import { MILLISECOND, SECOND, type Moment } from '../../moment.ts';
import {
  createFile,
  endTask,
  localSystem,
  openProcess,
  runProcess,
  serviceStartType,
  serviceState,
  setRegistryValue,
  startTask,
  systemLogon,
  type Task,
} from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { lifeOf } from '../life/index.ts';
import { hasWorker, workerAt } from '../residents.ts';
import { chores, comingServices, deskChores, files, values, windowsTasks } from './chores.ts';
import type { Routine } from './routine.ts';

const allDeskChores = [...chores, ...deskChores];

/** Something that runs for a while and is gone before the host goes down. */
export function untilGone(player: HostPlayer, at: Moment, seconds: number): number {
  return Math.max(lifeOf(player).endOf(at, seconds) - at, 20 * MILLISECOND);
}

export const startsChore: Routine = {
  weight: 3,
  records: 4,
  play(player, at) {
    const { machine, own } = player;
    const chore = own.pick(player.host.role === 'desktop' ? allDeskChores : chores);
    const lasts = untilGone(player, at, own.between(chore.seconds[0], chore.seconds[1]));
    runProcess(machine, own, player.clock(at), lasts, {
      image: chore.image,
      commandLine: chore.commandLine,
      parent: machine.resident(chore.parent),
      session: machine.systemSession,
    });
  },
};

export const startsService: Routine = {
  weight: 4,
  records: 4,
  play(player, at) {
    const { machine, own } = player;
    const name = own.pick(comingServices);
    systemLogon(machine, player.clock(at) - 30 * MILLISECOND);
    serviceState(machine, player.clock(at), name, 'running');
    serviceState(machine, player.clock(at) + untilGone(player, at, own.integer(60, 1_300)), name, 'stopped');
  },
};

export const logsOnItself: Routine = {
  weight: 3,
  records: 2,
  play(player, at) {
    systemLogon(player.machine, player.clock(at));
  },
};

export const writesFile: Routine = {
  weight: 3,
  records: 1,
  play(player, at) {
    const { machine, own } = player;
    const { writer, path } = own.pick(files);
    createFile(machine, player.clock(at), machine.resident(writer), path);
  },
};

export const setsValue: Routine = {
  weight: 4,
  records: 1,
  play(player, at) {
    const { machine, own } = player;
    const { writer, path, details } = own.pick(values);
    setRegistryValue(machine, player.clock(at), machine.resident(writer), path, details);
  },
};

/** Rights that Windows' own parts ask of LSASS: queries, none of them enough to read memory (0x10). */
const QUERY_RIGHTS = [0x1000, 0x1000, 0x1400, 0x3000, 0x10_0000];
const TRACE =
  'C:\\Windows\\SYSTEM32\\ntdll.dll+9fc24|C:\\Windows\\System32\\KERNELBASE.dll+20d0e|C:\\Windows\\system32\\lsm.dll+e4b3|C:\\Windows\\System32\\RPCRT4.dll+77de3';

export const queriesLsass: Routine = {
  weight: 2,
  records: 1,
  play(player, at) {
    const { machine, own } = player;
    openProcess(machine, player.clock(at), machine.resident('svchost'), machine.resident('lsass'), own.pick(QUERY_RIGHTS), TRACE);
  },
};

const systemTasks: readonly Task[] = windowsTasks.map((task) => ({ ...task, account: localSystem, begins: 0 }));

export const runsTask: Routine = {
  weight: 0.7,
  records: 9,
  play(player, at) {
    const { machine, own } = player;
    const running = startTask(machine, own, player.clock(at), own.pick(systemTasks), machine.systemSession);
    endTask(machine, player.clock(at) + untilGone(player, at, own.integer(1, 240)), running);
  },
};

export const changesStartType: Routine = {
  weight: 0.4,
  records: 1,
  play(player, at) {
    const back = player.own.chance(0.5);
    const types = back ? (['demand start', 'auto start'] as const) : (['auto start', 'demand start'] as const);
    serviceStartType(player.machine, player.clock(at), 'Background Intelligent Transfer Service', 'BITS', types[0], types[1]);
  },
};

const INSTALLER = 'C:\\Windows\\servicing\\TrustedInstaller.exe';
const WORKER =
  'C:\\Windows\\WinSxS\\amd64_microsoft-windows-servicingstack_31bf3856ad364e35_10.0.17763.4640_none_57193af1991a1bb8\\TiWorker.exe';

export const installsUpdate: Routine = {
  weight: 0.4,
  records: 12,
  play(player, at) {
    const { machine, own } = player;
    const began = player.clock(at);
    const lasts = untilGone(player, at, own.integer(120, 1_500));
    serviceState(machine, began + SECOND, 'Windows Modules Installer', 'running');
    runProcess(machine, own, began, lasts, { image: INSTALLER, parent: machine.resident('services') });
    const short = Math.max(MILLISECOND, lasts - 200 * MILLISECOND);
    runProcess(machine, own, began + 150 * MILLISECOND, short, {
      image: WORKER,
      commandLine: `${WORKER} -Embedding`,
      parent: machine.resident('svchost'),
    });
    createFile(machine, began + 9 * MILLISECOND, machine.resident('svchost'), 'C:\\Windows\\Logs\\CBS\\CBS.log');
    serviceState(machine, began + lasts + 900 * MILLISECOND, 'Windows Modules Installer', 'stopped');
  },
};

const FRAMEWORK = 'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\';

/** ASP.NET compiles pages: a worker process with a compiler as its child is nothing unusual. */
export const compilesPage: Routine = {
  weight: 1,
  records: 8,
  play(player, at) {
    const { machine, own, host } = player;
    if (!hasWorker(host)) return;
    const began = player.clock(at);
    const name = own.hex(8);
    const parent = workerAt(player, at);
    const folder = `C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\Temporary ASP.NET Files\\root\\${own.hex(8)}`;
    const commandLine = `"${FRAMEWORK}csc.exe" /t:library /utf8output /noconfig /fullpaths @"${folder}\\${name}.cmdline"`;
    createFile(machine, began - 20 * MILLISECOND, parent, `${folder}\\${name}.cmdline`);
    const compiler = runProcess(machine, own, began, untilGone(player, at, 2), { image: `${FRAMEWORK}csc.exe`, commandLine, parent });
    const line = `${FRAMEWORK}cvtres.exe /NOLOGO /READONLY /MACHINE:IX86 "/OUT:${folder}\\RES${name.slice(0, 4)}.tmp"`;
    runProcess(machine, own, began + 600 * MILLISECOND, 90 * MILLISECOND, {
      image: `${FRAMEWORK}cvtres.exe`,
      commandLine: line,
      parent: compiler,
    });
  },
};
