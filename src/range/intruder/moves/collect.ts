import { MINUTE, SECOND, type Moment } from '../../moment.ts';
import { spellings } from '../../carrier/index.ts';
import { extend, type Actor, type Hold } from '../mind/actor.ts';
import type { RoleCredential } from '../mind/knowledge.ts';
import type { Inquiry } from '../questions.ts';
import type { Activity } from '../../plan/index.ts';
import type { QueryAct } from '../../warehouse/index.ts';
import { drop, run } from './command.ts';

/** What lies packed on a host, and roughly how many bytes. */
export interface Archive {
  readonly host: number;
  readonly path: string;
  readonly bytes: number;
}

/** Looks for a password of the warehouse's in the files of a host. True where one is there. */
export function readConfiguration(actor: Actor, hold: Hold): boolean {
  const { ground, knowledge, chronicle, random } = actor;
  const { estate } = ground.base;
  const desk = estate.hosts[hold.host]?.role === 'desktop';
  const folder = desk ? 'C:\\Users' : random.pick(['D:\\Mediation\\conf', 'D:\\Apps\\conf', 'C:\\Program Files\\Billing\\etc']);
  const { at } = run(actor, hold, {
    image: 'findstr.exe',
    line: `findstr /si password ${folder}\\*.${desk ? 'conf' : 'properties'}`,
    seconds: 3,
  });
  const [account] = [...(ground.clients.get(hold.host) ?? [])]
    .filter((one) => (ground.looksLike(one) === 'service') !== desk)
    .sort((a, b) => a - b);
  if (account === undefined) return false;
  run(actor, hold, { image: 'cmd.exe', line: `cmd /c type ${folder}\\${desk ? 'pgpass.conf' : 'warehouse.properties'}` });
  knowledge.roles.set(account, { account, host: hold.host });
  chronicle.step({
    at,
    host: hold.host,
    tactic: 'credential-access',
    technique: 'T1552.001',
    title: 'Credentials read from a configuration file',
    account,
  });
  return true;
}

/** One run of a database client: a connection, some questions, a file of results. Returns bytes gathered, 0 where nothing was asked. */
export function askWarehouse(actor: Actor, hold: Hold, credential: RoleCredential, inquiry: Inquiry, count: number): number {
  const { script, kit, clock, random, ground, chronicle } = actor;
  const { estate } = ground.base;
  const [warehouse] = estate.byRole('warehouse');
  const first = inquiry.ask(clock.now);
  if (warehouse === undefined || first === null) return 0;
  const number = random.digits(3);
  const line = `${kit.psql.image} -h ${warehouse.fqdn} -d ${ground.base.store.database} --csv -f ${kit.workFolder}\\q${number}.sql -o ${kit.workFolder}\\r${number}.csv`;
  const client = run(actor, hold, { image: kit.psql.image, line, tool: kit.psql, seconds: 30 * count });
  const session = script.key('d');
  const at = clock.after(1, 2);
  const activity = script.activity(
    { kind: 'database', at, seconds: 30, from: hold.host, to: warehouse.index, account: credential.account },
    { session, process: client.key, workstation: random.pick(['psql', 'psql', 'PostgreSQL JDBC Driver', '']) },
  );
  chronicle.use(activity, 'database', null);
  let asked: Moment = at;
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    asked = clock.after(11, 55);
    const question = i === 0 ? first : inquiry.ask(asked);
    if (question === null) break;
    if (random.chance(0.06)) {
      put(actor, activity, { act: 'query', at: asked, session, question: { ...question, cancelled: true } });
      asked = clock.after(14, 40);
    }
    put(actor, activity, { act: 'query', at: asked, session, question });
    bytes += question.targets.length > 0 ? random.integer(20_000, 240_000) : random.integer(700_000, 4_000_000);
  }
  const ended = clock.after(11, 30);
  activity.seconds = Math.ceil((ended - at) / SECOND);
  drop(actor, hold, ended - SECOND, client.key, `${kit.workFolder}\\r${number}.csv`);
  clock.after(2, 10);
  return bytes;
}

function put({ script, chronicle }: Actor, activity: Activity, act: QueryAct): void {
  script.add(act);
  chronicle.ask(activity, act);
  const { at } = act;
  const { to, account } = activity;
  chronicle.step({ at, host: to, tactic: 'collection', technique: 'T1213', title: 'Call records queried', account });
}

/** Results are packed with a password into a recycle bin; the archive is named after whom it is about, or after nothing. */
export function pack(actor: Actor, hold: Hold, bytes: number, about: string | null): Archive {
  const { kit, random, ground, chronicle, clock } = actor;
  const { telephony, estate } = ground.base;
  const written = about === null ? null : random.pick(Object.values(spellings(telephony.plan, about)));
  const name = written ?? random.letters(random.integer(1, 5)).toLowerCase();
  const owner = hold.edge === null ? undefined : estate.accounts[hold.edge.account];
  const path = `C:\\$Recycle.Bin\\${owner?.sid ?? 'S-1-5-18'}\\${name}.rar`;
  const line = `${kit.archiver.image} a -r -m5 -hp${kit.password} ${path} ${kit.workFolder}\\*.csv`;
  const { key, at } = run(actor, hold, { image: kit.archiver.image, line, tool: kit.archiver, seconds: 9 });
  drop(actor, hold, at + 2 * SECOND, key, path);
  extend(hold, at + MINUTE);
  chronicle.step({
    at,
    host: hold.host,
    tactic: 'collection',
    technique: 'T1560.001',
    title: 'Archive with a password in a recycle bin',
    account: null,
  });
  clock.after(12, 60);
  return { host: hold.host, path, bytes: Math.max(1_000, Math.round(bytes / random.between(5, 9))) };
}
