import { MINUTE, SECOND, type Moment } from '../../moment.ts';
import type { Random } from '../../random.ts';
import { changeMembership, setPassword, unlockAccount, type Desk, type Group } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';

const TITLES = ['Sales', 'Network Planning', 'Billing Readers', 'Project Rooms', 'Field Staff', 'Record Analysts'];

/** What administrators do on a controller's desktop: passwords set anew, accounts unlocked, groups changed. */
export function lookAfterAccounts(player: HostPlayer, random: Random, desk: Desk, at: Moment, end: Moment): void {
  const { machine, host, world } = player;
  if (host.role !== 'controller' || end - at < 2 * MINUTE) return;
  const own = world.estate.people.filter(({ account }) => account.realm === machine.account.realm);
  const by = desk.elevated ?? desk.session;
  const count = random.integer(0, 3);
  for (let i = 0; i < count && own.length > 0; i++) {
    const when = at + MINUTE + Math.floor(random.fraction() * (end - at - MINUTE - 10 * SECOND));
    const { account } = random.pick(own);
    const what = random.fraction();
    if (what < 0.5) setPassword(machine, when, account, by);
    else if (what < 0.75) unlockAccount(machine, when, account, by);
    else changeMembership(machine, when, groupOf(player, random), account, by, what > 0.92);
  }
}

function groupOf({ machine }: HostPlayer, random: Random): Group {
  const place = random.integer(0, TITLES.length - 1);
  const { netbios, sid } = machine.domain;
  return { name: TITLES[place] ?? 'Staff', domain: netbios, sid: `${sid}-${3_100 + place}`, scope: 'global' };
}
