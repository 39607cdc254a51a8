import { MILLISECOND, MINUTE, SECOND, type Moment } from '../../moment.ts';
import {
  connect,
  createFile,
  endProcess,
  installService,
  logoff,
  networkLogon,
  openShare,
  remoteInteractiveLogon,
  startProcess,
  startService,
  type Account,
  type Machine,
  type Process,
  type Session,
} from '../../windows/index.ts';
import type { Scene } from './intruder.ts';

/** A credential is used over SMB to drop and start a service: the source's socket, the logon, the share, 7045, services.exe's child. */
export function hopByService(scene: Scene, at: Moment, tool: Process, from: Machine, to: Machine, account: Account): Process {
  const { kit, random, truth } = scene;
  const listener = { machine: to, process: to.resident('system') };
  const port = connect(from, random, at - 60 * MILLISECOND, tool, { address: to.address, port: 445, name: to.fqdn, listener });
  const origin = { address: from.address, port, workstation: random.pick([kit.workstation, from.short.toUpperCase()]) };
  const session = networkLogon(to, random, at, account, origin, 'NTLM', true);
  truth.hop(from.fqdn, to.fqdn, account.canonical, 'service', { at, digits: 7 });
  openShare(to, at + 30 * MILLISECOND, session, { address: from.address, port }, 'ADMIN$', 'C:\\Windows');
  openShare(to, at + 90 * MILLISECOND, session, { address: from.address, port }, 'IPC$', '');
  const name = random.letters(8);
  const image = `C:\\Windows\\${name}.exe`;
  createFile(to, at + 500 * MILLISECOND, to.resident('system'), image);
  const service = { name: random.letters(4), imagePath: `\\\\127.0.0.1\\ADMIN$\\${name}.exe`, startType: 'demand start' } as const;
  installService(to, at + 1_200 * MILLISECOND, service, session);
  const process = startService(to, random, at + 1_600 * MILLISECOND, service, image, to.systemSession);
  truth.stage(to.fqdn, at + 1_200 * MILLISECOND, 'lateral-movement', 'T1021.002', 'Service dropped over an admin share', account.canonical);
  logoff(to, session, at + 9 * MINUTE);
  return process;
}

/** The tool on the web server that carries the stolen hash; below the web shell. */
export function startExecutor(scene: Scene, at: Moment, parent: Process, from: Machine, to: Machine, account: Account): Process {
  const { kit, random } = scene;
  const commandLine = `${kit.executor} ${account.domain}/${account.name}@${to.address} -hashes 00000000000000000000000000000000:${kit.hash}`;
  const process = startProcess(from, random, at, { image: kit.executor, commandLine, parent });
  endProcess(from, at + 10 * MINUTE, process);
  return process;
}

/** Remote desktop through a forwarder that runs below the dropped service; the client itself is the intruder's own computer. */
export function hopByDesktop(scene: Scene, at: Moment, parent: Process, from: Machine, to: Machine, account: Account): Session {
  const { kit, random, truth } = scene;
  createFile(from, at - 40 * SECOND, parent, kit.forwarder);
  const commandLine = `${kit.forwarder} -l 127.0.0.1:${random.integer(8_000, 9_999)} -t ${to.address}:3389`;
  const forwarder = startProcess(from, random, at - 30 * SECOND, { image: kit.forwarder, commandLine, parent });
  const listener = { machine: to, process: to.resident('termservice') };
  connect(from, random, at - 2 * SECOND, forwarder, { address: to.address, port: 3389, name: to.fqdn, listener });
  const session = remoteInteractiveLogon(
    to,
    random,
    at,
    account,
    { address: from.address, port: null, workstation: kit.workstation },
    true,
  );
  truth.hop(from.fqdn, to.fqdn, account.canonical, 'rdp', { at, digits: 7 });
  truth.stage(to.fqdn, at, 'lateral-movement', 'T1021.001', 'Remote desktop with a stolen account', account.canonical);
  return session;
}

/** A command prompt in a desktop session. */
export function openPrompt(scene: Scene, at: Moment, machine: Machine, session: Session): Process {
  const { random } = scene;
  const first = startProcess(machine, random, at, {
    image: 'C:\\Windows\\System32\\userinit.exe',
    parent: machine.resident('winlogon'),
    session,
  });
  const shell = startProcess(machine, random, at + SECOND, {
    image: 'C:\\Windows\\explorer.exe',
    commandLine: 'C:\\Windows\\Explorer.EXE',
    parent: first,
  });
  endProcess(machine, at + 25 * SECOND, first);
  return startProcess(machine, random, at + 40 * SECOND, {
    image: 'C:\\Windows\\System32\\cmd.exe',
    commandLine: '"C:\\Windows\\system32\\cmd.exe"',
    parent: shell,
  });
}
