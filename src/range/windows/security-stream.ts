import type { EventRecord, EventValue } from '../evtx/index.ts';
import { tickOf, type Moment } from '../moment.ts';
import { Random } from '../random.ts';
import type { EventKind, EventValues } from './event-kind.ts';
import { event4624, event4634, event4672, event4688, event5156 } from './security-events.ts';

/** How a stream of security records is drawn. */
export interface SecurityStream {
  readonly seed: number;
  readonly count: number;
  /** Name of the computer they are from. */
  readonly computer?: string;
  /** Microseconds since 1970 of the first; the rest follow every few milliseconds. */
  readonly from?: Moment;
}

/**
 * Records of a busy security log (network logons with their privileges and logoffs, connections, processes), one by one, no
 * two alike: for benchmarks that need many. They tell no story, and nothing is kept of them.
 */
export function* securityRecords(stream: SecurityStream): Generator<EventRecord> {
  const random = new Random(`security stream/${stream.seed}`);
  const computer = stream.computer ?? 'server01.corp.example';
  let time = stream.from ?? Date.UTC(2024, 2, 1) * 1000;
  let logonId = 0x5_0000;
  for (let i = 0; i < stream.count; i++) {
    time += random.integer(1, 40_000);
    logonId += random.integer(1, 400);
    const kind = i % 6;
    const writer = {
      computer,
      time,
      tick: tickOf(time),
      processId: kind < 3 ? 640 : 4,
      threadId: 4 * random.integer(20, 900),
      userId: null,
    };
    yield { ...writer, ...drawRecord(random, kind, i, logonId) };
  }
}

const NO_GUID = '{00000000-0000-0000-0000-000000000000}';

function drawRecord(random: Random, kind: number, i: number, logonId: number): Pick<EventRecord, 'definition' | 'values'> {
  const user = `user${random.integer(100, 4_000)}`;
  const sid = `S-1-5-21-1004336348-1177238915-682003330-${random.integer(1_100, 9_000)}`;
  const address = `10.${random.integer(0, 250)}.${random.integer(0, 250)}.${random.integer(1, 250)}`;
  const port = random.integer(49_152, 65_535);
  switch (kind) {
    case 0:
      return named(event4672, {
        SubjectUserSid: sid,
        SubjectUserName: user,
        SubjectDomainName: 'CORP',
        SubjectLogonId: logonId,
        PrivilegeList: 'SeSecurityPrivilege\r\n\t\t\tSeBackupPrivilege',
      });
    case 1:
      return drawLogon(user, sid, logonId, address, port);
    case 2:
      return named(event4634, { TargetUserSid: sid, TargetUserName: user, TargetDomainName: 'CORP', TargetLogonId: logonId, LogonType: 3 });
    case 3:
      return drawProcess(random, user, sid, logonId, i);
    default:
      return named(event5156, {
        ProcessID: 4 * random.integer(100, 9_000),
        Application: '\\device\\harddiskvolume2\\windows\\system32\\svchost.exe',
        Direction: kind === 4 ? '%%14592' : '%%14593',
        SourceAddress: address,
        SourcePort: String(port),
        DestAddress: '10.2.8.14',
        DestPort: String(random.pick([135, 389, 443, 445])),
        Protocol: 6,
        FilterRTID: 66_000 + (i % 1_000),
        LayerName: kind === 4 ? '%%14610' : '%%14611',
        LayerRTID: 44,
        RemoteUserID: 'S-1-0-0',
        RemoteMachineID: 'S-1-0-0',
      });
  }
}

function drawLogon(user: string, sid: string, logonId: number, address: string, port: number): Pick<EventRecord, 'definition' | 'values'> {
  return named(event4624, {
    SubjectUserSid: 'S-1-0-0',
    SubjectUserName: '-',
    SubjectDomainName: '-',
    SubjectLogonId: 0,
    TargetUserSid: sid,
    TargetUserName: user,
    TargetDomainName: 'CORP',
    TargetLogonId: logonId,
    LogonType: 3,
    LogonProcessName: 'NtLmSsp ',
    AuthenticationPackageName: 'NTLM',
    WorkstationName: user.toUpperCase(),
    LogonGuid: NO_GUID,
    TransmittedServices: '-',
    LmPackageName: 'NTLM V2',
    KeyLength: 128,
    ProcessId: 0,
    ProcessName: '-',
    IpAddress: address,
    IpPort: String(port),
    ImpersonationLevel: '%%1833',
    RestrictedAdminMode: '-',
    TargetOutboundUserName: '-',
    TargetOutboundDomainName: '-',
    VirtualAccount: '%%1843',
    TargetLinkedLogonId: 0,
    ElevatedToken: '%%1843',
  });
}

function drawProcess(random: Random, user: string, sid: string, logonId: number, i: number): Pick<EventRecord, 'definition' | 'values'> {
  return named(event4688, {
    SubjectUserSid: sid,
    SubjectUserName: user,
    SubjectDomainName: 'CORP',
    SubjectLogonId: logonId,
    NewProcessId: 4 * random.integer(100, 9_000),
    NewProcessName: 'C:\\Windows\\System32\\taskhostw.exe',
    TokenElevationType: '%%1936',
    ProcessId: 4 * random.integer(100, 9_000),
    CommandLine: `taskhostw.exe -job ${i}`,
    TargetUserSid: 'S-1-0-0',
    TargetUserName: '-',
    TargetDomainName: '-',
    TargetLogonId: 0,
    ParentProcessName: 'C:\\Windows\\System32\\svchost.exe',
    MandatoryLabel: 'S-1-16-8192',
  });
}

function named<Name extends string>(
  kind: EventKind<Name>,
  values: EventValues<Name>,
): { definition: EventRecord['definition']; values: EventValue[] } {
  return { definition: kind.definition, values: kind.names.map((name) => values[name]) };
}
