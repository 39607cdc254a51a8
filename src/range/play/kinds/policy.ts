import { MILLISECOND } from '../../moment.ts';
import { openShare, openShareFile } from '../../windows/index.ts';
import { admit, arrivalOf, enter, reach } from './ends.ts';
import type { KindPlayer } from './kind-player.ts';
import { shareOf } from './shares.ts';
import { connectingProcess } from './source-process.ts';
import { vouch } from './vouch.ts';

const AUDITED = 0.08;

/** A machine fetches its policy: directory first, then the controller's share, under the machine's own account. */
export const policy: KindPlayer = {
  source(player, activity) {
    const random = player.drawsOf(activity, 'source');
    // So many of them that no host keeps them twice.
    const noted = player.host.index % 2 === 0 ? 'platform' : 'sysmon';
    const process = connectingProcess(player, activity, 'system');
    reach(player, activity, random, process, 445, player.sharedOf(activity).port, activity.at, noted);
  },
  destination(player, activity) {
    const { machine } = player;
    const arrival = arrivalOf(player, activity);
    const { random, logonAt, origin } = arrival;
    if (random.chance(0.15)) admit(player, activity, arrival, machine.resident('system'), 445);
    const session = enter(player, activity, arrival);
    if (!random.chance(AUDITED)) return;
    const place = shareOf(player, 0, false, random);
    openShare(machine, logonAt + 6 * MILLISECOND, session, origin, place.name, place.path);
    openShareFile(machine, logonAt + 9 * MILLISECOND, session, origin, place.name, place.path, random.pick(place.files), 'read');
  },
  controller: vouch,
};
