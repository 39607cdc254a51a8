import { HOUR, MILLISECOND, MINUTE, SECOND, type Moment } from '../../moment.ts';
import type { Random } from '../../random.ts';
import {
  connect,
  consoleLogon,
  deskLogoff,
  failedDeskLogon,
  lockSession,
  queryName,
  unlockSession,
  type Desk,
} from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { administration, browser, deskWork } from './desk-programs.ts';
import { lifeOf, type Seat } from '../life/index.ts';
import type { KindPlayer } from './kind-player.ts';
import { outsideAddress, outsideName } from '../life/index.ts';
import { runAtSeat, takeSeat } from './seat.ts';
import { grant, vouch } from './vouch.ts';

/** Programs begun an hour, mail and browser apart: those are started when they are needed, or here by half of the people. */
const PROGRAMS_AN_HOUR = 0.18;
/** Somebody comes back to a locked desk once in so many hours. */
const HOURS_TO_UNLOCK = 14;
const MISTYPED = 0.025;

/** A person signs on at his own desk, works, and leaves. */
export const signOn: KindPlayer = {
  destination(player, activity) {
    const { machine, world } = player;
    const random = player.drawsOf(activity, 'destination');
    const at = player.clock(activity.at);
    const end = Math.max(player.clock(lifeOf(player).endOf(activity.at, activity.seconds)), at + 5 * SECOND);
    const account = player.account(activity.account);
    const administrator = world.estate.administers(activity.account, activity.to);
    if (activity.detail === undefined && random.chance(MISTYPED)) failedDeskLogon(machine, at - 9 * SECOND, account);
    const desk = consoleLogon(machine, random, at, account, administrator, false, player.sharedOf(activity).ticket);
    player.keepSession(activity.detail?.session, desk.elevated ?? desk.session);
    const seat = takeSeat(player, random, activity, desk, at, end);
    if (activity.detail === undefined) workAtDesk(player, random, seat, at, end, activity.account);
    leaveAndReturn(player, random, desk, at, end);
    deskLogoff(machine, end, desk);
  },
  controller(player, activity) {
    const at = player.clock(activity.at);
    grant(player, activity, at - 12 * MILLISECOND);
    if (player.account(activity.account).realm !== null) vouch(player, { ...activity, detail: { package: 'Kerberos' } });
  },
};

/** Pages, and other programs now and then. */
function workAtDesk(player: HostPlayer, random: Random, seat: Seat, at: Moment, end: Moment, account: number): void {
  const person = lifeOf(player).owners.find((owner) => player.world.estate.accountIndex(owner.account) === account);
  const atServer = player.host.role !== 'desktop';
  const work = atServer ? administration : deskWork(person?.role);
  if (!atServer && end - at > 20 * MINUTE && random.chance(0.5)) {
    const pages = runAtSeat(player, random, seat, at + random.integer(40, 900) * SECOND, browser, false);
    seat.programs.set(browser.image, pages);
    readPages(player, random, seat, at + 16 * MINUTE, end);
  }
  const programs = Math.floor(((end - at) / HOUR) * PROGRAMS_AN_HOUR + random.fraction());
  for (let i = 0; i < programs; i++) {
    const began = at + Math.floor(random.fraction() * (end - at - 10 * SECOND)) + 5 * SECOND;
    runAtSeat(player, random, seat, began, random.pick(work), atServer);
  }
}

/** Names that the browser asks for, and some of the connections it makes. */
function readPages(player: HostPlayer, random: Random, seat: Seat, from: Moment, to: Moment): void {
  const { machine } = player;
  const process = seat.programs.get(browser.image);
  if (process === undefined || to <= from) return;
  const count = random.integer(0, 3);
  for (let i = 0; i < count; i++) {
    const at = from + Math.floor(random.fraction() * (to - from));
    const name = outsideName(random);
    const address = outsideAddress(name);
    queryName(machine, at, process, name, [address]);
    if (random.chance(0.35)) connect(machine, random, at + 40 * MILLISECOND, process, { address, port: 443, name: null });
  }
}

function leaveAndReturn(player: HostPlayer, random: Random, desk: Desk, at: Moment, end: Moment): void {
  const { machine } = player;
  const times = Math.floor((end - at) / HOUR / HOURS_TO_UNLOCK + random.fraction() * 0.8);
  for (let i = 0; i < times; i++) {
    const part = (end - at) / times;
    const locked = at + Math.floor(part * (i + random.between(0.25, 0.6)));
    lockSession(machine, locked, desk);
    unlockSession(machine, random, locked + random.integer(3, 55) * MINUTE, desk);
  }
}
