import { MILLISECOND, SECOND, type Moment } from '../../moment.ts';
import {
  createFile,
  endProcess,
  openProcess,
  openProcessRecordedAt,
  startProcess,
  type Account,
  type Machine,
  type Process,
} from '../../windows/index.ts';
import type { Scene } from './intruder.ts';

/** LSASS is read by a tool that runs as LocalSystem below `parent`; who was signed on then has lost his credential. */
export function readLsass(scene: Scene, machine: Machine, at: Moment, parent: Process, rights: number, stolen: Account): void {
  const { kit, random, truth } = scene;
  const dump = `C:\\Windows\\Temp\\${random.letters(6).toLowerCase()}.tmp`;
  createFile(machine, at - 20 * SECOND, parent, kit.dumper);
  const line = `${kit.dumper} ${random.pick(['-o', '/w', '-d'])} ${dump}`;
  const tool = startProcess(machine, random, at - 600 * MILLISECOND, {
    image: kit.dumper,
    commandLine: line,
    parent,
    session: machine.systemSession,
  });
  const trace = `C:\\Windows\\SYSTEM32\\ntdll.dll+9fc24|C:\\Windows\\System32\\KERNELBASE.dll+20d0e|${kit.dumper}+${random.hex(4)}|${kit.dumper}+${random.hex(4)}|C:\\Windows\\System32\\KERNEL32.DLL+17974|C:\\Windows\\SYSTEM32\\ntdll.dll+5a271`;
  openProcess(machine, at, tool, machine.resident('lsass'), rights, trace);
  createFile(machine, at + 700 * MILLISECOND, tool, dump);
  endProcess(machine, at + 2 * SECOND, tool);
  truth.steal(stolen.canonical, machine.fqdn, openProcessRecordedAt(at));
}
