import { SECOND, type Moment } from '../../moment.ts';
import {
  connect,
  createFile,
  installService,
  runProcess,
  startService,
  type Machine,
  type Process,
  type Program,
} from '../../windows/index.ts';
import type { Scene } from './intruder.ts';

/** SoftEther's bridge keeps its version resource under whatever name it runs. */
const softEther: Program = {
  description: 'SoftEther VPN',
  product: 'SoftEther VPN',
  company: 'SoftEther VPN Project at University of Tsukuba, Japan.',
  originalName: 'vpnbridge.exe',
  version: '4, 34, 0, 9745',
};

/** A private VPN is installed under another name and calls home. Returns its process, which stays. */
export function digTunnel(scene: Scene, at: Moment, machine: Machine, parent: Process): Process {
  const { kit, random, truth } = scene;
  const { service, image } = kit.tunnel;
  createFile(machine, at - 60 * SECOND, parent, image);
  const line = `sc create "${service}" binPath= "\\"${image}\\" /service" start= auto`;
  runProcess(machine, random, at - SECOND, 2 * SECOND, { image: 'C:\\Windows\\System32\\sc.exe', commandLine: line, parent });
  const installed = { name: service, imagePath: `"${image}" /service`, startType: 'auto start' } as const;
  installService(machine, at, installed, machine.systemSession);
  const process = startService(machine, random, at + 5 * SECOND, installed, image, machine.systemSession, softEther);
  truth.stage(machine.fqdn, at, 'command-and-control', 'T1133', 'Rogue VPN installed');
  callHome(scene, at + 8 * SECOND, machine, process);
  return process;
}

/** The tunnel connects to its far end. */
export function callHome(scene: Scene, at: Moment, machine: Machine, process: Process): void {
  const { kit, random, truth } = scene;
  connect(machine, random, at, process, { address: kit.peer, port: 443, name: null });
  truth.tunnel(machine.fqdn, 'softether', kit.peer, at);
}
