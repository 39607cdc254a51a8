import { isWorkday, MILLISECOND, MINUTE, SECOND, type Moment } from '../../moment.ts';
import type { Random } from '../../random.ts';
import {
  accept,
  connect,
  endProcess,
  explicitCredentials,
  failedLogon,
  interactiveLogon,
  logoff,
  networkLogon,
  remoteInteractiveLogon,
  runProcess,
  startProcess,
  type Account,
  type Machine,
  type Session,
} from '../../windows/index.ts';
import { dayAt, type Carrier, type Place } from '../carrier.ts';

const SYSTEM32 = 'C:\\Windows\\System32\\';

/** Staff on their drives, helpdesk and administrators on the servers. */
export function letPeopleWork(carrier: Carrier): void {
  const random = carrier.random.stream('people');
  for (let day = 0; day < carrier.days; day++) {
    if (!isWorkday(dayAt(carrier, day, 12))) continue;
    openDrives(carrier, random.stream(`drives/${day}`), day);
    administer(carrier, random.stream(`administration/${day}`), day);
  }
  // The helpdesk goes on from the file server to the application server: before the first wave, on its day, and later.
  for (const day of [6, carrier.recordsEnd + 1, carrier.recordsEnd + 8]) goOn(carrier, random.stream(`onward/${day}`), day);
}

/** Each of the staff opens shares of the file server a few times a day; some mistype their password. */
function openDrives(carrier: Carrier, random: Random, day: number): void {
  const { files } = carrier;
  for (const { account, desk } of carrier.staff.people) {
    for (let i = 0; i < random.integer(1, 4); i++) {
      const at = dayAt(carrier, day, random.between(7, 17.5));
      const port = random.integer(49_152, 65_535);
      const from = { address: desk.address, port, workstation: desk.short.toUpperCase() };
      accept(files, random, at, files.resident('system'), { address: desk.address, port, name: desk.fqdn }, 445);
      if (random.chance(0.03)) failedLogon(files, at + 15 * MILLISECOND, account, from);
      const session = networkLogon(files, random, at + 40 * MILLISECOND, account, from, random.chance(0.9) ? 'Kerberos' : 'NTLM', false);
      logoff(files, session, at + random.integer(1, 45) * MINUTE);
    }
  }
}

/** Remote desktop from desks, and now and then the console. */
function administer(carrier: Carrier, random: Random, day: number): void {
  const { web, files, application, staff } = carrier;
  const { helpdesk, webAdministrator, serverAdministrator } = staff;
  if (random.chance(0.5))
    desktop(
      random,
      random.pick([web, files, application]),
      dayAt(carrier, day, random.between(8, 16)),
      helpdesk.account,
      helpdesk.desk,
      false,
    );
  if (random.chance(0.5))
    desktop(random, web, dayAt(carrier, day, random.between(7, 16)), webAdministrator.account, webAdministrator.desk, true);
  // The server administrator is at the file server on set days, so that his credential lies there when it matters.
  if (day % 3 === carrier.recordsEnd % 3)
    desktop(random, files, dayAt(carrier, day, 8.2), serverAdministrator.account, serverAdministrator.desk, true);
  if (day === carrier.recordsEnd + 1) staySignedIn(carrier, random, day);
  if (random.chance(0.3))
    desktop(random, application, dayAt(carrier, day, random.between(9, 15)), serverAdministrator.account, serverAdministrator.desk, true);
  if (random.chance(0.08)) atConsole(random, files, dayAt(carrier, day, random.between(9, 12)), serverAdministrator.account);
}

/** On the day of the first wave he leaves his session at the file server open overnight. */
function staySignedIn(carrier: Carrier, random: Random, day: number): void {
  const { files, staff } = carrier;
  const { account, desk } = staff.serverAdministrator;
  const at = dayAt(carrier, day, 14.6);
  const session = arrive(random, files, at, account, desk, true);
  logoff(files, session, dayAt(carrier, day + 1, 8.9));
}

/** Works at a server over remote desktop for a while. */
function desktop(random: Random, machine: Machine, at: Moment, account: Account, desk: Place, elevated: boolean): void {
  const session = arrive(random, machine, at, account, desk, elevated);
  const duration = random.integer(6, 70) * MINUTE;
  work(random, machine, at, duration, session);
  logoff(machine, session, at + duration);
}

