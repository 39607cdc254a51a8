import { DAY, HOUR, MINUTE, SECOND } from '../../moment.ts';
import { askWarehouse, pack, readConfiguration } from '../moves/collect.ts';
import { enter } from '../moves/enter.ts';
import { leave } from '../moves/leave.ts';
import { lookAround, whoIsOn } from '../moves/look-around.ts';
import { lieInWait } from '../moves/lie-in-wait.ts';
import { biteOf, taint } from '../moves/lure.ts';
import { move } from '../moves/move.ts';
import { regain } from '../moves/regain.ts';
import { dumpDomain, dumpLocalAccounts, dumpMemory } from '../moves/steal.ts';
import { takeOut } from '../moves/take-out.ts';
import { callHome, digTunnel } from '../moves/tunnel.ts';
import type { Inquiry } from '../questions.ts';
import { hostsHeld, keepsToPaths, type Actor, type Hold } from './actor.ts';
import type { Credential, RoleCredential } from './knowledge.ts';
import { chooseMove } from './choose.ts';

/** What he is to do in one wave. */
export interface Errand {
  /** Questions to the warehouse; none for who only proves that he could. */
  readonly questions: number;
  readonly inquiry: Inquiry;
  /** Hosts he means to take: some more where the records are not yet within reach. */
  readonly hops: number;
  readonly clearing: number;
}

/** A wave from the first request to the last: in, from host to host as far as he knows how, the records, out. */
export function playWave(actor: Actor, errand: Errand): void {
  new Wave(actor, errand).play();
}

class Wave {
  readonly #actor: Actor;
  readonly #errand: Errand;
  readonly #looked = new Set<number>();
  readonly #dumped = new Map<number, number>();
  readonly #searched = new Set<number>();
  /** Hosts from which he may ask the warehouse, with what. */
  readonly #clients = new Map<number, RoleCredential>();
  #taken = 0;
  #waited = 0;
  #asked = 0;
  #tunnelUntil = 0;

  constructor(actor: Actor, errand: Errand) {
    this.#actor = actor;
    this.#errand = errand;
  }

