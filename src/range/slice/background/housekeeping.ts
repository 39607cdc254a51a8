import { DAY, HOUR, MILLISECOND, MINUTE, SECOND } from '../../moment.ts';
import type { Random } from '../../random.ts';
import {
  accept,
  connect,
  event6013,
  localAccount,
  logoff,
  networkLogon,
  openProcess,
  runProcess,
  serviceStartType,
  serviceState,
  storedLogon,
  type Machine,
} from '../../windows/index.ts';
import { dayAt, type Carrier } from '../carrier.ts';

const SYSTEM32 = 'C:\\Windows\\System32\\';

/** What Windows starts by itself. */
const CHORES: readonly { readonly image: string; readonly line: string; readonly parent: 'svchost' | 'schedule' | 'services' }[] = [
  { image: `${SYSTEM32}taskhostw.exe`, line: 'taskhostw.exe', parent: 'schedule' },
  { image: `${SYSTEM32}taskhostw.exe`, line: 'taskhostw.exe KEYROAMING', parent: 'schedule' },
  { image: `${SYSTEM32}wbem\\WmiPrvSE.exe`, line: 'C:\\Windows\\system32\\wbem\\wmiprvse.exe -secured -Embedding', parent: 'svchost' },
  {
    image: `${SYSTEM32}dllhost.exe`,
    line: 'C:\\Windows\\system32\\DllHost.exe /Processid:{AB8902B4-09CA-4BB6-B78D-A8F59079A8D5}',
    parent: 'svchost',
  },
  { image: `${SYSTEM32}sppsvc.exe`, line: 'C:\\Windows\\system32\\sppsvc.exe', parent: 'services' },
  { image: `${SYSTEM32}svchost.exe`, line: 'C:\\Windows\\System32\\svchost.exe -k wsappx -p', parent: 'services' },
  { image: `${SYSTEM32}wermgr.exe`, line: 'C:\\Windows\\system32\\wermgr.exe -upload', parent: 'schedule' },
  {
    image: 'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.2203.5-0\\MpCmdRun.exe',
    line: '"MpCmdRun.exe" SignatureUpdate -ScheduleJob -RestrictPrivileges',
    parent: 'schedule',
  },
];

const SERVICES = [
  'Windows Modules Installer',
  'Software Protection',
  'Windows Update',
  'Windows Error Reporting Service',
  'WMI Performance Adapter',
  'Device Setup Manager',
];

/** Rights that Windows' own parts ask of LSASS: queries, none of them enough to read memory (0x10). */
const QUERY_RIGHTS = [0x1000, 0x1000, 0x1400, 0x3000, 0x100000];
const TRACE =
  'C:\\Windows\\SYSTEM32\\ntdll.dll+9fc24|C:\\Windows\\System32\\KERNELBASE.dll+20d0e|C:\\Windows\\system32\\lsm.dll+e4b3|C:\\Windows\\System32\\RPCRT4.dll+77de3';

/** Chores, services, the monitoring station and the domain controller, each day on each machine. */
export function keepHouse(carrier: Carrier): void {
  for (const machine of [carrier.web, carrier.files, carrier.application]) {
    const random = carrier.random.stream(`housekeeping/${machine.account.sid}`);
    for (let day = 0; day < carrier.days; day++) {
      runChores(carrier, machine, random, day);
      askController(carrier, machine, random, day);
      watchMachine(carrier, machine, random, day);
    }
  }
}

function runChores(carrier: Carrier, machine: Machine, random: Random, day: number): void {
  for (let i = 0; i < random.integer(7, 12); i++) {
    const chore = random.pick(CHORES);
    const at = dayAt(carrier, day, random.between(0, 23.9));
    if (chore.parent === 'services') {
      storedLogon(machine, random, at - 5 * MILLISECOND, machine.systemSession.account, 5, true);
      serviceState(machine, at + SECOND, random.pick(SERVICES), 'running');
    }
    runProcess(machine, random, at, random.integer(2, 900) * SECOND, {
      image: chore.image,
      commandLine: chore.line,
      parent: machine.resident(chore.parent),
      session: machine.systemSession,
    });
  }
  for (let i = 0; i < random.integer(2, 5); i++) {
    const at = dayAt(carrier, day, random.between(0, 23.9));
    openProcess(machine, at, machine.resident('svchost'), machine.resident('lsass'), random.pick(QUERY_RIGHTS), TRACE);
  }
  const noon = dayAt(carrier, day, 12);
  const uptime = String(Math.floor((noon - machine.bootedAt) / SECOND));
  machine.record(event6013, noon, machine.resident('svchost'), { strings: ['', '', '', '', uptime, '60', '0 Coordinated Universal Time'] });
  if (random.chance(0.2))
    serviceStartType(
      machine,
      dayAt(carrier, day, random.between(1, 23)),
      'Windows Modules Installer',
      'TrustedInstaller',
      'demand start',
      'auto start',
    );
}

/** Names are asked for and tickets fetched at the controller. */
function askController(carrier: Carrier, machine: Machine, random: Random, day: number): void {
  const { controller } = carrier;
  for (let i = 0; i < random.integer(3, 6); i++) {
    const at = dayAt(carrier, day, random.between(0, 23.9));
    const name = controller.fqdn;
    connect(machine, random, at, machine.resident('dnscache'), { address: controller.address, port: 53, name, protocol: 'udp' });
    connect(machine, random, at + 30 * MILLISECOND, machine.resident('lsass'), {
      address: controller.address,
      port: random.pick([88, 389]),
      name,
    });
  }
}

/** The monitoring station logs on with an account of the machine's own, every six hours or so. */
function watchMachine(carrier: Carrier, machine: Machine, random: Random, day: number): void {
  const account = localAccount(machine, 'svcmon', `S-1-5-21-${(1e9 + Number(machine.account.sid.slice(-4))).toFixed(0)}-771829-1001-1003`);
  const { monitoring } = carrier;
  for (let round = 0; round < 4; round++) {
    const at = carrier.from + day * DAY + round * 6 * HOUR + random.integer(0, 20) * MINUTE + random.integer(0, 59_999) * MILLISECOND;
    const port = random.integer(32_768, 60_999);
    accept(machine, random, at, machine.resident('system'), { address: monitoring.address, port, name: null }, 445);
    const session = networkLogon(
      machine,
      random,
      at + 20 * MILLISECOND,
      account,
      { address: monitoring.address, port, workstation: monitoring.short.toUpperCase() },
      'NTLM',
      false,
    );
    logoff(machine, session, at + random.integer(1, 9) * SECOND);
  }
}
