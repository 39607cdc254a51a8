import { MILLISECOND, SECOND, type Moment } from '../../moment.ts';
import type { Activity } from '../../plan/index.ts';
import type { Random } from '../../random.ts';
import { explicitCredentials, runProcess, type Process } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { workerAt } from '../residents.ts';
import { lifeOf, type Seat } from '../life/index.ts';

/** A client program, and how long it runs where it is not the activity's own length. */
export interface ClientProgram {
  readonly image: string;
  readonly commandLine: string;
  readonly seconds?: number;
}

/**
 * The process that connects where Windows itself does it for everybody (SMB), or the one that is asked for by its key, unless that is a
 * program of Windows too: `net use` has the kernel connect.
 */
export function connectingProcess(player: HostPlayer, activity: Activity, resident: 'system' | 'svchost' | 'lsass'): Process {
  const key = activity.detail?.process;
  const process = key === undefined ? null : keyed(player, key, activity.at);
  return process === null || process.image.startsWith(WINDOWS) ? player.machine.resident(resident) : process;
}

function keyed(player: HostPlayer, key: string, at: Moment): Process {
  if (key === 'system' || key === 'services') return player.machine.resident(key);
  return key === 'w3wp' ? workerAt(player, at) : player.process(key);
}

/** What connects without anybody's desktop (asked for by its key, running under the account, a part of Windows), else the seat it is started at. */
function seatOrProcess(player: HostPlayer, activity: Activity, at: Moment): Seat | Process {
  const key = activity.detail?.process;
  if (key !== undefined) return keyed(player, key, activity.at);
  const life = lifeOf(player);
  const running = life.runningOf(activity.account, at);
  if (running !== null) return running.process;
  return life.seatOf(activity.account, at) ?? life.anySeat(at) ?? player.machine.resident('svchost');
}

/**
 * The process that connects where a program does it: the one that is asked for by its key, what runs under the account (a service, a task),
 * or a program that is started on the desktop of whoever sits there; else a part of Windows.
 */
export function clientProcess(player: HostPlayer, activity: Activity, random: Random, program: ClientProgram): Process {
  const { machine } = player;
  const at = player.clock(activity.at);
  const seat = seatOrProcess(player, activity, at);
  if (!('shell' in seat)) return seat;
  const began = Math.max(seat.from, at - random.integer(4, 25) * SECOND);
  const wanted = at + Math.round((program.seconds ?? activity.seconds + 1) * SECOND);
  const ends = Math.max(Math.min(wanted, seat.until - SECOND), began + 50 * MILLISECOND);
  return runProcess(machine, random, began, ends - began, { image: program.image, commandLine: program.commandLine, parent: seat.shell });
}

/** A long-lived program of a seat (mail, browser): started once, then used again. */
export function seatProgram(player: HostPlayer, activity: Activity, random: Random, program: ClientProgram): Process {
  const { machine } = player;
  const at = player.clock(activity.at);
  const seat = seatOrProcess(player, activity, at);
  if (!('shell' in seat)) return seat;
  const known = seat.programs.get(program.image);
  if (known !== undefined) return known;
  const began = Math.max(seat.from, at - 3 * SECOND);
  const start = { image: program.image, commandLine: program.commandLine, parent: seat.shell };
  const process = runProcess(machine, random, began, Math.max(SECOND, seat.until - SECOND - began), start);
  seat.programs.set(program.image, process);
  return process;
}

/** Programs of Windows ask it to log on with what they were given, which it notes; others that speak the protocol themselves do not. */
const WINDOWS = 'C:\\Windows\\System32\\';

/** 4648 at the source, where somebody gives other credentials than those he is signed on with. `process`: who hands them over. */
export function explicitly(player: HostPlayer, activity: Activity, service: string, process?: Process): void {
  const { machine } = player;
  const account = player.account(activity.account);
  const at = player.clock(activity.at);
  const own = process ?? ownerOf(player, activity, at);
  if (own === null || own.session.account.sid === account.sid || own.session.account.sid === 'S-1-5-18') return;
  if (activity.detail?.process !== undefined && !own.image.startsWith(WINDOWS)) return;
  explicitCredentials(machine, at - 2 * MILLISECOND, own, account, player.hostAt(activity.to).fqdn, service);
}

function ownerOf(player: HostPlayer, activity: Activity, at: Moment): Process | null {
  const key = activity.detail?.process;
  if (key !== undefined) return keyed(player, key, activity.at);
  const life = lifeOf(player);
  if (life.seatOf(activity.account, at) !== null || life.runningOf(activity.account, at) !== null) return null;
  const seat = life.anySeat(at);
  return seat !== null && player.account(activity.account).name.endsWith('$') ? null : (seat?.shell ?? null);
}
