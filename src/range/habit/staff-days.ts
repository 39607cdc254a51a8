import type { Person } from '../estate/index.ts';
import { DAY } from '../moment.ts';
import type { Random } from '../random.ts';
import { administratorHabits, domainHabits } from './administrators.ts';
import { databaseAdminHabits, databaseHabits } from './analysts.ts';
import { developerHabits } from './developers.ts';
import { deskHabits } from './desk-work.ts';
import type { Scene } from './scene.ts';
import { helpdeskHabits, deskAdminHabits } from './support.ts';
import { drawWorkday, Worker, type Workday } from './worker.ts';

/** What somebody does on a day he works. */
type Habit = (worker: Worker, day: Workday) => void;

/** What each role does beside what everybody does. */
const ROLE_HABITS: Readonly<Record<Person['role'], readonly Habit[]>> = {
  office: [],
  helpdesk: [helpdeskHabits],
  'desktop-admin': [deskAdminHabits],
  'server-admin': [administratorHabits],
  'domain-admin': [administratorHabits, domainHabits],
  'database-admin': [databaseAdminHabits],
  developer: [developerHabits],
  'billing-analyst': [databaseHabits(1.6)],
  'fraud-analyst': [databaseHabits(3)],
  'intercept-officer': [databaseHabits(0.7)],
  tester: [],
};

const SICK = 0.02;
/** Holidays of one's own begin on one workday in so many and last one to three weeks. */
const LEAVE = 1 / 95;
const CHANGES_A_YEAR = 0.12;
/** Who is called in at the weekend. */
const AT_WEEKENDS: Readonly<Partial<Record<Person['role'], number>>> = {
  helpdesk: 0.12,
  'server-admin': 0.06,
  'domain-admin': 0.04,
  'database-admin': 0.05,
  office: 0.01,
  developer: 0.02,
};

/** Every working day of everybody. Each draws from a stream of his own, so that one more does not change the others. */
export function drawStaffDays(random: Random, scene: Scene): void {
  const shared = sharers(scene.estate.people);
  for (const person of scene.estate.people) {
    const worker = new Worker(scene, random.restart(person.index), person);
    drawDaysOf(worker, shared.get(person.index) ?? null);
  }
}

function drawDaysOf(worker: Worker, share: Share | null): void {
  const { scene, random, person } = worker;
  const { span } = scene;
  const homeDays = random.pick([0, 0, 0, 0.2, 0.4]);
  const weekend = AT_WEEKENDS[person.role] ?? 0;
  const first = Math.max(0, Math.ceil((person.hiredAt - span.from) / DAY));
  const last = Math.min(span.days, Math.floor((person.leavesAt - span.from) / DAY));
  let away = 0;
  for (let day = first; day < last; day++) {
    if (random.chance(CHANGES_A_YEAR / 365)) worker.changeWork();
    const works = scene.rests(day) ? random.chance(weekend) : share === null || day % share.of === share.place;
    if (!works) continue;
    if (away > 0) {
      away--;
      continue;
    }
    if (random.chance(LEAVE)) away = random.pick([4, 4, 9, 14]);
    if (away > 0 || random.chance(SICK)) continue;
    const workday = drawWorkday(worker, day, random.chance(homeDays));
    deskHabits(worker, workday);
    for (const habit of ROLE_HABITS[person.role]) habit(worker, workday);
  }
}

/** Which of the days of a desk that several use is whose. */
interface Share {
  readonly of: number;
  readonly place: number;
}

/** Who shares a desk at one time comes on alternate days; who only follows another at it does not. */
function sharers(people: readonly Person[]): ReadonlyMap<number, Share> {
  const shares = new Map<number, Share>();
  for (const person of people) {
    const together = people.filter(
      (other) => other.desk === person.desk && other.hiredAt < person.leavesAt && person.hiredAt < other.leavesAt,
    );
    if (together.length > 1) shares.set(person.index, { of: together.length, place: together.indexOf(person) });
  }
  return shares;
}
