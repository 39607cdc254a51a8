import { DAY, HOUR, MINUTE, SECOND } from '../../moment.ts';
import { Random } from '../../random.ts';
import * as windows from '../index.ts';

const START = Date.UTC(2024, 3, 1) * 1000;
const domain: windows.Domain = { dns: 'corp.example', netbios: 'CORP', sid: 'S-1-5-21-1111111111-2222222222-3333333333' };

/** A machine on which everything has happened once. */
export function playedOnce(): windows.Machine {
  const random = new Random('played once');
  const made = { short: 'srv01', address: '10.1.2.3', rid: 1105, bootedAt: START, collectedAt: START + 9 * DAY };
  const machine = new windows.Machine(random.stream('machine'), domain, made);
  const user = windows.domainAccount(domain, 'mira.holt', 1301);
  const admin = windows.domainAccount(domain, 'adm.holt', 1302);
  const from = { address: '10.9.8.7', port: 50_123, workstation: 'DESK7' };
  playControllers(machine, random, user, from);
  const desk = playDesks(machine, random, user, admin, from);
  playShares(machine, random, admin, from);
  playTasks(machine, random, admin, desk.session);
  playAccounts(machine, user, desk.session);
  playObjects(machine, random, desk.session);
  playLife(machine, random, desk.session);
  return machine;
}

type From = windows.Origin & { readonly port: number };

function playControllers(machine: windows.Machine, random: Random, user: windows.Account, from: From): void {
  const at = START + HOUR;
  windows.kerberosTicket(machine, at, user, from);
  windows.kerberosTicket(machine, at + SECOND, user, from, windows.kerberosErrors.unknownClient);
  windows.serviceTicket(machine, at + 2 * SECOND, user, machine.account, from, random.guid());
  windows.serviceTicket(machine, at + 3 * SECOND, user, machine.account, from, random.guid(), windows.kerberosErrors.unknownService);
  windows.renewedTicket(machine, at + 4 * SECOND, user, from);
  windows.preAuthenticationFailed(machine, at + 5 * SECOND, user, from);
  windows.credentialCheck(machine, at + 6 * SECOND, user, 'DESK7');
  windows.credentialCheck(machine, at + 7 * SECOND, user, 'DESK7', windows.ntlmStatus.wrongPassword);
}

function playDesks(machine: windows.Machine, random: Random, user: windows.Account, admin: windows.Account, from: From): windows.Desk {
  const at = START + 2 * HOUR;
  windows.failedDeskLogon(machine, at, user);
  windows.failedLogon(machine, at, user, from, 'locked');
  const desk = windows.consoleLogon(machine, random, at + SECOND, user, false);
  windows.lockSession(machine, at + MINUTE, desk);
  windows.unlockSession(machine, random, at + 2 * MINUTE, desk);
  windows.deskLogoff(machine, at + 3 * MINUTE, desk);
  windows.consoleLogon(machine, random, at + 4 * MINUTE, user, false, true);
  const remote = windows.desktopLogon(machine, random, at + 5 * MINUTE, admin, from, true, random.guid());
  windows.disconnectDesk(machine, at + 6 * MINUTE, remote, from);
  windows.reconnectDesk(machine, random, at + 7 * MINUTE, remote, from);
  const worker = windows.startProcess(machine, random, at + 8 * MINUTE, { image: 'C:\\w3wp.exe', parent: machine.resident('svchost') });
  windows.newCredentials(machine, random, at + 9 * MINUTE, worker, admin);
  const clear = windows.cleartextLogon(machine, random, at + 10 * MINUTE, worker, user, from, false);
  windows.groupMembership(machine, at + 10 * MINUTE, clear, domain.netbios, ['S-1-1-0', 'S-1-5-11']);
  windows.explicitCredentials(machine, at + 11 * MINUTE, worker, admin, 'srv02.corp.example', 'cifs');
  windows.deskLogoff(machine, at + 12 * MINUTE, remote);
  return remote;
}

function playShares(machine: windows.Machine, random: Random, admin: windows.Account, from: From): void {
  const at = START + 3 * HOUR;
  const session = windows.networkLogon(machine, random, at, admin, from, 'Kerberos', true, random.guid());
  windows.openShare(machine, at + SECOND, session, from, 'IPC$', '');
  windows.openShareFile(machine, at + SECOND, session, from, 'IPC$', '', 'svcctl', 'write');
  windows.refuseShare(machine, at + SECOND, session, from, 'ADMIN$');
  const service = { name: 'Copier', imagePath: 'C:\\Windows\\copier.exe', startType: 'demand start' } as const;
  windows.installService(machine, at + 2 * SECOND, service, session);
  windows.startService(machine, random, at + 3 * SECOND, service, service.imagePath, session);
  windows.serviceStartType(machine, at + 4 * SECOND, 'Copier', 'copier', 'demand start', 'auto start');
  windows.logoff(machine, session, at + MINUTE);
  windows.connect(machine, random, at, machine.resident('svchost'), { address: '10.1.1.1', port: 389, name: null, noted: 'platform' });
  windows.accept(machine, random, at, machine.resident('system'), { address: '10.9.8.7', port: 50_124, name: null }, 445, 'sysmon');
}

