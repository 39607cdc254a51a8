import type { NumberPlan } from '../../case/index.ts';
import { drawCallRecords, drawSubscribers, type CallRecord, type Subscriber } from '../carrier/index.ts';
import { DAY, HOUR, isWorkday, MINUTE, type Moment } from '../moment.ts';
import { Random } from '../random.ts';
import { Database, drawStore } from '../warehouse/index.ts';
import { IisLog } from '../web/index.ts';
import { domainAccount, localAccount, Machine, type Account, type Domain } from '../windows/index.ts';
import { drawNaming, drawPeople, type Naming } from './names.ts';

/** A machine whose logs nobody collected: others name it. */
export interface Place {
  readonly short: string;
  readonly fqdn: string;
  readonly address: string;
}

/** Who works here. */
export interface Staff {
  readonly people: readonly { readonly account: Account; readonly desk: Place }[];
  readonly helpdesk: { readonly account: Account; readonly desk: Place };
  /** Looks after the web server. */
  readonly webAdministrator: { readonly account: Account; readonly desk: Place };
  /** Looks after the servers inside; the account that opens the application server. */
  readonly serverAdministrator: { readonly account: Account; readonly desk: Place };
  readonly analystDesk: Place;
  /** Rolls out software, and runs a task on the web server each night. */
  readonly deployment: Account;
  readonly backup: Account;
  readonly mediation: Account;
  /** The web server's application pool. */
  readonly pool: Account;
}

/** The carrier of the slice: three Windows hosts with logs, a warehouse with its log, subscribers and their records. */
export interface Carrier {
  readonly random: Random;
  readonly plan: NumberPlan;
  readonly naming: Naming;
  readonly domain: Domain;
  /** First moment of the logs, a midnight, and how many days they cover. */
  readonly from: Moment;
  readonly days: number;
  /** When the logs are collected. */
  readonly until: Moment;
  readonly web: Machine;
  readonly files: Machine;
  readonly application: Machine;
  readonly warehouse: Place;
  readonly controller: Place;
  readonly rollout: Place;
  readonly reporting: Place;
  readonly monitoring: Place;
  readonly staff: Staff;
  readonly site: IisLog;
  readonly database: Database;
  readonly subscribers: readonly Subscriber[];
  readonly records: readonly CallRecord[];
  /** Day of the span, counted from 0, on which the records end and after which an intruder may come. */
  readonly recordsEnd: number;
}

/** Windows derives it from the pool's name, so it is the same everywhere. */
const POOL_SID = 'S-1-5-82-3006700770-424185619-1745488364-794895919-4004696415';
const RECORDS = 5_000;
const RECORD_DAYS = 28;

/** Draws a carrier; nothing has happened on it yet. */
export function drawCarrier(seed: number, plan: NumberPlan): Carrier {
  const random = new Random(`slice/${seed}`);
  const naming = drawNaming(random.stream('naming'));
  const span = random.stream('span');
  const from = Date.UTC(span.integer(2022, 2025), span.integer(0, 9), span.integer(3, 24)) * 1000;
  const days = span.integer(34, 42);
  const until = from + days * DAY;
  const recordsEnd = beforeWorkday(from, span.integer(10, 13));
  const network = drawNetwork(random.stream('network'));
  const domain: Domain = {
    dns: naming.dns,
    netbios: naming.netbios,
    sid: `S-1-5-21-${[1, 2, 3].map(() => span.integer(100_000_000, 4_000_000_000)).join('-')}`,
  };
  const machine = (short: string, subnet: number, rid: number): Machine => {
    const own = random.stream(`machine/${rid}`);
    const bootedAt = from - own.integer(3, 60) * DAY - own.integer(0, 1_400) * MINUTE;
    return new Machine(own, domain, { short, address: network(subnet), rid, bootedAt, collectedAt: until });
  };
  const place = (short: string, subnet: number): Place => ({ short, fqdn: `${short}.${domain.dns}`, address: network(subnet) });
  const subscribers = drawSubscribers(random.stream('subscribers'), plan);
  const end = from + recordsEnd * DAY;
  const web = machine(naming.web, 1, 1108);
  return {
    random,
    plan,
    naming,
    domain,
    from,
    days,
    until,
    web,
    files: machine(naming.files, 2, 1109),
    application: machine(naming.application, 2, 1111),
    warehouse: place(naming.warehouse, 3),
    controller: place(naming.controller, 2),
    rollout: place(naming.rollout, 2),
    reporting: place(naming.reporting, 3),
    monitoring: place(naming.monitoring, 2),
    staff: drawStaff(random.stream('staff'), naming, domain, web, (number) => place(naming.desk(number), 4)),
    site: new IisLog(web.address, 443, until),
    database: new Database(drawStore(random.stream('store')), until),
    subscribers,
    records: drawCallRecords(random.stream('records'), subscribers, RECORDS, end - RECORD_DAYS * DAY, end),
    recordsEnd,
  };
}

/** The first day from `day` on that is followed by a working day: the administrator must be at work when the intruder comes. */
function beforeWorkday(from: Moment, day: number): number {
  let found = day;
  while (!isWorkday(from + (found + 1) * DAY)) found++;
  return found;
}

/** One of the private ranges (RFC 1918), with a subnet a zone: 1 DMZ, 2 servers, 3 data, 4 offices. */
function drawNetwork(random: Random): (subnet: number) => string {
  const base = random.pick([`10.${random.integer(1, 250)}`, `172.${random.integer(16, 31)}`, '192.168']);
  const first = random.integer(10, 60);
  const taken = new Set<string>();
  return (subnet) => {
    for (;;) {
      const address = `${base}.${first + subnet * 8}.${random.integer(10, 240)}`;
      if (taken.has(address)) continue;
      taken.add(address);
      return address;
    }
  };
}

function drawStaff(random: Random, naming: Naming, domain: Domain, web: Machine, desk: (number: number) => Place): Staff {
  let rid = 1_200;
  const account = (name: string): Account => domainAccount(domain, name, (rid += random.integer(1, 9)));
  const people = drawPeople(random, 17);
  const [helpdesk, webAdministrator, serverAdministrator, ...others] = people.map((person, i) => ({ person, desk: desk(i + 1) }));
  if (helpdesk === undefined || webAdministrator === undefined || serverAdministrator === undefined) throw new RangeError('too few people');
  return {
    people: others.map(({ person, desk: own }) => ({ account: account(naming.person(person.given, person.family)), desk: own })),
    helpdesk: { account: account(naming.person(helpdesk.person.given, helpdesk.person.family)), desk: helpdesk.desk },
    webAdministrator: {
      account: account(naming.administrator(webAdministrator.person.given, webAdministrator.person.family)),
      desk: webAdministrator.desk,
    },
    serverAdministrator: {
      account: account(naming.administrator(serverAdministrator.person.given, serverAdministrator.person.family)),
      desk: serverAdministrator.desk,
    },
    analystDesk: desk(18),
    deployment: account(naming.service('deploy')),
    backup: account(naming.service('backup')),
    mediation: account(naming.service('mediation')),
    pool: { ...localAccount(web, 'DefaultAppPool', POOL_SID), domain: 'IIS APPPOOL' },
  };
}

/** The moment `hours` into a day of the span. */
export function dayAt(carrier: Carrier, day: number, hours: number): Moment {
  return Math.round(carrier.from + day * DAY + hours * HOUR);
}
