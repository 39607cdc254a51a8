import { createFile } from '../../windows/index.ts';
import type { ActPlayer } from './act-player.ts';
import { processOf } from './process-keys.ts';
import { writtenOn } from './tools.ts';

/** A process writes a file: Sysmon 11. What comes over an admin share is written by the kernel (`system`). */
export const playFile: ActPlayer<'file'> = (player, { at, process, path }) => {
  createFile(player.machine, player.clock(at), processOf(player, process, at), path);
  writtenOn(player).add(path.toLowerCase());
};
