import { DAY, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { domainAccount, type Account } from '../windows/index.ts';
import type { Span } from '../world/index.ts';
import type { Person, PersonRole } from './estate.ts';
import type { DrawnHost } from './hosts.ts';
import type { Naming } from './naming.ts';
import { reasonsToWorkOn } from './reasons.ts';
import type { RelativeIds } from './relative-ids.ts';
import { roleMix } from './role-shares.ts';
import type { DrawnSite } from './sites.ts';
import { drawPerson } from './words.ts';

/** Years that somebody stays, on average: about one in nine leaves in a year. */
const STAY = 9 * 365 * DAY;
const BAD_HABITS = 0.45;

/** Which administrators' accounts there are: 0 for the domains, 1 for servers, 2 for desks. */
export const tierOf: Readonly<Partial<Record<PersonRole, 0 | 1 | 2>>> = {
  'domain-admin': 0,
  'server-admin': 1,
  'database-admin': 1,
  'desktop-admin': 2,
  helpdesk: 2,
};

/**
 * Draws the staff: one at each desk, in the order of the desks, then those who came for others who left. In estates with less
 * than eleven desks several share one.
 */
export function drawStaff(
  random: Random,
  span: Span,
  hosts: readonly DrawnHost[],
  sites: readonly DrawnSite[],
  naming: Naming,
  ids: RelativeIds,
): readonly Person[] {
  const desks = hosts.filter((host) => host.role === 'desktop');
  const hiring = new Hiring(random, hosts, sites, naming, ids);
  const roles = seated(random, roleMix(desks.length), desks);
  const first = roles.map(({ role, desk }, number) => {
    const hiredAt = span.from - random.between(20 * DAY, 12 * 365 * DAY);
    return hiring.hire(role, number, desk, Math.round(hiredAt), drawLeaving(random, span.from));
  });
  const people = [...first];
  for (let number = 0; number < people.length; number++) {
    const one = people[number];
    const desk = one && hosts[one.desk];
    if (one === undefined || desk === undefined || one.leavesAt >= span.until - 40 * DAY) continue;
    const hiredAt = Math.round(one.leavesAt + random.between(4, 40) * DAY);
    people.push(hiring.hire(one.role, people.length, desk, hiredAt, drawLeaving(random, hiredAt)));
  }
  return someBadHabits(people);
}

/** Who runs the carrier's systems sits in the head office; everybody else where there is a desk. */
function seated(
  random: Random,
  roles: readonly PersonRole[],
  desks: readonly DrawnHost[],
): readonly { readonly role: PersonRole; readonly desk: DrawnHost }[] {
  const shuffled = random.sample(desks, desks.length);
  const inOrder = [...shuffled.filter((desk) => desk.site === 1), ...shuffled.filter((desk) => desk.site !== 1)];
  return roles.flatMap((role, i) => {
    const desk = inOrder[i % inOrder.length];
    return desk === undefined ? [] : [{ role, desk }];
  });
}

function drawLeaving(random: Random, from: Moment): Moment {
  return Math.round((from - STAY * Math.log(1 - random.fraction())) / DAY) * DAY;
}

class Hiring {
  readonly #random: Random;
  readonly #hosts: readonly DrawnHost[];
  readonly #sites: readonly DrawnSite[];
  readonly #naming: Naming;
  readonly #ids: RelativeIds;
  readonly #names = new Set<string>();
  #administrators = 0;

  constructor(random: Random, hosts: readonly DrawnHost[], sites: readonly DrawnSite[], naming: Naming, ids: RelativeIds) {
    this.#random = random;
    this.#hosts = hosts;
    this.#sites = sites;
    this.#naming = naming;
    this.#ids = ids;
  }

  hire(role: PersonRole, index: number, desk: DrawnHost, hiredAt: Moment, leavesAt: Moment): Person {
    const random = this.#random;
    const name = this.#unusedName();
    const account = domainAccount(this.#naming.domains[0], name, this.#ids.next(0));
    const tier = tierOf[role];
    const admin = tier === undefined ? null : this.#administrator(name, role, tier);
    const [begins, ends] = drawHours(random, role);
    return {
      index,
      role,
      account,
      admin,
      badHabits: admin !== null && random.chance(BAD_HABITS),
      desk: desk.index,
      site: desk.site,
      begins,
      ends,
      utcOffset: this.#sites[desk.site]?.utcOffset ?? 0,
      servers: reasonsToWorkOn(random, role, desk, admin, this.#hosts),
      hiredAt,
      leavesAt,
    };
  }

  /** Every second server administrator belongs to operations, and so does who looks after the databases. */
  #administrator(name: string, role: PersonRole, tier: 0 | 1 | 2): Account {
    const ops = role === 'database-admin' || (role === 'server-admin' && this.#administrators++ % 2 === 1);
    const number = ops ? 1 : 0;
    return domainAccount(this.#naming.domains[number], this.#naming.administrator(name, tier), this.#ids.next(number));
  }

  #unusedName(): string {
    for (let i = 1; ; i++) {
      const name = this.#naming.person(drawPerson(this.#random));
      const candidate = i > 30 ? `${name}${i}` : name;
      if (this.#names.has(candidate)) continue;
      this.#names.add(candidate);
      return candidate;
    }
  }
}

/** Local hours: most begin between half past seven and half past nine; the helpdesk works in shifts. */
function drawHours(random: Random, role: PersonRole): [number, number] {
  if (role === 'helpdesk' && random.chance(0.5)) return random.chance(0.5) ? [6, 14.5] : [13.5, 22];
  const early = role === 'developer' ? 1 : 0;
  const begins = 7.4 + early + (random.fraction() + random.fraction()) * 1.1;
  return [begins, begins + random.between(8.3, 9.6)];
}

/** In every carrier there is one who should know better: without him nothing would be left in memory where it does not belong. */
function someBadHabits(people: readonly Person[]): readonly Person[] {
  const powerful = people.filter(({ role }) => role === 'domain-admin' || role === 'server-admin');
  const one = powerful[0];
  if (one === undefined || powerful.some((person) => person.badHabits)) return people;
  return people.map((person) => (person === one ? { ...person, badHabits: true } : person));
}
