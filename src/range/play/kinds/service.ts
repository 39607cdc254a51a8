import { DAY, MILLISECOND, SECOND } from '../../moment.ts';
import type { Activity } from '../../plan/index.ts';
import {
  createFile,
  deleteFile,
  endProcess,
  installService,
  openShare,
  openShareFile,
  runProcess,
  serviceState,
  setRegistryValue,
  startService,
  type Process,
  type Program,
  type Session,
} from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { admit, arrivalOf, enter, type Arrival } from './ends.ts';
import { lifeOf } from '../life/index.ts';
import type { KindPlayer } from './kind-player.ts';
import { productsOf, type Product } from '../life/index.ts';
import { overSmb } from './over-smb.ts';
import { vouch } from './vouch.ts';

const MSIEXEC = 'C:\\Windows\\System32\\msiexec.exe';
const REGISTERED = 'HKLM\\System\\CurrentControlSet\\Services\\';

/** A service installed from afar: a program dropped over ADMIN$, the control manager's pipe, 7045 and 4697, a child of services.exe. */
export const service: KindPlayer = {
  source: overSmb,
  destination(player, activity) {
    const { machine } = player;
    const { detail } = activity;
    const arrival = arrivalOf(player, activity);
    admit(player, activity, arrival, machine.resident('system'), 445);
    const session = enter(player, activity, arrival);
    if (detail?.image !== undefined) {
      const { image, name, commandLine } = detail;
      const program = { service: name ?? 'Service', image, commandLine: commandLine ?? image, program: null };
      player.keepProcess(detail.started, install(player, arrival, session, program, detail.process === undefined ? 0 : 1));
    } else rollOut(player, activity, arrival, session);
  },
  controller(player, activity) {
    vouch(player, activity, 0.2);
  },
};

type Installed = Omit<Product, 'program'> & { readonly program: Program | null };

/** What is rolled out on a day, to all hosts alike: an agent that stays, or a package by a runner that leaves again. */
function rollOut(player: HostPlayer, activity: Activity, arrival: Arrival, session: Session): void {
  const { machine } = player;
  const { random, logonAt } = arrival;
  const products = productsOf(player.world);
  const week = Math.floor(activity.at / (7 * DAY));
  const agent = products.agents[week % products.agents.length];
  const life = lifeOf(player);
  if (agent !== undefined && week % 2 === 0 && !life.installed.has(agent.service)) {
    life.installed.add(agent.service);
    install(player, arrival, session, agent, 0);
    return;
  }
  const runner = products.runner;
  const number = 1 + (week % 9);
  const named = { ...runner, service: `${runner.service}-${number}` };
  const process = install(player, arrival, session, named, 0);
  const began = logonAt + 3 * SECOND;
  const package_ = `C:\\Windows\\Temp\\package-${week % 97}.msi`;
  const lasts = random.integer(8, 90) * SECOND;
  runProcess(machine, random, began, lasts, { image: MSIEXEC, commandLine: `msiexec.exe /i ${package_} /qn /norestart`, parent: process });
  const ends = began + lasts + 2 * SECOND;
  endProcess(machine, ends, process);
  serviceState(machine, ends + 100 * MILLISECOND, named.service, 'stopped');
  deleteFile(machine, ends + 900 * MILLISECOND, machine.resident('system'), runner.image);
}

/** The steps of it; returns the service's process. `noise`: what a careless tool adds. */
function install(player: HostPlayer, arrival: Arrival, session: Session, wanted: Installed, noise: 0 | 1): Process {
  const { machine } = player;
  const { random, logonAt, origin } = arrival;
  const manager = machine.resident('services');
  const { name: share, path, file } = sharedPath(wanted.image);
  openShare(machine, logonAt + 20 * MILLISECOND, session, origin, share, path);
  openShareFile(machine, logonAt + 30 * MILLISECOND, session, origin, share, path, file, 'replace');
  createFile(machine, logonAt + 34 * MILLISECOND, machine.resident('system'), wanted.image);
  openShare(machine, logonAt + 300 * MILLISECOND, session, origin, 'IPC$', '');
  openShareFile(machine, logonAt + 310 * MILLISECOND, session, origin, 'IPC$', '', 'svcctl', 'write');
  const at = logonAt + random.integer(600, 1_300) * MILLISECOND;
  const key = REGISTERED + keyOf(wanted.service);
  setRegistryValue(machine, at - 3 * MILLISECOND, manager, `${key}\\Start`, noise === 1 ? 'DWORD (0x00000003)' : 'DWORD (0x00000002)');
  setRegistryValue(machine, at - 2 * MILLISECOND, manager, `${key}\\ImagePath`, wanted.commandLine);
  const made = { name: wanted.service, imagePath: wanted.commandLine, startType: noise === 1 ? 'demand start' : 'auto start' } as const;
  installService(machine, at, made, session);
  const starts = at + random.integer(150, 700) * MILLISECOND;
  return startService(machine, random, starts, made, wanted.image, machine.systemSession, wanted.program ?? undefined);
}

/** The control manager's key has the service's short name. */
function keyOf(service: string): string {
  return service.replaceAll(' ', '');
}

/** Where a local path lies for who comes over the network: below ADMIN$ what is Windows' own, below C$ or D$ the rest. */
function sharedPath(image: string): { name: string; path: string; file: string } {
  if (/^C:\\Windows\\/i.test(image)) return { name: 'ADMIN$', path: 'C:\\Windows', file: image.slice('C:\\Windows\\'.length) };
  return { name: `${image.slice(0, 1)}$`, path: `${image.slice(0, 2)}\\`, file: image.slice(3) };
}
