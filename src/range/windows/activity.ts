import { MILLISECOND, plainMillisecondText, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { qualified } from './account.ts';
import { subjectOf } from './logon-record.ts';
import type { Machine, Process, Session } from './machine.ts';
import { programAt, type Program } from './program.ts';
import { event4688, event4689 } from './events/security.ts';
import { sysmon1, sysmon10, sysmon11, sysmon5 } from './events/sysmon.ts';
import { hashes, identity, sysmonRecord } from './sysmon-record.ts';

/** What starts. */
export interface Start {
  readonly image: string;
  /** The path alone when absent. */
  readonly commandLine?: string;
  readonly parent: Process;
  /** The parent's session when absent. */
  readonly session?: Session;
  readonly directory?: string;
  /** Version resource; by the file's name when absent. */
  readonly program?: Program;
}

/** A process starts: 4688 and Sysmon 1, as far as the machine notes them. */
export function startProcess(machine: Machine, random: Random, at: Moment, start: Start): Process {
  const { parent, image } = start;
  const session = start.session ?? parent.session;
  const process = machine.newProcess(image, start.commandLine ?? image, machine.newPid(random), at, session);
  const { starts } = machine.programs;
  if (starts !== 'sysmon') record4688(machine, at, process, parent);
  if (starts !== 'platform') recordSysmon1(machine, at, process, start);
  return process;
}

function recordSysmon1(machine: Machine, at: Moment, process: Process, start: Start): void {
  const { image, parent } = start;
  const { session } = process;
  const program = start.program ?? programAt(image);
  sysmonRecord(machine, sysmon1, at + 4 * MILLISECOND, {
    RuleName: '-',
    UtcTime: plainMillisecondText(at),
    ...identity(process),
    FileVersion: program.version,
    Description: program.description,
    Product: program.product,
    Company: program.company,
    OriginalFileName: program.originalName,
    CommandLine: process.commandLine,
    CurrentDirectory: start.directory ?? 'C:\\Windows\\system32\\',
    User: qualified(session.account),
    LogonGuid: machine.guid(session.openedAt, session.logonId),
    LogonId: session.logonId,
    TerminalSessionId: session.terminal,
    IntegrityLevel: integrity(session).name,
    Hashes: hashes(image, program),
    ParentProcessGuid: parent.guid,
    ParentProcessId: parent.pid,
    ParentImage: parent.image,
    ParentCommandLine: parent.commandLine,
    ParentUser: qualified(parent.session.account),
  });
}

/** A process ends: 4689 and Sysmon 5, as far as the machine notes them. */
export function endProcess(machine: Machine, at: Moment, process: Process): void {
  machine.processEnded(process);
  const { ends } = machine.programs;
  if (ends === 'both' || ends === 'platform') record4689(machine, at, process);
  if (ends === 'none' || ends === 'platform') return;
  sysmonRecord(machine, sysmon5, at + 3 * MILLISECOND, {
    RuleName: '-',
    UtcTime: plainMillisecondText(at),
    ...identity(process),
    User: qualified(process.session.account),
  });
}

function record4689(machine: Machine, at: Moment, process: Process): void {
  const values = { Status: 0, ProcessId: process.pid, ProcessName: process.image };
  machine.record(event4689, at, machine.resident('system'), { ...subjectOf(machine, process.session), ...values });
}

/** A process that runs for a while. */
export function runProcess(machine: Machine, random: Random, at: Moment, duration: number, start: Start): Process {
  const process = startProcess(machine, random, at, start);
  endProcess(machine, at + duration, process);
  return process;
}

/** A process opens another: Sysmon 10. */
export function openProcess(machine: Machine, at: Moment, source: Process, target: Process, access: number, callTrace: string): void {
  sysmonRecord(machine, sysmon10, at + 2 * MILLISECOND, {
    RuleName: '-',
    UtcTime: plainMillisecondText(at),
    SourceProcessGUID: source.guid,
    SourceProcessId: source.pid,
    SourceThreadId: 4 * (32 + (at % 997)),
    SourceImage: source.image,
    TargetProcessGUID: target.guid,
    TargetProcessId: target.pid,
    TargetImage: target.image,
    GrantedAccess: access,
    CallTrace: callTrace,
    SourceUser: qualified(source.session.account),
    TargetUser: qualified(target.session.account),
  });
}

/** When the Sysmon 10 that `openProcess` made is dated. */
export function openProcessRecordedAt(at: Moment): Moment {
  return at + 2 * MILLISECOND;
}

/** A process writes a file: Sysmon 11. */
export function createFile(machine: Machine, at: Moment, process: Process, path: string): void {
  const time = plainMillisecondText(at);
  const values = { RuleName: '-', UtcTime: time, ...identity(process), TargetFilename: path, CreationUtcTime: time };
  sysmonRecord(machine, sysmon11, at + 2 * MILLISECOND, { ...values, User: qualified(process.session.account) });
}

function record4688(machine: Machine, at: Moment, process: Process, parent: Process): void {
  const { session } = process;
  const other = session.logonId !== parent.session.logonId;
  machine.record(event4688, at, machine.resident('system'), {
    ...subjectOf(machine, parent.session),
    NewProcessId: process.pid,
    NewProcessName: process.image,
    TokenElevationType: session.token === null ? '%%1936' : session.token === 'full' ? '%%1937' : '%%1938',
    ProcessId: parent.pid,
    CommandLine: process.commandLine,
    TargetUserSid: other ? session.account.sid : 'S-1-0-0',
    TargetUserName: other ? session.account.name : '-',
    TargetDomainName: other ? session.account.domain : '-',
    TargetLogonId: other ? session.logonId : 0,
    ParentProcessName: parent.image,
    MandatoryLabel: integrity(session).sid,
  });
}

/** Mandatory label of the session's processes (MS-DTYP 2.4.2.4). */
function integrity(session: Session): { name: string; sid: string } {
  if (session.account.domain === 'NT AUTHORITY') return { name: 'System', sid: 'S-1-16-16384' };
  if (session.standard || session.token === 'limited') return { name: 'Medium', sid: 'S-1-16-8192' };
  return { name: 'High', sid: 'S-1-16-12288' };
}