function playTasks(machine: windows.Machine, random: Random, admin: windows.Account, by: windows.Session): void {
  const at = START + 4 * HOUR;
  const task = { name: '\\Copy & more', command: 'C:\\copy.cmd', arguments: '/all > x', account: admin, begins: at };
  windows.registerTask(machine, at, task, by);
  windows.updateTask(machine, at + SECOND, task, by);
  windows.switchTask(machine, at + 2 * SECOND, task, by, false);
  windows.switchTask(machine, at + 3 * SECOND, task, by, true);
  const session = windows.storedLogon(machine, random, at + MINUTE, admin, 4, true);
  const running = windows.startTask(machine, random, at + MINUTE, task, session);
  windows.endTask(machine, at + 2 * MINUTE, running);
  windows.startTask(machine, random, at + 3 * MINUTE, task, session, { askedBy: admin });
  windows.deleteTask(machine, at + 4 * MINUTE, task, by);
}

function playAccounts(machine: windows.Machine, user: windows.Account, by: windows.Session): void {
  const at = START + 5 * HOUR;
  windows.createAccount(machine, at, user, by);
  windows.changePassword(machine, at + MINUTE, user, by);
  windows.lockOut(machine, at + 2 * MINUTE, user, 'DESK7');
  windows.unlockAccount(machine, at + 3 * MINUTE, user, by);
  const group = { name: 'Server admins', sid: `${domain.sid}-1200`, domain: domain.netbios, scope: 'global' } as const;
  for (const removed of [false, true]) {
    windows.changeMembership(machine, at + 4 * MINUTE, group, user, by, removed);
    windows.changeMembership(machine, at + 5 * MINUTE, windows.administrators, user, by, removed);
    windows.changeMembership(machine, at + 5 * MINUTE, windows.remoteDesktopUsers, user, by, removed);
  }
  windows.setPassword(machine, at + 6 * MINUTE, user, by);
  windows.enableAccount(machine, at + 6 * MINUTE, user, by);
  windows.disableAccount(machine, at + 6 * MINUTE, user, by);
  windows.deleteAccount(machine, at + 7 * MINUTE, user, by);
  windows.renewMachinePassword(machine, at + 8 * MINUTE, machine.account, by);
  windows.changeAudit(machine, at + 9 * MINUTE, 'logon', false);
}

function playObjects(machine: windows.Machine, random: Random, session: windows.Session): void {
  const at = START + 6 * HOUR;
  const start = { image: 'C:\\Windows\\System32\\cmd.exe', commandLine: 'cmd /c "dir"', parent: machine.resident('winlogon'), session };
  const process = windows.startProcess(machine, random, at, start);
  windows.loadImage(machine, at, process, 'C:\\Windows\\System32\\samlib.dll');
  windows.changeRegistryKey(machine, at, process, 'CreateKey', 'HKLM\\SOFTWARE\\Hardcell');
  windows.setRegistryValue(machine, at, process, 'HKLM\\SOFTWARE\\Hardcell\\On', 'DWORD (0x00000001)');
  windows.renameRegistryKey(machine, at, process, 'HKLM\\SOFTWARE\\Hardcell', 'HKLM\\SOFTWARE\\Other');
  windows.createStream(machine, at, process, 'C:\\a.exe:Zone.Identifier', '[ZoneTransfer]  ZoneId=3');
  windows.pipe(machine, at, process, '\\made', 'create');
  windows.pipe(machine, at, process, '\\made', 'connect');
  windows.queryName(machine, at, process, 'srv02.corp.example', ['10.1.2.4']);
  windows.queryName(machine, at, process, 'nowhere.corp.example', []);
  windows.createFile(machine, at, process, 'C:\\a.txt');
  windows.deleteFile(machine, at, process, 'C:\\a.txt');
  windows.deleteFile(machine, at, process, 'C:\\a.exe', true);
  windows.openProcess(machine, at, process, machine.resident('lsass'), 0x1010, 'C:\\Windows\\SYSTEM32\\ntdll.dll+9d4c4');
  windows.startConsole(machine, at, process);
  windows.compileScript(machine, random, at, process, 'Get-Date\r\n'.repeat(1_500), 'C:\\a.ps1');
  windows.compileScript(machine, random, at, process, 'Get-Date', '', true);
  windows.invokeCommand(machine, random, at, process, 'Get-Date', [['Format', 'o']]);
  windows.endProcess(machine, at + MINUTE, process);
}

function playLife(machine: windows.Machine, random: Random, by: windows.Session): void {
  const at = START + 7 * HOUR;
  windows.clearSecurityLog(machine, at, by);
  windows.clearLog(machine, at, 'System', by);
  windows.shutDown(machine, at + MINUTE, by, 'update');
  windows.boot(machine, random, at + 3 * MINUTE);
  windows.boot(machine, random, at + HOUR, at + 50 * MINUTE);
  windows.configureSysmon(machine, at + 2 * HOUR, 'C:\\Windows\\sysmon.xml');
}
