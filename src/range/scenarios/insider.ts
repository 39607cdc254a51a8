import { Chronicle, Inquiry, playedOperation, Script } from '../intruder/index.ts';
import { DAY, HOUR, SECOND, type Moment } from '../moment.ts';
import { isWeekend, type Person } from '../estate/index.ts';
import type { Random } from '../random.ts';
import type { RangeScenario, WorldBase } from '../world/index.ts';

/** A billing analyst who sells records: his own desk, his own role, his own hours. Nobody broke in. */
export const insider: RangeScenario = {
  name: 'insider',
  description: 'a billing analyst sells call records: no intrusion at all',
  defaults: {},
  play(base) {
    const random = base.random.stream('operation/insider');
    const seller = drawSeller(base, random);
    if (seller === null) return { acts: [], operations: [], tickets: [] };
    const script = new Script('insider', 0);
    const chronicle = new Chronicle('insider');
    const inquiry = new Inquiry(random.stream('inquiry'), base.telephony, base.span, base.knobs.goal);
    const sale = new Sale(base, random, script, chronicle, inquiry, seller);
    const first = Math.max(4, Math.min(10, Math.round(base.span.days * 0.2)));
    for (let day = first; day < base.span.days - 2; day += random.integer(1, 9))
      if (!isWeekend(base.span, day) && !base.estate.holidays.has(day)) sale.evening(base.span.from + day * DAY);
    const acts = script.acts();
    return { acts, operations: [playedOperation(base, chronicle, acts, false)], tickets: [] };
  },
};

/** Somebody who is there throughout; an analyst of another office where billing has none. */
function drawSeller({ estate, span }: WorldBase, random: Random): Person | null {
  const staying = estate.people.filter(({ hiredAt, leavesAt }) => hiredAt <= span.from && leavesAt >= span.until);
  for (const role of ['billing-analyst', 'fraud-analyst'] as const) {
    const some = staying.filter((person) => person.role === role && estate.hosts[person.desk]?.system === 'windows');
    if (some.length > 0) return random.pick(some);
  }
  return null;
}

class Sale {
  readonly #base: WorldBase;
  readonly #random: Random;
  readonly #script: Script;
  readonly #chronicle: Chronicle;
  readonly #inquiry: Inquiry;
  readonly #seller: Person;

  constructor(base: WorldBase, random: Random, script: Script, chronicle: Chronicle, inquiry: Inquiry, seller: Person) {
    this.#base = base;
    this.#random = random;
    this.#script = script;
    this.#chronicle = chronicle;
    this.#inquiry = inquiry;
    this.#seller = seller;
  }

  /** When the others have gone he signs on once more, asks for what was ordered, and mails it home. */
  evening(day: Moment): void {
    const { estate, store, telephony } = this.#base;
    const { desk, account: own, ends, utcOffset } = this.#seller;
    const random = this.#random;
    const script = this.#script;
    const account = estate.accountIndex(own);
    const [warehouse] = estate.byRole('warehouse');
    const at = day + Math.round((ends + random.between(0.4, 2.5) - utcOffset) * HOUR);
    const first = this.#inquiry.ask(at);
    if (warehouse === undefined || first === null) return;
    if (this.#chronicle.wave === 0) this.#chronicle.beginWave(at);
    const session = script.key('s');
    const seat = script.activity({ kind: 'console', at, seconds: 3_600, from: desk, to: desk, account }, { session });
    const client = script.key('p');
    const image = 'C:\\Program Files\\DBeaver\\dbeaver.exe';
    script.add({
      act: 'process',
      host: desk,
      at: at + random.integer(60, 240) * SECOND,
      session,
      image,
      commandLine: `"${image}"`,
      seconds: 2_400,
      started: client,
    });
    let now = at + random.integer(300, 600) * SECOND;
    const questions = [first];
    for (let i = random.integer(0, 2); i > 0; i--) questions.push(this.#inquiry.ask(at) ?? first);
    const opened = script.key('d');
    const connected = script.activity(
      { kind: 'database', at: now, seconds: 60, from: desk, to: warehouse.index, account },
      { session: opened, process: client, workstation: 'DBeaver 22.3.4 - Main' },
    );
    for (const question of questions) {
      now += random.integer(15, 200) * SECOND;
      const act = { act: 'query', at: now, session: opened, question } as const;
      script.add(act);
      this.#chronicle.ask(connected, act);
    }
    now += random.integer(20, 90) * SECOND;
    connected.seconds = Math.ceil((now - connected.at) / SECOND);
    const number = questions.flatMap(({ targets }) => targets).find((one) => one.startsWith(telephony.plan.country_code));
    const file = `C:\\Users\\${own.name}\\Documents\\${random.chance(0.4) ? (number ?? 'list') : `${store.database}_${random.digits(4)}`}.csv`;
    script.add({ act: 'file', host: desk, at: now + 4 * SECOND, process: client, path: file });
    this.#mail(session, now + random.integer(60, 300) * SECOND);
    seat.seconds = Math.ceil((now - at) / SECOND) + random.integer(900, 1_800);
  }

  /** Over a web mailer. */
  #mail(session: string, at: Moment): void {
    const script = this.#script;
    const random = this.#random;
    const host = this.#seller.desk;
    const browser = script.key('p');
    const image = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    script.add({ act: 'process', host, at, session, image, commandLine: `"${image}"`, seconds: 500, started: browser });
    script.add({
      act: 'connect',
      host,
      at: at + 20 * SECOND,
      process: browser,
      address: '198.51.100.77',
      port: 443,
      seconds: 120,
      sent: random.integer(60_000, 4_000_000),
      received: random.integer(30_000, 300_000),
      name: 'mail.freepost.example',
    });
  }
}
