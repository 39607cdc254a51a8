import { createHash } from 'node:crypto';
import { millisecondText, MILLISECOND, MINUTE, SECOND, type Moment } from '../../moment.ts';
import { connect, createFile, endProcess, runProcess, startProcess, type Process, type Program } from '../../windows/index.ts';
import type { Scene } from './intruder.ts';
import type { Question } from './queries.ts';

const psql: Program = {
  description: 'psql - the PostgreSQL interactive terminal',
  product: 'PostgreSQL',
  company: 'PostgreSQL Global Development Group',
  originalName: 'psql.exe',
  version: '15.1',
};
const rar: Program = {
  description: 'Command line RAR',
  product: 'WinRAR',
  company: 'Alexander Roshal',
  originalName: '-',
  version: '6.11.0',
};

/** The role's password stands in the mediation service's configuration: reading a file is no theft that any log names. */
export function readConfiguration(scene: Scene, at: Moment, prompt: Process): void {
  const { application } = scene.carrier;
  for (const [i, line] of [
    'findstr /si password D:\\Mediation\\conf\\*.properties',
    'findstr /i jdbc D:\\Mediation\\conf\\warehouse.properties',
  ].entries()) {
    runProcess(application, scene.random, at + i * MINUTE, SECOND, {
      image: 'C:\\Windows\\System32\\findstr.exe',
      commandLine: line,
      parent: prompt,
    });
  }
  scene.truth.stage(application.fqdn, at, 'credential-access', 'T1552.001', 'Credentials read from a configuration file');
}

/** How a run of the client gets its statements: on its command line, or from a file that no log shows. */
export type Manner = 'command line' | 'file';

/** One run of the database client, one connection, the questions in order. Returns when it ended. */
export function ask(
  scene: Scene,
  at: Moment,
  prompt: Process,
  questions: readonly Question[],
  manner: Manner,
  application: string,
): Moment {
  const { carrier, kit, random, truth } = scene;
  const { database, warehouse, application: machine } = carrier;
  const { store } = database;
  const image = `${kit.workFolder}\\psql.exe`;
  const result = `${kit.workFolder}\\r${random.digits(3)}.csv`;
  const what =
    manner === 'file' ? `-f ${kit.workFolder}\\q${random.digits(3)}.sql` : `-c "${questions.map((question) => question.sql).join('; ')}"`;
  const commandLine = `${image} -h ${warehouse.fqdn} -U ${store.role} -d ${store.database} --csv ${what} -o ${result}`;
  const client = startProcess(machine, random, at, { image, commandLine, parent: prompt, program: psql, directory: `${kit.workFolder}\\` });
  const port = connect(machine, random, at + 30 * MILLISECOND, client, { address: warehouse.address, port: 5432, name: warehouse.fqdn });
  const session = database.connect(random, at + 32 * MILLISECOND, { address: machine.address, port, role: store.role, application });
  truth.hop(machine.fqdn, warehouse.fqdn, store.role, 'database', { at: session.authorizedAt, digits: 3 });
  let next = session.authorizedAt + 400 * MILLISECOND;
  for (const question of questions) {
    session.query(next, { sql: question.sql, rows: question.records.length });
    note(scene, next, question);
    next += random.integer(2, 50) * SECOND;
  }
  createFile(machine, next - SECOND, client, result);
  session.disconnect(next);
  endProcess(machine, next + 20 * MILLISECOND, client);
  return next;
}

function note(scene: Scene, at: Moment, question: Question): void {
  const { carrier, truth } = scene;
  const { store } = carrier.database;
  const time = millisecondText(at);
  truth.stage(carrier.warehouse.fqdn, at, 'collection', 'T1213', 'Call records queried');
  truth.targets.push(...question.targets);
  truth.accesses.push({
    id: createHash('sha256').update(`${time} ${question.sql}`).digest('hex').slice(0, 16),
    time,
    account: store.role,
    store: store.name,
    statement: question.sql,
    grade: question.understood ? 'confirmed' : 'possible',
    columns: question.columns,
    rows: { confirmed: question.understood ? question.records.length : 0, possible: question.understood ? 0 : question.records.length },
    record_ids: question.records.map((record) => `${store.name}:${record.number}`).sort(),
    client_host: carrier.application.fqdn,
    wave: truth.wave,
    evidence: [],
  });
}

/** The results are packed, with a password, into a recycle bin; the archive is named after whom it is about. */
export function pack(scene: Scene, at: Moment, prompt: Process, name: string): void {
  const { carrier, kit, random, truth } = scene;
  const { application } = carrier;
  const archive = `C:\\$Recycle.Bin\\${prompt.session.account.sid}\\${name}.rar`;
  const commandLine = `${kit.archiver} a -r -m5 -hp${kit.password} ${archive} ${kit.workFolder}\\*.csv`;
  createFile(application, at - 30 * SECOND, prompt, kit.archiver);
  const process = runProcess(application, random, at, 9 * SECOND, { image: kit.archiver, commandLine, parent: prompt, program: rar });
  createFile(application, at + SECOND, process, archive);
  truth.stage(application.fqdn, at, 'collection', 'T1560.001', 'Archive with a password in a recycle bin');
}
