import { MILLISECOND, plainMillisecondText, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { qualified } from './account.ts';
import type { Machine, Process } from './machine.ts';
import { event5156 } from './events/security.ts';
import { sysmon3 } from './events/sysmon.ts';
import { sysmonRecord } from './sysmon-record.ts';

/** The far end of a connection: a machine with logs of its own and the process that listens there, or a mere address. */
export interface Peer {
  readonly address: string;
  readonly port: number;
  readonly name: string | null;
  readonly listener?: { readonly machine: Machine; readonly process: Process };
  readonly protocol?: 'tcp' | 'udp';
  /** The port it comes from, where both ends must tell the same; drawn when absent. */
  readonly sourcePort?: number;
  /** Which of this machine's logs notes it; both when absent. */
  readonly noted?: Noted;
}

/** Which of its logs a machine notes connections in: the filtering platform's 5156, Sysmon's 3, both. */
export type Noted = 'both' | 'platform' | 'sysmon';

interface Ends {
  readonly source: { readonly address: string; readonly port: number; readonly name: string | null };
  readonly destination: { readonly address: string; readonly port: number; readonly name: string | null };
  readonly protocol: 'tcp' | 'udp';
}

/** A process connects: 5156 and Sysmon 3 at this end, and at the other end where that machine keeps logs. Returns the source port. */
export function connect(machine: Machine, random: Random, at: Moment, process: Process, peer: Peer): number {
  const port = peer.sourcePort ?? machine.newPort(random, at);
  const ends: Ends = {
    source: { address: machine.address, port, name: machine.fqdn },
    destination: { address: peer.address, port: peer.port, name: peer.name },
    protocol: peer.protocol ?? 'tcp',
  };
  recordEnd(machine, random, at, process, ends, true, peer.noted);
  if (peer.listener !== undefined) recordEnd(peer.listener.machine, random, at + MILLISECOND, peer.listener.process, ends, false);
  return port;
}

/** A connection from a machine without logs: its records at the end that was reached. */
export function accept(
  machine: Machine,
  random: Random,
  at: Moment,
  process: Process,
  from: { address: string; port: number; name: string | null },
  port: number,
  noted: Noted = 'both',
): void {
  const destination = { address: machine.address, port, name: machine.fqdn };
  recordEnd(machine, random, at, process, { source: from, destination, protocol: 'tcp' }, false, noted);
}

function recordEnd(
  machine: Machine,
  random: Random,
  at: Moment,
  process: Process,
  ends: Ends,
  outbound: boolean,
  noted: Noted = 'both',
): void {
  if (noted !== 'sysmon') recordPlatform(machine, at, process, ends, outbound);
  // Sysmon's driver hands its record over some time later; its UtcTime has the truth.
  if (noted !== 'platform') recordSysmon(machine, at, at + random.integer(40, 1_400) * MILLISECOND, process, ends, outbound);
}

/** 5156, dated when the connection is made. */
function recordPlatform(machine: Machine, at: Moment, process: Process, ends: Ends, outbound: boolean): void {
  const { source, destination } = ends;
  machine.record(event5156, at, machine.resident('system'), {
    ProcessID: process.pid,
    Application: devicePath(process.image),
    Direction: outbound ? '%%14593' : '%%14592',
    SourceAddress: source.address,
    SourcePort: String(source.port),
    DestAddress: destination.address,
    DestPort: String(destination.port),
    Protocol: ends.protocol === 'tcp' ? 6 : 17,
    FilterRTID: 60_000 + (process.pid % 9_000),
    LayerName: outbound ? '%%14611' : '%%14610',
    LayerRTID: outbound ? 48 : 44,
    RemoteUserID: 'S-1-0-0',
    RemoteMachineID: 'S-1-0-0',
  });
}

function recordSysmon(machine: Machine, at: Moment, recordedAt: Moment, process: Process, ends: Ends, outbound: boolean): void {
  const { source, destination } = ends;
  sysmonRecord(machine, sysmon3, recordedAt, {
    RuleName: '-',
    UtcTime: plainMillisecondText(at),
    ProcessGuid: process.guid,
    ProcessId: process.pid,
    Image: process.image,
    User: qualified(process.session.account),
    Protocol: ends.protocol,
    Initiated: outbound,
    SourceIsIpv6: false,
    SourceIp: source.address,
    SourceHostname: source.name ?? '-',
    SourcePort: source.port,
    SourcePortName: '-',
    DestinationIsIpv6: false,
    DestinationIp: destination.address,
    DestinationHostname: destination.name ?? '-',
    DestinationPort: destination.port,
    DestinationPortName: portName(destination.port),
  });
}

const devicePaths = new Map<string, string>();
/** Programs come without end; what is kept of them does not. */
const KEPT = 4096;

/** `\device\harddiskvolume2\windows\system32\svchost.exe` */
function devicePath(image: string): string {
  const known = devicePaths.get(image);
  if (known !== undefined) return known;
  const volume = image.startsWith('C:') ? 2 : 3;
  const path = image.includes('\\') ? `\\device\\harddiskvolume${volume}${image.slice(2).toLowerCase()}` : image;
  if (devicePaths.size >= KEPT) devicePaths.clear();
  devicePaths.set(image, path);
  return path;
}

const portNames: Readonly<Record<number, string>> = {
  53: 'domain',
  88: 'kerberos',
  135: 'epmap',
  389: 'ldap',
  443: 'https',
  445: 'microsoft-ds',
  3389: 'ms-wbt-server',
};

function portName(port: number): string {
  return portNames[port] ?? '-';
}
