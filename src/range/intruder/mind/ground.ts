import { DAY, MINUTE, SECOND, type Moment } from '../../moment.ts';
import { activityKinds, type ActivityKind } from '../../plan/index.ts';
import { inClear } from '../../play/kinds/web.ts';
import { sharedOf } from '../../play/shared.ts';
import type { WorldBase } from '../../world/index.ts';
import { edgeKey, lastBefore, rowsByAccount, surveyed } from './survey.ts';

/** A session whose credential lies in a host's memory. */
export interface OpenSession {
  readonly account: number;
  /** Somebody sits before it, here or afar: `query user` lists it. */
  readonly seated: boolean;
  /** The password lies there in clear. */
  readonly clear: boolean;
}

/** A connection that a host has open, as netstat lists it. */
export interface OpenConnection {
  readonly other: number;
  readonly kind: ActivityKind;
  readonly account: number;
}

/** Kinds whose sessions leave a credential at the destination, and whether somebody sits before them. */
const leaving: Readonly<Partial<Record<ActivityKind, 'seated' | 'unseated' | 'clear'>>> = {
  console: 'seated',
  desktop: 'seated',
  batch: 'unseated',
  daemon: 'unseated',
  web: 'clear',
};

/** Somebody opens a share from his desk. */
export interface Visit {
  readonly desk: number;
  readonly account: number;
  readonly at: Moment;
}

/** Share of servers with a script that has a password in it. */
const FORGOTTEN = 0.1;

/** What an intruder finds when he looks at the carrier: never more than stands there at that moment. */
export class Ground {
  readonly base: WorldBase;
  /** Hosts that connect to the warehouse, and the accounts they do it under: it lets in no other host. */
  readonly clients: ReadonlyMap<number, ReadonlySet<number>>;
  readonly #kind: Readonly<Partial<Record<number, 'seated' | 'unseated' | 'clear'>>>;
  readonly #reboot = activityKinds.indexOf('reboot');
  readonly #share = activityKinds.indexOf('share');
  readonly #pairs: ReadonlySet<string>;
  readonly #firstWalked: ReadonlyMap<number, Moment>;
  readonly #localAdministrators = new Map<number, number>();
  readonly #services: ReadonlySet<number>;
  readonly #administrators: ReadonlySet<number>;
  readonly #employed: ReadonlyMap<number, { readonly from: Moment; readonly to: Moment }>;
  #byAccount: ReadonlyMap<number, readonly number[]> | null = null;

