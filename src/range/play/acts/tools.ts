import { SECOND, type Moment } from '../../moment.ts';
import type { Tool } from '../../operation/index.ts';
import { createFile, type Process, type Program } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { hasWorker, workerAt } from '../residents.ts';
import { keptShell } from '../shells.ts';
import { drawing } from './act-player.ts';

const SYSTEM32 = 'c:\\windows\\system32\\';
const written = new WeakMap<HostPlayer, Set<string>>();

/** Files that acts have put on the host so far, in small letters. */
export function writtenOn(player: HostPlayer): Set<string> {
  const known = written.get(player);
  if (known !== undefined) return known;
  const none = new Set<string>();
  written.set(player, none);
  return none;
}

/** Processes that a web shell started, and those below them. */
export const belowWorker = new WeakSet<Process>();

/**
 * A tool that was brought along lies on the disk before it runs for the first time (Sysmon 11): it came through the web shell, over the
 * desktop's clipboard, or over an admin share. `at` is a true time. Returns what its version resource says, as a part of what starts;
 * Windows' own programs say what they say anyway.
 */
export function bring(player: HostPlayer, tool: Tool, parent: Process, at: Moment): { readonly program?: Program } {
  const path = tool.image.toLowerCase();
  if (path.startsWith(SYSTEM32)) return {};
  const files = writtenOn(player);
  if (tool.build !== undefined && !files.has(path)) {
    files.add(path);
    const writer = writerOf(player, parent, at);
    const random = player.drawsAt(at, drawing.tool);
    createFile(player.machine, player.clock(at) - random.integer(3, 9) * SECOND, writer, tool.image);
  }
  return { program: tool };
}

function writerOf(player: HostPlayer, parent: Process, at: Moment): Process {
  const shell = keptShell(parent.session);
  if (shell !== undefined) return shell;
  return hasWorker(player.host) && belowWorker.has(parent) ? workerAt(player, at) : player.machine.resident('system');
}
