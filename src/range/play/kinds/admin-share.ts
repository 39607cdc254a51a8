import { MILLISECOND, SECOND } from '../../moment.ts';
import type { Activity } from '../../plan/index.ts';
import { openShare, openShareFile, refuseShare, type Session } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import type { Arrival } from './ends.ts';

/** How long after a file is brought the share may be closed. */
const SLACK = 15 * SECOND;

/**
 * Who comes with a credential of his own to bring or fetch something asks for the share of the drive that administrators have: it opens for
 * them, with the files that are written over it, and is refused to others (a failed 5140), who are signed on all the same.
 */
export function tryAdminShare(player: HostPlayer, activity: Activity, { logonAt, end, origin, elevated }: Arrival, session: Session): void {
  const { machine } = player;
  openShare(machine, logonAt + 8 * MILLISECOND, session, origin, 'IPC$', '');
  if (!elevated) {
    for (const [i, name] of ['ADMIN$', 'C$'].entries()) refuseShare(machine, logonAt + (14 + i * 30) * MILLISECOND, session, origin, name);
    return;
  }
  openShare(machine, logonAt + 14 * MILLISECOND, session, origin, 'C$', 'C:\\');
  for (const { at, path } of filesBrought(player, activity))
    openShareFile(
      machine,
      Math.min(player.clock(at), end) - 3 * MILLISECOND,
      session,
      origin,
      'C$',
      'C:\\',
      path.slice('C:\\'.length),
      'write',
    );
}

/** What the kernel writes on the host meanwhile. */
function filesBrought({ world, host }: HostPlayer, { at, seconds }: Activity): { readonly at: number; readonly path: string }[] {
  const found: { at: number; path: string }[] = [];
  for (const act of world.acts)
    if (
      act.act === 'file' &&
      act.host === host.index &&
      act.process === 'system' &&
      act.at >= at &&
      act.at <= at + seconds * SECOND + SLACK
    )
      found.push(act);
  return found;
}