  constructor(base: WorldBase) {
    this.base = base;
    const { estate } = base;
    this.#kind = Object.fromEntries(activityKinds.map((kind, i) => [i, leaving[kind]]));
    const survey = surveyed(base);
    this.clients = survey.clients;
    this.#pairs = survey.pairs;
    this.#firstWalked = survey.firstWalked;
    const byName = new Map(estate.hosts.map((host) => [host.short.toUpperCase(), host.index]));
    for (const [index, account] of estate.accounts.entries()) {
      const host = account.realm === null ? byName.get(account.domain) : undefined;
      if (host !== undefined && estate.administers(index, host)) this.#localAdministrators.set(host, index);
    }
    this.#services = new Set(estate.services.map(({ account }) => estate.accountIndex(account)));
    this.#administrators = new Set(estate.people.flatMap(({ admin }) => (admin === null ? [] : [estate.accountIndex(admin)])));
    this.#employed = new Map(
      estate.people.flatMap(({ account, admin, hiredAt, leavesAt }) =>
        [account, admin].flatMap((one) => (one === null ? [] : [[estate.accountIndex(one), { from: hiredAt, to: leavesAt }] as const])),
      ),
    );
  }

  /** Sessions whose credentials lie in memory on a host, machine accounts apart; each account once, by number. */
  sessionsAt(host: number, at: Moment): readonly OpenSession[] {
    const { plan, estate } = this.base;
    const { memory } = plan;
    const found = new Map<number, OpenSession>();
    for (const row of plan.rowsOf(host)) {
      const begins = memory.at[row] ?? 0;
      if (begins > at) break;
      const kind = memory.kind[row] ?? 0;
      if (kind === this.#reboot) found.clear();
      const left = this.#kind[kind];
      if (left === undefined || memory.to[row] !== host || begins + (memory.seconds[row] ?? 0) * SECOND <= at) continue;
      const account = memory.account[row] ?? 0;
      if (left === 'clear' && !inClear(estate.hosts[host]?.role ?? '', sharedOf(this.base, plan.activity(row)).port)) continue;
      if (estate.accounts[account]?.name.endsWith('$') === true) continue;
      const known = found.get(account);
      found.set(account, {
        account,
        seated: left === 'seated' || known?.seated === true,
        clear: left === 'clear' || known?.clear === true,
      });
    }
    return [...found.values()].sort((a, b) => a.account - b.account);
  }

  /**
   * When the next session begins on a host in a stretch whose credential is worth waiting for: of somebody who sits there, of a task or a
   * service, or an administrator's password in clear; of an account that is not among those known. Null for none.
   */
  nextWorthwhile(host: number, from: Moment, to: Moment, known: ReadonlyMap<number, unknown>): Moment | null {
    const { plan, estate } = this.base;
    const { memory } = plan;
    const rows = plan.rowsOf(host);
    for (let i = lastBefore(rows, memory.at, from) + 1; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      const begins = memory.at[row] ?? 0;
      if (begins >= to) return null;
      const left = this.#kind[memory.kind[row] ?? 0];
      const account = memory.account[row] ?? 0;
      if (left === undefined || memory.to[row] !== host || known.has(account)) continue;
      if (estate.accounts[account]?.name.endsWith('$') === true) continue;
      if (left !== 'clear' || this.looksLike(account) !== 'person') return begins;
    }
    return null;
  }

  /** Until when somebody sits at a host at a moment; that moment where he does not. */
  seatedUntil(host: number, account: number, at: Moment): Moment {
    let until = at;
    this.#eachSeat(host, account, at - DAY, at, (begins, ends) => {
      if (begins <= at) until = Math.max(until, ends);
    });
    return until;
  }

  /** The first moment in a stretch at which somebody sits at a host; null where he does not. */
  nextSeatOf(host: number, account: number, from: Moment, to: Moment): Moment | null {
    let first: Moment | null = null;
    this.#eachSeat(host, account, from - DAY, to, (begins, ends) => {
      if (ends > from && first === null) first = Math.max(from, begins);
    });
    return first;
  }

  #eachSeat(host: number, account: number, from: Moment, to: Moment, visit: (begins: Moment, ends: Moment) => void): void {
    const { plan } = this.base;
    const { memory } = plan;
    const rows = plan.rowsOf(host);
    for (let i = lastBefore(rows, memory.at, from) + 1; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      const begins = memory.at[row] ?? 0;
      if (begins >= to) return;
      if (memory.to[row] !== host || memory.account[row] !== account || this.#kind[memory.kind[row] ?? 0] !== 'seated') continue;
      visit(begins, begins + (memory.seconds[row] ?? 0) * SECOND);
    }
  }

  /** People who open a host's shares from their own desks in a stretch, in order of time. */
  visitsFromDesks(host: number, from: Moment, to: Moment): readonly Visit[] {
    const { plan, estate } = this.base;
    const { memory } = plan;
    const rows = plan.rowsOf(host);
    const visits: Visit[] = [];
    for (let i = lastBefore(rows, memory.at, from) + 1; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      const at = memory.at[row] ?? 0;
      if (at >= to) break;
      const desk = memory.from[row] ?? 0;
      const account = memory.account[row] ?? 0;
      if (memory.to[row] !== host || memory.kind[row] !== this.#share || estate.hosts[desk]?.role !== 'desktop') continue;
      if (estate.accounts[account]?.name.endsWith('$') === false) visits.push({ desk, account, at });
    }
    return visits;
  }

  /** Hosts to which an account has gone from another for files before a moment, by number. */
  sharesOf(account: number, from: number, before: Moment): readonly number[] {
    const { plan } = this.base;
    const { memory } = plan;
    const found = new Set<number>();
    for (const row of plan.rowsOf(from)) {
      if ((memory.at[row] ?? 0) >= before) break;
      if (memory.from[row] === from && memory.to[row] !== from && memory.account[row] === account && memory.kind[row] === this.#share)
        found.add(memory.to[row] ?? 0);
    }
    return [...found].sort((a, b) => a - b);
  }

  /** Connections of a host that are open, or were a quarter of an hour ago. */
  connectionsAt(host: number, at: Moment): readonly OpenConnection[] {
    const { plan } = this.base;
    const { memory } = plan;
    const rows = plan.rowsOf(host);
    const found = new Map<string, OpenConnection>();
    for (let i = lastBefore(rows, memory.at, at); i >= 0; i--) {
      const row = rows[i] ?? 0;
      const begins = memory.at[row] ?? 0;
      if (begins < at - DAY) break;
      const from = memory.from[row] ?? 0;
      const to = memory.to[row] ?? 0;
      if (from === to || begins + (memory.seconds[row] ?? 0) * SECOND < at - 15 * MINUTE) continue;
      const other = from === host ? to : from;
      const kind = activityKinds[memory.kind[row] ?? 0] ?? 'share';
      found.set(`${other} ${kind}`, { other, kind, account: memory.account[row] ?? 0 });
    }
    return [...found.values()].sort((a, b) => a.other - b.other || (a.kind < b.kind ? -1 : 1));
  }

  /** Whether an account has gone from one host to another before. */
  walkedBefore(account: number, from: number, to: number, at: Moment): boolean {
    return (this.#firstWalked.get(edgeKey(this.base.estate.hosts.length, account, from, to)) ?? Infinity) < at;
  }

  /** The first moment in a stretch at which an account is at work anyway; null where it rests throughout. */
  nextActive(account: number, from: Moment, to: Moment): Moment | null {
    const { memory } = this.base.plan;
    this.#byAccount ??= rowsByAccount(this.base);
    let found: Moment | null = null;
    for (const row of this.#byAccount.get(account) ?? []) {
      const begins = memory.at[row] ?? 0;
      if (begins >= to) break;
      const ends = begins + (memory.seconds[row] ?? 0) * SECOND;
      if (ends <= from) continue;
      const moment = Math.max(begins, from);
      if (found === null || moment < found) found = moment;
    }
    return found;
  }

  /** The built-in administrator of a host, where the estate has him. */
  localAdministratorOf(host: number): number | null {
    return this.#localAdministrators.get(host) ?? null;
  }

  /** Whether a host was down between two moments. */
  wasDown(host: number, from: Moment, to: Moment): boolean {
    const { plan } = this.base;
    const { memory } = plan;
    const rows = plan.rowsOf(host);
    for (let i = lastBefore(rows, memory.at, to); i >= 0; i--) {
      const row = rows[i] ?? 0;
      const down = memory.kind[row] === this.#reboot;
      if (down && (memory.at[row] ?? 0) + (memory.seconds[row] ?? 0) * SECOND + 5 * MINUTE > from) return true;
      if ((memory.at[row] ?? 0) < from - DAY) return false;
    }
    return false;
  }

  /** Whether the firewalls between two zones let anything through: they let what the carrier needs, and no more. */
  permits(from: number, to: number): boolean {
    const { hosts } = this.base.estate;
    return this.#pairs.has(`${hosts[from]?.zone}>${hosts[to]?.zone}`);
  }

  /** Whether an account is enabled: that of somebody on the staff, or nobody's. */
  enabled(account: number, at: Moment): boolean {
    const employed = this.#employed.get(account);
    return employed === undefined || (employed.from <= at && at < employed.to);
  }

  /** Share of the servers of a host's domain (of the desks, for a desk) that an account administers: the names of its groups tell. */
  reachOf(account: number, host: number): number {
    const { estate } = this.base;
    const one = estate.hosts[host];
    const alike = estate.hosts.filter(
      ({ system, domain, role }) => system === 'windows' && domain === one?.domain && (role === 'desktop') === (one.role === 'desktop'),
    );
    return alike.filter(({ index }) => estate.administers(account, index)).length / Math.max(1, alike.length);
  }

  /**
   * A service's account whose password stands in a script on a host, as some administrators leave it there; null on most hosts. It is the
   * carrier's carelessness, and lies there whoever comes.
   */
  forgottenOn(host: number): number | null {
    const { estate, random } = this.base;
    const server = estate.hosts[host];
    if (server === undefined || server.role === 'desktop') return null;
    const draw = random.stream(`forgotten/${server.fqdn}`);
    const some = estate.services.filter(
      ({ administrator, reaches, runsOn }) => administrator && (reaches.includes(host) || runsOn.includes(host)),
    );
    return some.length > 0 && draw.chance(FORGOTTEN) ? estate.accountIndex(draw.pick(some).account) : null;
  }

  /** What the name of an account gives away to anybody: such names follow a scheme. */
  looksLike(account: number): 'administrator' | 'service' | 'person' {
    if (this.#services.has(account)) return 'service';
    return this.#administrators.has(account) ? 'administrator' : 'person';
  }
}
