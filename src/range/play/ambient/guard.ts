import { MILLISECOND } from '../../moment.ts';
import { createFile, openProcess, runProcess } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { productsOf, standingOf } from '../life/index.ts';
import { reportsTo } from './network.ts';
import type { Routine } from './routine.ts';
import { untilGone } from './windows.ts';

/** One host in three is set so that the guard looks into LSASS's memory too. */
export function readsMemory(player: HostPlayer): boolean {
  return (player.host.index * 5 + player.host.rid) % 3 === 0;
}

export const reports: Routine = {
  weight: 2,
  records: 1,
  play(player, at) {
    reportsTo(player, at, standingOf(player).guard);
  },
};

export const keepsState: Routine = {
  weight: 1.5,
  records: 1,
  play(player, at) {
    const process = standingOf(player).guard;
    const folder = process.image.slice(0, process.image.lastIndexOf('\\'));
    createFile(player.machine, player.clock(at), process, `${folder}\\data\\events-${player.own.integer(0, 63)}.db`);
  },
};

/** Rights that let it read memory: what it asks for depends on what it looks for. */
const READING_RIGHTS = [0x1010, 0x1410, 0x1410];

/** It reads the memory of programs, LSASS among them: what a thief does too, but signed and from its own folder, day after day. */
export const looksIntoLsass: Routine = {
  weight: 0.5,
  records: 1,
  play(player, at) {
    if (!readsMemory(player)) return;
    const { machine, own } = player;
    const process = standingOf(player).guard;
    const folder = process.image.slice(0, process.image.lastIndexOf('\\'));
    const trace = `C:\\Windows\\SYSTEM32\\ntdll.dll+9fc24|C:\\Windows\\System32\\KERNELBASE.dll+20d0e|${folder}\\scan.dll+1c4f2|${folder}\\scan.dll+1c8a0|C:\\Windows\\System32\\KERNEL32.DLL+17bd4`;
    openProcess(machine, player.clock(at), process, machine.resident('lsass'), own.pick(READING_RIGHTS), trace);
  },
};

/** It starts a helper of its own now and then. */
export const inspects: Routine = {
  weight: 0.6,
  records: 4,
  play(player, at) {
    const { machine, own } = player;
    const parent = standingOf(player).guard;
    const folder = parent.image.slice(0, parent.image.lastIndexOf('\\'));
    const image = `${folder}\\inspect.exe`;
    const { program } = productsOf(player.world).guard;
    const start = { image, commandLine: `"${image}" --quick --pipe ${own.integer(100, 999)}`, parent };
    runProcess(machine, own, player.clock(at) + MILLISECOND, untilGone(player, at, own.integer(2, 90)), {
      ...start,
      program: { ...program, originalName: 'inspect.exe' },
    });
  },
};
