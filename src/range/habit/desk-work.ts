import { HOUR, MINUTE, SECOND, type Moment } from '../moment.ts';
import { drawLength } from './chances.ts';
import type { Worker, Workday } from './worker.ts';

/** Who does not sign off in the evening, but locks his desk. */
const STAYS_SIGNED_ON = 0.07;
const WRONG_PASSWORDS = 0.05;

/** What everybody does: he signs on, opens drives, reads mail, uses the portal, and mistypes now and then. */
export function deskHabits(worker: Worker, day: Workday): void {
  const { random, scene, person } = worker;
  if (day.home) comeIn(worker, day);
  signOn(worker, day);
  for (let i = worker.count(2.6); i > 0; i--) openShare(worker, worker.momentOf(day));
  const mail = scene.estate.byRole('mail');
  for (let i = worker.count(1.5); i > 0; i--) {
    worker.do('web', worker.momentOf(day), drawLength(random, 20, 3_000), mail[person.index % mail.length]?.index ?? 0);
  }
  if (random.chance(0.35)) {
    worker.do('web', worker.momentOf(day), drawLength(random, 30, 1_500), portalOf(worker));
  }
  if (random.chance(WRONG_PASSWORDS * scene.knobs.noise)) mistype(worker, day);
}

/** The portal of his part of the firm; another one, or a server with pages of its own, now and then. */
function portalOf({ random, scene, person, curiosity }: Worker): number {
  const portals = scene.estate.byRole('portal');
  const own = portals[person.index % portals.length];
  const other = random.chance(curiosity * 2) || own === undefined;
  return (other ? random.pick([...portals, ...scene.estate.byRole('web')]) : own).index;
}

/** At the desk; the first drives are opened by the logon script. Who stays signed on is still there the next morning. */
function signOn(worker: Worker, { start, end }: Workday): void {
  const { random, person, known } = worker;
  const stays = random.chance(STAYS_SIGNED_ON * (person.badHabits ? 3 : 1));
  const until = stays ? end + random.integer(12, 15) * HOUR : end;
  worker.do('console', start, (until - start) / SECOND, person.desk);
  const drive = known[0];
  if (drive !== undefined) worker.do('share', start + random.integer(4, 30) * SECOND, drawLength(random, 300, 9_000), drive.index);
}

function openShare(worker: Worker, at: Moment): void {
  const { random, scene, person } = worker;
  // A colleague's desk: a folder shared years ago, a printer behind it.
  if (random.chance(worker.curiosity * 0.8)) {
    const desk = random.pick(scene.windowsDesks).index;
    if (desk !== person.desk) worker.do('share', at, drawLength(random, 5, 900), desk);
    return;
  }
  worker.do('share', at, drawLength(random, 10, 5_400), worker.server().index);
}

/** One to three wrong passwords, then the right one. */
function mistype(worker: Worker, day: Workday): void {
  const { random } = worker;
  const to = random.chance(0.5) ? (worker.known[0]?.index ?? 0) : worker.server().index;
  let at = random.chance(0.5) ? day.start - MINUTE : worker.momentOf(day);
  for (let i = random.integer(1, 3); i > 0; i--) {
    worker.do('failure', at, 0, to);
    at += random.integer(3, 25) * SECOND;
  }
  worker.do('share', at, drawLength(random, 30, 2_000), to);
}

function comeIn(worker: Worker, { start, end }: Workday): void {
  const { random, scene } = worker;
  const concentrator = random.pick(scene.estate.byRole('vpn'));
  const begins = start - random.integer(1, 6) * MINUTE;
  const pause = random.chance(0.25) ? worker.momentOf({ day: 0, start, end, home: true }) : end;
  worker.do('vpn', begins, (pause - begins) / SECOND, concentrator.index);
  if (pause < end - HOUR) worker.do('vpn', pause + 2 * MINUTE, (end - pause) / SECOND - 120, concentrator.index);
}