function arrive(random: Random, machine: Machine, at: Moment, account: Account, desk: Place, elevated: boolean): Session {
  const port = random.integer(49_152, 65_535);
  accept(machine, random, at - SECOND, machine.resident('termservice'), { address: desk.address, port, name: desk.fqdn }, 3389);
  return remoteInteractiveLogon(
    machine,
    random,
    at,
    account,
    { address: desk.address, port, workstation: desk.short.toUpperCase() },
    elevated,
  );
}

function atConsole(random: Random, machine: Machine, at: Moment, account: Account): void {
  const session = interactiveLogon(machine, random, at, account, true);
  work(random, machine, at, 30 * MINUTE, session);
  logoff(machine, session, at + 30 * MINUTE);
}

/** Shell, console, tools: what administrators start. */
function work(random: Random, machine: Machine, at: Moment, duration: number, session: Session): void {
  const first = startProcess(machine, random, at + SECOND, {
    image: `${SYSTEM32}userinit.exe`,
    parent: machine.resident('winlogon'),
    session,
  });
  const shell = startProcess(machine, random, at + 2 * SECOND, {
    image: 'C:\\Windows\\explorer.exe',
    commandLine: 'C:\\Windows\\Explorer.EXE',
    parent: first,
  });
  endProcess(machine, at + 30 * SECOND, first);
  const tools = [
    { image: `${SYSTEM32}mmc.exe`, commandLine: `"${SYSTEM32}mmc.exe" ${SYSTEM32}services.msc` },
    { image: `${SYSTEM32}Taskmgr.exe`, commandLine: `"${SYSTEM32}taskmgr.exe" /7` },
    { image: `${SYSTEM32}cmd.exe`, commandLine: `"${SYSTEM32}cmd.exe"` },
    { image: `${SYSTEM32}WindowsPowerShell\\v1.0\\powershell.exe`, commandLine: 'powershell.exe -NoLogo' },
  ];
  for (const tool of random.sample(tools, random.integer(1, 3))) {
    const began = at + random.integer(20, 120) * SECOND;
    const process = startProcess(machine, random, began, { ...tool, parent: shell });
    if (tool.image.endsWith('cmd.exe')) {
      const inner = random.pick(['ipconfig', 'whoami', 'netstat', 'systeminfo']);
      runProcess(machine, random, began + 9 * SECOND, SECOND, { image: `${SYSTEM32}${inner}.exe`, commandLine: inner, parent: process });
    }
    endProcess(machine, at + duration - 5 * SECOND, process);
  }
  endProcess(machine, at + duration - SECOND, shell);
}

/** From a desktop on the file server, the helpdesk opens another on the application server. */
function goOn(carrier: Carrier, random: Random, day: number): void {
  const { files, application, staff } = carrier;
  const { account, desk } = staff.helpdesk;
  const at = dayAt(carrier, day, random.between(9, 13));
  const session = arrive(random, files, at, account, desk, false);
  const shell = startProcess(files, random, at + 2 * SECOND, {
    image: 'C:\\Windows\\explorer.exe',
    commandLine: 'C:\\Windows\\Explorer.EXE',
    parent: files.resident('winlogon'),
    session,
  });
  const client = startProcess(files, random, at + MINUTE, {
    image: `${SYSTEM32}mstsc.exe`,
    commandLine: `"${SYSTEM32}mstsc.exe" /v:${application.short}`,
    parent: shell,
  });
  explicitCredentials(files, at + 70 * SECOND, client, account, application.fqdn, 'TERMSRV');
  const listener = { machine: application, process: application.resident('termservice') };
  connect(files, random, at + 70 * SECOND, client, { address: application.address, port: 3389, name: application.fqdn, listener });
  const far = remoteInteractiveLogon(
    application,
    random,
    at + 72 * SECOND,
    account,
    { address: files.address, port: null, workstation: files.short.toUpperCase() },
    false,
  );
  work(random, application, at + 73 * SECOND, 11 * MINUTE, far);
  logoff(application, far, at + 13 * MINUTE);
  endProcess(files, at + 13 * MINUTE + SECOND, client);
  endProcess(files, at + 15 * MINUTE, shell);
  logoff(files, session, at + 15 * MINUTE + SECOND);
}
