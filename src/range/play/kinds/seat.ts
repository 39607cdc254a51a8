import { MILLISECOND, MINUTE, SECOND, type Moment } from '../../moment.ts';
import type { Activity } from '../../plan/index.ts';
import type { Random } from '../../random.ts';
import { endProcess, runProcess, startProcess, type Desk, type Process } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { keepShell } from '../shells.ts';
import type { DeskProgram } from './desk-programs.ts';
import { lifeOf, type Seat } from '../life/index.ts';

const SYSTEM32 = 'C:\\Windows\\System32\\';

/** The first programs of a desktop, and the seat that others find there; all of it is gone at `until`. Times by the host's clock. */
export function takeSeat(player: HostPlayer, random: Random, activity: Activity, desk: Desk, at: Moment, until: Moment): Seat {
  const { machine } = player;
  const { session, elevated } = desk;
  const began = at + 900 * MILLISECOND;
  const first = startProcess(machine, random, began, {
    image: `${SYSTEM32}userinit.exe`,
    parent: machine.resident('winlogon'),
    session,
  });
  endProcess(machine, Math.min(began + 24 * SECOND, until), first);
  const shell = runProcess(machine, random, began + 300 * MILLISECOND, Math.max(SECOND, until - began - 900 * MILLISECOND), {
    image: 'C:\\Windows\\explorer.exe',
    commandLine: 'C:\\Windows\\Explorer.EXE',
    parent: first,
  });
  keepShell(session, shell);
  if (elevated !== null) keepShell(elevated, shell);
  const seat: Seat = { account: activity.account, desk, shell, from: at + 2 * SECOND, until: until - SECOND, programs: new Map() };
  // Nobody else works on a desktop that an intruder has opened.
  if (activity.detail === undefined) lifeOf(player).sitDown(seat, at);
  return seat;
}

/** A program of a seat from a moment on, at most until its owner leaves. Administrators' consoles get the full half of the token. */
export function runAtSeat(player: HostPlayer, random: Random, seat: Seat, at: Moment, wanted: DeskProgram, withRights: boolean): Process {
  const { machine } = player;
  const { image, commandLine, program, minutes, commands } = wanted;
  const session = withRights && seat.desk.elevated !== null ? seat.desk.elevated : seat.desk.session;
  const lasts = Math.round(random.between(minutes[0], minutes[1]) * MINUTE);
  const ends = Math.max(Math.min(at + lasts, seat.until - SECOND), at + SECOND);
  const start = { image, commandLine, parent: seat.shell, session, directory: 'C:\\Windows\\system32\\' };
  const process = runProcess(machine, random, at, ends - at, program === undefined ? start : { ...start, program });
  if (commands !== undefined && ends - at > 30 * SECOND) {
    const command = random.pick(commands);
    runProcess(machine, random, at + random.integer(5, 25) * SECOND, random.integer(40, 1_900) * MILLISECOND, {
      ...command,
      parent: process,
    });
  }
  return process;
}
