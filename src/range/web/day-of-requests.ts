import type { Host } from '../estate/index.ts';
import { DAY, MINUTE } from '../moment.ts';
import { timeOf, type Act } from '../operation/index.ts';
import type { Activity } from '../plan/index.ts';
import type { Random } from '../random.ts';
import type { World } from '../world/index.ts';
import { actRequests } from './act-requests.ts';
import type { Request } from './request.ts';
import { siteOf } from './site.ts';
import { probeRequests, staffRequests } from './staff-requests.ts';
import { visitsOf } from './visit.ts';

/** How often a load balancer looks whether a server is there. */
const PROBE = 20 * MINUTE;

/** Everything that a web server is asked for, day by day. */
export class WebTraffic {
  readonly #world: World;
  readonly #host: Host;
  readonly #own: Random;
  readonly #draws: Random;
  readonly #rows: Uint32Array;
  readonly #acts: readonly Act[];
  #nextRow = 0;
  #nextAct = 0;

  constructor(world: World, host: Host) {
    this.#world = world;
    this.#host = host;
    this.#own = world.random.stream(`requests/${host.fqdn}`);
    this.#draws = world.random.stream(`answers/${host.fqdn}`);
    this.#rows = world.plan.rowsOf(host.index);
    this.#acts = world.acts.filter((act) =>
      act.act === 'activity' ? act.activity.to === host.index && act.activity.kind === 'web' : 'host' in act && act.host === host.index,
    );
  }

  /** Requests of a day, counted from the span's first, in no order: those that are answered after midnight are among them. */
  day(day: number): Request[] {
    const { span, estate } = this.#world;
    const site = siteOf(this.#host);
    if (site === null) return [];
    const begin = span.from + day * DAY;
    const requests = visitsOf(this.#world, this.#host, day).flatMap((visit) => visit.requests);
    const random = this.#own.restart(day);
    const monitoring = estate.byRole('monitoring')[0];
    if (monitoring !== undefined)
      requests.push(...probeRequests(site, random, begin, begin + DAY, PROBE, estate.addressOf(monitoring.index, begin)));
    for (const activity of this.#staff(begin + DAY)) requests.push(...this.#asked(activity));
    for (; this.#nextAct < this.#acts.length; this.#nextAct++) {
      const act = this.#acts[this.#nextAct];
      if (act === undefined || timeOf(act) >= begin + DAY) break;
      if (act.act === 'activity') requests.push(...this.#asked(act.activity));
      else requests.push(...actRequests(this.#world, act));
    }
    return requests;
  }

  #asked(activity: Activity): Request[] {
    return staffRequests(this.#world, this.#host, activity, this.#draws.restart(activity.id));
  }

  *#staff(end: number): Generator<Activity> {
    const { plan } = this.#world;
    for (; this.#nextRow < this.#rows.length; this.#nextRow++) {
      const activity = plan.activity(this.#rows[this.#nextRow] ?? 0);
      if (activity.at >= end) return;
      if (activity.kind === 'web' && activity.to === this.#host.index) yield activity;
    }
  }
}