  play(): void {
    const { clock, chronicle } = this.#actor;
    this.#waitUntilUp();
    // The door stayed shut, or his time fell into days off: there is no such wave.
    if (clock.over) return;
    chronicle.beginWave(clock.now);
    enter(this.#actor, this.#actor.foothold);
    for (let step = 0; step < 600; step++) {
      if (clock.over && !(this.#asked < this.#errand.questions / 2 && clock.drawOut())) break;
      this.#waitUntilUp();
      this.#keepTunnel();
      const acted = this.#settle() || this.#dig() || this.#collect() || this.#advance() || this.#bait() || this.#wait();
      if (!acted) break;
      if (this.#done()) break;
    }
    leave(this.#actor, this.#errand.clearing);
  }

  #done(): boolean {
    const { questions, hops } = this.#errand;
    return this.#asked >= questions && this.#taken >= hops;
  }

  /** Nothing is left to wait for: the records are his, or he has been everywhere he meant to. */
  #finished(): boolean {
    const { questions, hops } = this.#errand;
    return questions > 0 ? this.#asked >= questions : this.#taken >= hops;
  }

  /** A web server that is down, or about to be, answers nobody. */
  #waitUntilUp(): void {
    const { ground, clock, foothold } = this.#actor;
    for (let i = 0; i < 6 && ground.wasDown(foothold, clock.now - HOUR / 3, clock.now + HOUR / 2); i++) clock.waitFor(clock.now + HOUR);
  }

  /** On a host that is new to him he looks around, then takes what lies in memory. */
  #settle(): boolean {
    const { clock, random, ground } = this.#actor;
    for (const host of hostsHeld(this.#actor)) {
      if (this.#looked.has(host) && this.#dumped.has(host)) continue;
      const hold = regain(this.#actor, host);
      if (hold === null) continue;
      if (!this.#looked.has(host)) {
        this.#looked.add(host);
        lookAround(this.#actor, hold);
        clock.pause(3, 40);
        return true;
      }
      this.#steal(hold);
      if (ground.base.estate.hosts[host]?.role !== 'controller' && random.chance(0.6)) dumpLocalAccounts(this.#actor, hold);
      clock.pause(5, 90);
      return true;
    }
    return false;
  }

  #steal(hold: Hold): void {
    const { ground, clock } = this.#actor;
    this.#dumped.set(hold.host, clock.now);
    if (ground.base.estate.hosts[hold.host]?.role === 'controller') dumpDomain(this.#actor, hold);
    else dumpMemory(this.#actor, hold);
  }

  /** While he works, his tunnel stays connected: a few hours at a time. */
  #keepTunnel(): void {
    const { tunnel, clock, random } = this.#actor;
    if (tunnel === null || clock.now < this.#tunnelUntil) return;
    const seconds = random.integer(3_000, 12_000);
    const at = callHome(this.#actor, { sent: random.integer(200_000, 3_000_000), received: random.integer(100_000, 900_000), seconds });
    this.#tunnelUntil = (at ?? clock.now) + seconds * SECOND;
  }

  /** A tunnel is dug once he is deep enough inside. */
  #dig(): boolean {
    const { style, tunnel, holds, ground, random, clock } = this.#actor;
    if (!style.tunnels || tunnel !== null || this.#taken < 2) return false;
    const inside = [...holds.values()].filter(({ host, depth }) => depth > 0 && ground.base.estate.hosts[host]?.zone !== 'dmz');
    const known = keepsToPaths(this.#actor);
    const asks = (host: number): number => (known && this.#clients.has(host) ? 1 : 0);
    const [deep] = inside.sort((a, b) => asks(b.host) - asks(a.host) || b.depth - a.depth || a.host - b.host);
    if (deep === undefined || (deep.depth < 2 && random.chance(0.4))) return false;
    const hold = regain(this.#actor, deep.host);
    if (hold === null) return false;
    digTunnel(this.#actor, hold);
    clock.pause(10, 120);
    return true;
  }

  /** Where a host he holds may ask the warehouse, he does, and takes the answers out. */
  #collect(): boolean {
    const { holds, ground, random, clock } = this.#actor;
    const { inquiry, questions } = this.#errand;
    for (const host of hostsHeld(this.#actor)) if (!this.#searched.has(host)) this.#search(host);
    const left = questions - this.#asked;
    const ready = [...this.#clients].filter(([host]) => holds.has(host));
    if (left <= 0 || ready.length === 0) return false;
    const [host, credential] = random.pick(ready);
    const hold = regain(this.#actor, host);
    if (hold === null) {
      this.#clients.delete(host);
      return true;
    }
    const count = Math.min(left, random.integer(1, 4));
    const before = this.#actor.chronicle.asked.length;
    const bytes = askWarehouse(this.#actor, hold, credential, inquiry, count);
    this.#asked += count;
    if (bytes === 0) return true;
    const targets = this.#actor.chronicle.asked.slice(before).flatMap(({ act }) => act.question.targets);
    const number = targets.find((one) => one.startsWith(ground.base.telephony.plan.country_code));
    const archive = pack(this.#actor, hold, bytes, random.chance(0.4) ? (number ?? null) : null);
    if (random.chance(0.85)) takeOut(this.#actor, archive);
    if (random.chance(0.35)) clock.goHome();
    else clock.pause(20, 260);
    return true;
  }

  /** Files with passwords are looked for where somebody might ask the warehouse from. */
  #search(host: number): void {
    const { ground, knowledge, clock } = this.#actor;
    const { estate } = ground.base;
    const role = knowledge.hosts.get(host)?.role ?? null;
    const worth =
      knowledge.databaseClients.has(host) ||
      role === 'mediation' ||
      role === 'billing' ||
      role === 'application' ||
      role === 'jump' ||
      role === 'desktop';
    this.#searched.add(host);
    if (!worth || !this.#looked.has(host)) {
      if (worth) this.#searched.delete(host);
      return;
    }
    const hold = regain(this.#actor, host);
    if (hold === null || !readConfiguration(this.#actor, hold)) return;
    const found = [...knowledge.roles.values()].find((one) => one.host === host);
    const [warehouse] = estate.byRole('warehouse');
    if (found === undefined || warehouse === undefined) return;
    const known = ground.walkedBefore(found.account, host, warehouse.index, clock.now);
    if ((!keepsToPaths(this.#actor) || known) && ground.clients.has(host)) this.#clients.set(host, found);
  }

  /** On to the next host. */
  #advance(): boolean {
    const { hops, questions } = this.#errand;
    const { clock } = this.#actor;
    const enough = this.#asked >= questions || this.#clients.size > 0;
    if (this.#taken >= (enough ? hops : hops + 6)) return false;
    const candidate = chooseMove(this.#actor, this.#waited);
    if (candidate === null) return false;
    const { credential, host } = candidate;
    if (!this.#whileActive(credential.account)) return true;
    const from = regain(this.#actor, candidate.from.host);
    if (from === null) return true;
    const outcome = move(this.#actor, from, credential, host);
    if (outcome === 'wrong password') this.#disappointed(credential.account);
    else if (typeof outcome === 'object') this.#taken++;
    clock.pause(4, 70);
    return true;
  }

  /** Who keeps to known paths lets others carry his program on: he leaves it where they will find it. */
  #bait(): boolean {
    const { baits, clock, random } = this.#actor;
    const { hops, questions } = this.#errand;
    if (!keepsToPaths(this.#actor) || this.#taken >= hops + 6 || (this.#clients.size > 0 && this.#asked < questions)) return false;
    const place = this.#placeForBait();
    if (place !== null) {
      baits.add(place.host);
      if (this.#whileActive(place.credential.account)) taint(this.#actor, place.from, place.credential, place.host);
      clock.pause(3, 30);
      return true;
    }
    if (baits.size === 0 || random.chance(0.2)) return false;
    if (biteOf(this.#actor, baits, 2 * DAY) !== null) this.#taken++;
    return true;
  }

  #placeForBait(): { readonly from: Hold; readonly credential: Credential; readonly host: number } | null {
    const { knowledge, ground, clock, baits, changed } = this.#actor;
    const { estate } = ground.base;
    for (const held of hostsHeld(this.#actor))
      for (const credential of knowledge.credentials.values())
        for (const host of changed.has(credential.account) ? [] : ground.sharesOf(credential.account, held, clock.now)) {
          const role = estate.hosts[host]?.role;
          if (baits.has(host) || (role !== 'files' && role !== 'application')) continue;
          const from = regain(this.#actor, held);
          if (from !== null) return { from, credential, host };
        }
    return null;
  }

  /** Who hides among what accounts do anyway waits until theirs are at work. False where he has to do without. */
  #whileActive(account: number): boolean {
    const { stealth, ground, clock, resting } = this.#actor;
    if (stealth < 2) return true;
    const active = ground.nextActive(account, clock.now, clock.now + 3 * DAY);
    if (active === null) {
      resting.add(account);
      return false;
    }
    clock.waitFor(active + MINUTE);
    return true;
  }

  /** A password that is refused once may be one host's own; of a domain's account it is worth nothing any more. */
  #disappointed(account: number): void {
    const { knowledge, ground } = this.#actor;
    if (ground.base.estate.accounts[account]?.realm !== null) knowledge.drop(account);
  }

  /** Another public server may have more to offer. */
  #anotherDoor(): boolean {
    const { doors, holds, clock, random, ground } = this.#actor;
    const closed = doors.filter((door) => !holds.has(door) && !ground.wasDown(door, clock.now - HOUR, clock.now + HOUR));
    if (closed.length === 0) return false;
    enter(this.#actor, random.pick(closed));
    return true;
  }

  /** Nothing to go on with: he lies in wait where he is, and takes whoever signs on; or comes back later to see. */
  #wait(): boolean {
    const { clock, random, knowledge } = this.#actor;
    if (this.#waited > 30 || this.#finished()) return false;
    this.#waited++;
    if (this.#waited % 3 === 0 && this.#anotherDoor()) return true;
    const watched = random.sample(hostsHeld(this.#actor), 3).flatMap((host) => regain(this.#actor, host) ?? []);
    const caught = lieInWait(this.#actor, watched, random.between(0.7, 2) * DAY);
    if (caught !== null) this.#dumped.set(caught, clock.now);
    else if (!clock.over) {
      clock.pause(30, 200);
      const [one] = watched;
      const again = one === undefined || clock.over ? null : regain(this.#actor, one.host);
      if (again !== null) whoIsOn(this.#actor, again);
    }
    if (caught !== null && knowledge.credentials.size > 0) clock.pause(4, 60);
    return true;
  }
}
