import { MILLISECOND, SECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { startProcess } from './activity.ts';
import { subjectOf } from './logon-record.ts';
import type { Machine, Process, Session } from './machine.ts';
import type { Program } from './program.ts';
import { event4697 } from './events/security.ts';
import { event7036, event7040, event7045 } from './events/system.ts';

/** A service as the control manager knows it. */
export interface Service {
  readonly name: string;
  /** As registered: may be quoted, have arguments, or lie on a share. */
  readonly imagePath: string;
  readonly startType: 'auto start' | 'demand start';
}

/** A service is installed by a session: 7045 with the installer's SID, and 4697. */
export function installService(machine: Machine, at: Moment, service: Service, installer: Session): void {
  const scm = machine.resident('services');
  machine.record(
    event7045,
    at,
    scm,
    {
      ServiceName: service.name,
      ImagePath: service.imagePath,
      ServiceType: 'user mode service',
      StartType: service.startType,
      AccountName: 'LocalSystem',
    },
    installer.account.sid,
  );
  machine.record(event4697, at + MILLISECOND, machine.resident('lsass'), {
    ...subjectOf(machine, installer),
    ServiceName: service.name,
    ServiceFileName: service.imagePath,
    ServiceType: 0x10,
    ServiceStartType: service.startType === 'auto start' ? 2 : 3,
    ServiceAccount: 'LocalSystem',
  });
}

/** A service starts: services.exe's child, then 7036. The image is the local path that `imagePath` leads to. */
export function startService(
  machine: Machine,
  random: Random,
  at: Moment,
  service: Service,
  image: string,
  session: Session,
  program?: Program,
): Process {
  const start = { image, commandLine: service.imagePath, parent: machine.resident('services'), session };
  const process = startProcess(machine, random, at, program === undefined ? start : { ...start, program });
  serviceState(machine, at + SECOND, service.name, 'running');
  return process;
}

/** 7036; the Binary element holds name and state as UTF-16. */
export function serviceState(machine: Machine, at: Moment, name: string, state: 'running' | 'stopped'): void {
  const binary = Buffer.from(`${name.replaceAll(' ', '')}/${state === 'running' ? 4 : 1}\0`, 'utf16le');
  machine.record(event7036, at, machine.resident('services'), { param1: name, param2: state, Binary: binary });
}

/** 7040. */
export function serviceStartType(machine: Machine, at: Moment, title: string, name: string, from: string, to: string): void {
  machine.record(event7040, at, machine.resident('services'), { param1: title, param2: from, param3: to, param4: name }, 'S-1-5-18');
}
