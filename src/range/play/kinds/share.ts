import { MILLISECOND } from '../../moment.ts';
import { openShare, openShareFile } from '../../windows/index.ts';
import { tryAdminShare } from './admin-share.ts';
import { admit, arrivalOf, enter } from './ends.ts';
import type { KindPlayer } from './kind-player.ts';
import { shareOf } from './shares.ts';
import { overSmb } from './over-smb.ts';
import { vouch } from './vouch.ts';

/** Not every share that is opened is audited. */
const AUDITED = 0.2;

/** A share is opened: the client's connection, a network logon at the server. */
export const share: KindPlayer = {
  source: overSmb,
  destination(player, activity) {
    const { machine } = player;
    const arrival = arrivalOf(player, activity);
    const { random, logonAt, origin } = arrival;
    admit(player, activity, arrival, machine.resident('system'), 445);
    const session = enter(player, activity, arrival);
    if (activity.detail !== undefined) return tryAdminShare(player, activity, arrival, session);
    if (!random.chance(AUDITED)) return;
    const place = shareOf(player, activity.account, arrival.elevated, random);
    openShare(machine, logonAt + 9 * MILLISECOND, session, origin, place.name, place.path);
    if (random.chance(0.5)) {
      const file = random.pick(place.files);
      const access = random.chance(0.75) ? 'read' : 'write';
      openShareFile(machine, logonAt + 14 * MILLISECOND, session, origin, place.name, place.path, file, access);
    }
  },
  controller: vouch,
};
