import { createHash } from 'node:crypto';
import { MILLISECOND, plainMillisecondText, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { qualified } from './account.ts';
import type { EventKind, EventValues } from './event-kind.ts';
import { subjectOf } from './logon-record.ts';
import type { Machine, Process, Session } from './machine.ts';
import { programAt, type Program } from './program.ts';
import { event4688, event4689 } from './security-events.ts';
import { sysmon1, sysmon10, sysmon11, sysmon5 } from './sysmon-events.ts';

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

/** A process starts: 4688 and Sysmon 1. */
export function startProcess(machine: Machine, random: Random, at: Moment, start: Start): Process {
  const { parent, image } = start;
  const session = start.session ?? parent.session;
  const process = machine.newProcess(image, start.commandLine ?? image, machine.newPid(random), at, session);
  record4688(machine, at, process, parent);
  const program = start.program ?? programAt(image);
  sysmon(machine, sysmon1, at + 4 * MILLISECOND, {
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
  return process;
}

/** A process ends: 4689 and Sysmon 5. */
export function endProcess(machine: Machine, at: Moment, process: Process): void {
  const values = { Status: 0, ProcessId: process.pid, ProcessName: process.image };
  machine.record(event4689, at, machine.resident('system'), { ...subjectOf(machine, process.session), ...values });
  sysmon(machine, sysmon5, at + 3 * MILLISECOND, {
    RuleName: '-',
    UtcTime: plainMillisecondText(at),
    ...identity(process),
    User: qualified(process.session.account),
  });
}

/** A process that runs for a while. */
export function runProcess(machine: Machine, random: Random, at: Moment, duration: number, start: Start): Process {
  const process = startProcess(machine, random, at, start);
  endProcess(machine, at + duration, process);
  return process;
}

/** A process opens another: Sysmon 10. */
export function openProcess(machine: Machine, at: Moment, source: Process, target: Process, access: number, callTrace: string): void {
  sysmon(machine, sysmon10, at + 2 * MILLISECOND, {
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
  sysmon(machine, sysmon11, at + 2 * MILLISECOND, { ...values, User: qualified(process.session.account) });
}

function record4688(machine: Machine, at: Moment, process: Process, parent: Process): void {
  const { session } = process;
  const other = session.logonId !== parent.session.logonId;
  machine.record(event4688, at, machine.resident('system'), {
    ...subjectOf(machine, parent.session),
    NewProcessId: process.pid,
    NewProcessName: process.image,
    TokenElevationType: '%%1936',
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

/** Sysmon writes as LocalSystem, from its own service. */
function sysmon<Name extends string>(machine: Machine, kind: EventKind<Name>, at: Moment, values: EventValues<Name>): void {
  machine.record(kind, at, machine.resident('sysmon'), values, 'S-1-5-18');
}

function identity(process: Process): { ProcessGuid: string; ProcessId: number; Image: string } {
  return { ProcessGuid: process.guid, ProcessId: process.pid, Image: process.image };
}

/** Mandatory label of the session's processes (MS-DTYP 2.4.2.4). */
function integrity(session: Session): { name: string; sid: string } {
  if (session.account.domain === 'NT AUTHORITY') return { name: 'System', sid: 'S-1-16-16384' };
  return { name: 'High', sid: 'S-1-16-12288' };
}

/** One file has one set of hashes, wherever it runs. */
function hashes(image: string, program: Program): string {
  const name = program.originalName === '-' ? image : program.originalName;
  const digest = (algorithm: string): string => createHash(algorithm).update(name).digest('hex').toUpperCase();
  return `MD5=${digest('md5')},SHA256=${digest('sha256')},IMPHASH=${digest('md5').split('').reverse().join('')}`;
}
