import { MILLISECOND, SECOND, type Moment } from '../../moment.ts';
import { endProcess, startProcess, type Process, type Session } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { workerAt } from '../residents.ts';
import { keepShell, keptShell } from '../shells.ts';
import { drawing } from './act-player.ts';

/** The session that acts know by a key; `system` is LocalSystem's own. */
export function sessionOf(player: HostPlayer, key: string): Session {
  return key === 'system' ? player.machine.systemSession : player.session(key);
}

/** The process that acts know by a key, at a true time; on every host `system` and `services`, where pages are served `w3wp`. */
export function processOf(player: HostPlayer, key: string, at: Moment): Process {
  if (key === 'system' || key === 'services') return player.machine.resident(key);
  return key === 'w3wp' ? workerAt(player, at) : player.process(key);
}

/** The same as a parent: the kernel starts no programs, the control manager does. */
export function parentOf(player: HostPlayer, key: string, at: Moment): Process {
  return processOf(player, key === 'system' ? 'services' : key, at);
}

/** What starts programs in a session: its desktop, or the service that made the session. */
export function shellOf(player: HostPlayer, session: Session, at: Moment): Process {
  const { machine } = player;
  const known = keptShell(session);
  if (known !== undefined) return known;
  if (session.logonType === 4) return machine.resident('schedule');
  if (session.logonType !== 2 && session.logonType !== 10) return machine.resident('services');
  const shell = openDesktop(player, session, at);
  keepShell(session, shell);
  return shell;
}

/** The first programs of a desktop: userinit.exe, which leaves again, and explorer.exe below it. */
function openDesktop(player: HostPlayer, session: Session, at: Moment): Process {
  const { machine } = player;
  const random = player.drawsAt(at, drawing.shell);
  const begun = Math.min(session.openedAt + 1_400 * MILLISECOND, player.clock(at) - SECOND);
  const first = startProcess(machine, random, begun, {
    image: 'C:\\Windows\\System32\\userinit.exe',
    parent: machine.resident('winlogon'),
    session,
  });
  endProcess(machine, begun + 26 * SECOND, first);
  return startProcess(machine, random, begun + 300 * MILLISECOND, {
    image: 'C:\\Windows\\explorer.exe',
    commandLine: 'C:\\Windows\\Explorer.EXE',
    parent: first,
    session,
  });
}
