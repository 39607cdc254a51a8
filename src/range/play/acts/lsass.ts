import { MILLISECOND, SECOND } from '../../moment.ts';
import type { Random } from '../../random.ts';
import { createFile, endProcess, openProcess, startProcess, type Process, type Session } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { drawing, type ActOf } from './act-player.ts';
import { belowWorker, bring } from './tools.ts';

const NTDLL = 'C:\\Windows\\SYSTEM32\\ntdll.dll';
const BASE = 'C:\\Windows\\System32\\KERNELBASE.dll';
const KERNEL = 'C:\\Windows\\System32\\KERNEL32.DLL';
const LIBRARY = 'C:\\Windows\\SYSTEM32\\dbgcore.DLL';
/** What the library that writes dumps asks for. */
const ALL_ACCESS = 0x1f_ffff;

/** LSASS's memory is read by a tool of his own: Sysmon 10 with the tool's rights at the act's time, and the file it writes. */
export function readLsass(player: HostPlayer, act: ActOf<'dump'>, parent: Process): void {
  const { machine } = player;
  const { image } = act.tool;
  const brought = bring(player, act.tool, parent, act.at);
  const random = player.drawsAt(act.at, drawing.dump);
  const at = player.clock(act.at);
  const file = `${folderOf(image)}${random.letters(6).toLowerCase()}.tmp`;
  const tool = startProcess(machine, random, at - 600 * MILLISECOND, {
    image,
    commandLine: `${image} ${random.pick(['-o', '/w', '-d'])} ${file}`,
    parent,
    session: reader(player, parent),
    ...brought,
  });
  openProcess(machine, at, tool, machine.resident('lsass'), act.rights, trace(random, [NTDLL, BASE, image, image, KERNEL, NTDLL]));
  createFile(machine, at + 700 * MILLISECOND, tool, file);
  endProcess(machine, at + 2 * SECOND, tool);
}

/**
 * A dump of LSASS by a tool of Microsoft's, or by a library of Windows that another program runs: the tool opens LSASS, then the library
 * that writes dumps does once more, with all rights.
 */
export function writeMinidump(player: HostPlayer, act: ActOf<'dump'>, parent: Process): void {
  const { machine } = player;
  const { image } = act.tool;
  const brought = bring(player, act.tool, parent, act.at);
  const random = player.drawsAt(act.at, drawing.dump);
  const at = player.clock(act.at);
  const lsass = machine.resident('lsass');
  const hosted = image.toLowerCase().endsWith('\\rundll32.exe');
  const file = `${hosted ? 'C:\\Windows\\Temp\\' : folderOf(image)}${random.letters(7).toLowerCase()}.${random.pick(['dmp', 'log', 'bin'])}`;
  const commandLine = hosted
    ? `rundll32.exe C:\\Windows\\System32\\comsvcs.dll, MiniDump ${lsass.pid} ${file} full`
    : `${image} -accepteula -ma lsass.exe ${file}`;
  const session = reader(player, parent);
  const tool = startProcess(machine, random, at - 50 * MILLISECOND, { image, commandLine, parent, session, ...brought });
  const caller = hosted ? ['C:\\Windows\\System32\\comsvcs.dll', image] : [image, image];
  openProcess(machine, at, tool, lsass, act.rights, trace(random, [NTDLL, BASE, ...caller, KERNEL, NTDLL]));
  const deep = trace(random, [NTDLL, NTDLL, KERNEL, KERNEL, LIBRARY, LIBRARY, LIBRARY, ...caller, KERNEL, NTDLL]);
  openProcess(machine, at + 31 * MILLISECOND, tool, lsass, ALL_ACCESS, deep);
  createFile(machine, at + 20 * MILLISECOND, tool, file);
  endProcess(machine, at + 1_800 * MILLISECOND, tool);
}

/** Who may read LSASS: LocalSystem or an administrator; what runs below a web site's pool gets there by a tool that raises it. */
function reader({ machine }: HostPlayer, parent: Process): Session {
  return belowWorker.has(parent) ? machine.systemSession : parent.session;
}

/** A call trace: places in modules, innermost first. */
function trace(random: Random, modules: readonly string[]): string {
  return modules.map((module) => `${module}+${random.integer(0x1000, 0x9_ffff).toString(16)}`).join('|');
}

/** With the backslash at its end. */
function folderOf(image: string): string {
  return image.slice(0, image.lastIndexOf('\\') + 1);
}
