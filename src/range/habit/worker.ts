import type { Host, Person } from '../estate/index.ts';
import { HOUR, MINUTE, SECOND, type Moment } from '../moment.ts';
import type { ActivityKind } from '../plan/index.ts';
import type { Random } from '../random.ts';
import { drawAround, drawCount, drawFactor, drawPlaceOf } from './chances.ts';
import type { Scene } from './scene.ts';

/** One day of somebody at work: true times. */
export interface Workday {
  readonly day: number;
  readonly start: Moment;
  readonly end: Moment;
  /** He works from home, through the concentrator. */
  readonly home: boolean;
}

/** How often the one in the middle tries a host he never used, as a share of the hosts he turns to; some do it far more often. */
const CURIOSITY = 0.022;
/** So many of those he met lately stay with him; older ones are forgotten. */
const REMEMBERED = 5;

/** Somebody of the staff as he goes about his work: his draws, and the hosts he has come to know. */
export class Worker {
  readonly scene: Scene;
  readonly random: Random;
  readonly person: Person;
  readonly account: number;
  /** The account he administers with; his own where he has none. */
  readonly admin: number;
  readonly curiosity: number;
  /** Windows servers he uses, most often first. */
  readonly known: Host[];
  readonly #jumps: Host[];
  readonly #usual: number;

  constructor(scene: Scene, random: Random, person: Person) {
    const { estate } = scene;
    this.scene = scene;
    this.random = random;
    this.person = person;
    this.account = estate.accountIndex(person.account);
    this.admin = person.admin === null ? this.account : estate.accountIndex(person.admin);
    this.curiosity = Math.min(0.4, CURIOSITY * drawFactor(random));
    this.known = hostsOf(scene, person.servers).filter((host) => host.system === 'windows');
    this.#usual = this.known.length;
    const jumps = hostsOf(scene, person.servers).filter((host) => host.role === 'jump');
    this.#jumps = jumps.length > 0 ? jumps : [random.pick(estate.byRole('jump'))];
  }

  /** How often something happens that happens so often on an ordinary day. */
  count(mean: number): number {
    return drawCount(this.random, mean * this.scene.knobs.noise);
  }

  /** A time of the working day: most in the middle of the morning and of the afternoon, few at lunch. */
  momentOf({ start, end }: Workday): Moment {
    const half = (end - start - HOUR) / 2;
    const within = ((this.random.fraction() + this.random.fraction()) / 2) * half;
    return Math.round(this.random.chance(0.53) ? start + within : end - half + within);
  }

  /** A server to turn to: one he knows, the usual ones most often; sometimes one that is new to him and stays known. */
  server(): Host {
    const { random, known } = this;
    if (known.length === 0 || random.chance(this.curiosity)) this.#meet(random.pick(this.scene.windowsServers));
    return known[drawPlaceOf(random, known.length)] ?? random.pick(this.scene.windowsServers);
  }

  /** His jump host, or another one now and then. */
  jump(): Host {
    if (this.random.chance(this.curiosity)) return this.random.pick(this.scene.estate.byRole('jump'));
    return this.#jumps[drawPlaceOf(this.random, this.#jumps.length)] ?? this.random.pick(this.scene.estate.byRole('jump'));
  }

  /** Other work in the same firm: some of what he knew is forgotten, some servers are new. */
  changeWork(): void {
    this.known.splice(1, Math.ceil(this.known.length / 2));
    for (const host of this.random.sample(this.scene.windowsServers, this.random.integer(1, 3))) this.#meet(host, 1);
  }

  do(kind: ActivityKind, at: Moment, seconds: number, to: number, account = this.account, from = this.person.desk): number {
    return this.scene.diary.add(kind, at, seconds, from, to, account);
  }

  #meet(host: Host, place = this.known.length): void {
    if (this.known.includes(host)) return;
    this.known.splice(place, 0, host);
    if (this.known.length > this.#usual + REMEMBERED) this.known.splice(this.#usual, 1);
  }
}

function hostsOf(scene: Scene, indices: readonly number[]): Host[] {
  return indices.flatMap((index) => scene.estate.hosts[index] ?? []);
}

/** When somebody comes and goes on a day he works; about a quarter of an hour around his usual times. */
export function drawWorkday({ scene, random, person }: Worker, day: number, home: boolean): Workday {
  const start = scene.localTime(day, person.begins, person.utcOffset) + Math.round(drawAround(random) * 25 * MINUTE);
  const end = scene.localTime(day, person.ends, person.utcOffset) + Math.round(drawAround(random) * 40 * MINUTE);
  return { day, start: start + random.integer(0, 59) * SECOND, end, home };
}
