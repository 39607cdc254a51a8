import { MILLISECOND, SECOND, type Moment } from '../../moment.ts';
import { endProcess, runProcess, startProcess, type Process } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { lifeOf } from '../life/index.ts';
import { drawing, type ActOf, type ActPlayer } from './act-player.ts';
import { parentOf, sessionOf, shellOf } from './process-keys.ts';
import { livesOf } from './process-lives.ts';
import { belowWorker, bring } from './tools.ts';

/** A program runs: 4688 and Sysmon 1, and when it has done what later acts need of it, 4689 and Sysmon 5. */
export const playProcess: ActPlayer<'process'> = (player, act) => {
  const { machine } = player;
  const { at, image, commandLine, tool, started } = act;
  const session = act.session === undefined ? null : sessionOf(player, act.session);
  const shell = session === null ? seatedShell(player, act.seat, at) : shellOf(player, session, at);
  const parent = act.parent === undefined ? shell : parentOf(player, act.parent, at);
  const brought = tool === undefined ? {} : bring(player, tool, parent, at);
  const process = startProcess(machine, player.drawsAt(at, drawing.process), player.clock(at), {
    image,
    commandLine,
    parent,
    session: act.asSystem === true ? machine.systemSession : (session ?? parent.session),
    ...brought,
  });
  player.keepProcess(started, process);
  if (belowWorker.has(parent)) belowWorker.add(process);
  if (handsOver(process)) runNet1(player, at + 20 * MILLISECOND, process);
  endProcess(machine, player.clock(endOf(player, act)), process);
};

/** Commands that net.exe leaves to a second program, by the word after it. */
const handedOver: ReadonlySet<string> = new Set('accounts config group localgroup start statistics stop time user'.split(' '));

function handsOver({ image, commandLine }: Process): boolean {
  return image.toLowerCase().endsWith('\\net.exe') && handedOver.has(commandLine.split(' ', 2)[1] ?? '');
}

function runNet1(player: HostPlayer, at: Moment, parent: Process): void {
  const image = 'C:\\Windows\\System32\\net1.exe';
  const rest = parent.commandLine.slice(parent.commandLine.indexOf(' '));
  const random = player.drawsAt(at, drawing.process);
  runProcess(player.machine, random, player.clock(at), 300 * MILLISECOND, {
    image,
    commandLine: `C:\\Windows\\system32\\net1${rest}`,
    parent,
  });
}

/** It takes its time, and waits for what is below it. */
function endOf(player: HostPlayer, { at, seconds, started }: ActOf<'process'>): Moment {
  const done = at + Math.max(Math.round(seconds * SECOND), 30 * MILLISECOND);
  const last = started === undefined ? null : livesOf(player).lastUse(started);
  return last === null ? done : Math.max(done, last + 200 * MILLISECOND);
}

/** The desktop of somebody who sits there; without him, what starts services. */
function seatedShell(player: HostPlayer, seat: number | undefined, at: Moment): Process {
  const found = seat === undefined ? null : lifeOf(player).seatOf(seat, player.clock(at));
  return found?.shell ?? player.machine.resident('services');
}
