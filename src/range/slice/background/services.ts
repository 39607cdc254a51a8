import { MILLISECOND, MINUTE, SECOND, type Moment } from '../../moment.ts';
import type { Random } from '../../random.ts';
import {
  accept,
  connect,
  createFile,
  installService,
  logoff,
  networkLogon,
  openShare,
  runProcess,
  serviceState,
  startProcess,
  startService,
  storedLogon,
  endProcess,
  type Account,
  type Machine,
  type Process,
} from '../../windows/index.ts';
import { dayAt, type Carrier } from '../carrier.ts';
import type { Residents } from '../residents.ts';

const BACKUP = 'C:\\Program Files\\Backup Agent\\bkagent.exe';

/** Software that is rolled out, each to all three hosts on its day; days count from the end of the call records. */
export const ROLLOUTS = [
  { day: -6, hour: 20.5, service: 'Inventory Agent', folder: 'Inventory Agent', file: 'invagent.exe' },
  { day: 1, hour: 20.5, service: 'Log Forwarder', folder: 'Log Forwarder', file: 'logfwd.exe' },
  { day: 5, hour: 20.5, service: 'Inventory Agent 2', folder: 'Inventory Agent 2', file: 'invagent.exe' },
  { day: 14, hour: 21, service: 'Endpoint Health', folder: 'Endpoint Health', file: 'eph.exe' },
] as const;

/** The work of service accounts: backups, copies, a nightly task, roll-outs. */
export function runServices(carrier: Carrier, residents: Residents): void {
  const random = carrier.random.stream('services');
  for (let day = 0; day < carrier.days; day++) {
    backUp(carrier, random.stream(`backup/${day}`), day);
    collectCounters(carrier, random.stream(`counters/${day}`), day);
    shipLogs(carrier, random.stream(`ship/${day}`), day);
    copyRecords(carrier, residents, random.stream(`copy/${day}`), day);
  }
  for (const rollout of ROLLOUTS) rollOut(carrier, random.stream(`rollout/${rollout.day}`), rollout);
}

/** Each night the backup server reads the other two, with an account that it holds as a batch logon. */
function backUp(carrier: Carrier, random: Random, day: number): void {
  const { files, web, application, staff } = carrier;
  const at = dayAt(carrier, day, 0.5 + random.between(0, 0.1));
  const session = storedLogon(files, random, at, staff.backup, 4, true);
  const date = new Date(at / 1000).toISOString().slice(0, 10).replaceAll('-', '');
  const agent = startProcess(files, random, at + SECOND, {
    image: BACKUP,
    commandLine: `"${BACKUP}" /job nightly-${date} /handle ${13 + random.integer(0, 9)}${random.digits(15)}`,
    parent: files.resident('schedule'),
    session,
  });
  for (const [i, machine] of [web, application].entries()) {
    const began = at + (2 + i * 14) * MINUTE;
    visit(random, began, files, agent, machine, staff.backup, random.integer(6, 12) * MINUTE, true, 'C$', 'C:\\');
  }
  createFile(files, at + 40 * MINUTE, agent, `E:\\Backups\\${date}-nightly.bak`);
  endProcess(files, at + 41 * MINUTE, agent);
  logoff(files, session, at + 41 * MINUTE + SECOND);
}

/** A scheduled task on the web server runs under the deployment account: its credential lies there while it runs. */
function collectCounters(carrier: Carrier, random: Random, day: number): void {
  const { web, staff } = carrier;
  const at = dayAt(carrier, day, 17 + random.between(0, 0.05));
  const session = storedLogon(web, random, at, staff.deployment, 4, true);
  const image = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
  const line = 'powershell.exe -NonInteractive -ExecutionPolicy RemoteSigned -File C:\\Scripts\\collect-counters.ps1';
  runProcess(web, random, at + SECOND, 6 * 60 * MINUTE, { image, commandLine: line, parent: web.resident('schedule'), session });
  logoff(web, session, at + 6 * 60 * MINUTE + 2 * SECOND);
}

/** The web server, as itself, brings its logs to the file server: the same way an intruder will take, every night. */
function shipLogs(carrier: Carrier, random: Random, day: number): void {
  const { web, files } = carrier;
  const at = dayAt(carrier, day, 0.2 + random.between(0, 0.1));
  const line = `robocopy C:\\inetpub\\logs\\LogFiles\\W3SVC1 \\\\${files.short}\\weblogs$ /MOV /R:2`;
  const copy = startProcess(web, random, at, {
    image: 'C:\\Windows\\System32\\Robocopy.exe',
    commandLine: line,
    parent: web.resident('schedule'),
    session: web.systemSession,
  });
  visit(random, at + SECOND, web, copy, files, web.account, 2 * MINUTE, false, 'weblogs$', 'E:\\weblogs');
  endProcess(web, at + 3 * MINUTE, copy);
}

/** The mediation service leaves its files at the file server. */
function copyRecords(carrier: Carrier, residents: Residents, random: Random, day: number): void {
  const { application, files, staff } = carrier;
  for (const hour of [4.1, 12.1, 20.1]) {
    const at = dayAt(carrier, day, hour + random.between(0, 0.2));
    visit(random, at, application, residents.mediation.at(at), files, staff.mediation, 3 * MINUTE, false, 'mediation', 'E:\\mediation');
  }
}

/** A process on one machine opens a share of another: socket at both ends, logon, share, logoff. */
function visit(
  random: Random,
  at: Moment,
  from: Machine,
  process: Process,
  to: Machine,
  account: Account,
  duration: number,
  elevated: boolean,
  share: string,
  path: string,
): void {
  const port = connect(from, random, at, process, {
    address: to.address,
    port: 445,
    name: to.fqdn,
    listener: { machine: to, process: to.resident('system') },
  });
  const session = networkLogon(
    to,
    random,
    at + 12 * MILLISECOND,
    account,
    { address: from.address, port, workstation: from.short.toUpperCase() },
    'Kerberos',
    elevated,
  );
  openShare(to, at + 20 * MILLISECOND, session, { address: from.address, port }, share, path);
  logoff(to, session, at + duration);
}

/** The roll-out server installs a service on each host, with the account that an intruder will also have. */
function rollOut(carrier: Carrier, random: Random, rollout: (typeof ROLLOUTS)[number]): void {
  const { web, files, application, staff } = carrier;
  const place = carrier.rollout;
  for (const [i, machine] of [web, files, application].entries()) {
    const at = dayAt(carrier, carrier.recordsEnd + rollout.day, rollout.hour) + i * 4 * MINUTE + random.integer(0, 50) * SECOND;
    const port = random.integer(49_152, 65_535);
    accept(machine, random, at, machine.resident('system'), { address: place.address, port, name: place.fqdn }, 445);
    const session = networkLogon(
      machine,
      random,
      at + 15 * MILLISECOND,
      staff.deployment,
      { address: place.address, port, workstation: place.short.toUpperCase() },
      'Kerberos',
      true,
    );
    openShare(machine, at + 30 * MILLISECOND, session, { address: place.address, port }, 'C$', 'C:\\');
    const image = `C:\\Program Files\\${rollout.folder}\\${rollout.file}`;
    createFile(machine, at + 4 * SECOND, machine.resident('system'), image);
    const service = { name: rollout.service, imagePath: `"${image}"`, startType: 'auto start' } as const;
    installService(machine, at + 6 * SECOND, service, session);
    startService(machine, random, at + 8 * SECOND, service, image, machine.systemSession);
    serviceState(machine, at + 40 * SECOND, 'Windows Installer', 'stopped');
    logoff(machine, session, at + MINUTE);
  }
}
