import { writeSystemTime } from '../evtx/index.ts';
import { MILLISECOND, plainMillisecondText, SECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { qualified } from './account.ts';
import { timeText } from './account-change.ts';
import {
  event104,
  event1074,
  event1100,
  event1102,
  event12,
  event13,
  event4608,
  event6005,
  event6006,
  event6008,
  event6009,
} from './events/log.ts';
import { sysmon16, sysmon4 } from './events/sysmon-object.ts';
import { subjectOf } from './logon-record.ts';
import type { Machine, Session } from './machine.ts';
import { unnamedProgram } from './program.ts';
import { hashes, sysmonRecord } from './sysmon-record.ts';

/** 1102: the security log is cleared by a session; this record is the first of what follows. */
export function clearSecurityLog(machine: Machine, at: Moment, by: Session): void {
  machine.record(event1102, at, machine.resident('svchost'), subjectOf(machine, by));
}

/** 104, in the system log: another log is cleared by a session. */
export function clearLog(machine: Machine, at: Moment, channel: string, by: Session): void {
  const { account } = by;
  const values = { SubjectUserName: account.name, SubjectDomainName: account.domain, Channel: channel, BackupPath: '' };
  machine.record(event104, at, machine.resident('svchost'), values, account.sid);
}

/** What a restart gives as its reason. */
const reasons = {
  update: { image: 'C:\\Windows\\system32\\svchost.exe', text: 'Operating System: Service pack (Planned)', code: '0x80020010' },
  planned: { image: 'C:\\Windows\\system32\\shutdown.exe', text: 'Other (Planned)', code: '0x85000000' },
  user: { image: 'C:\\Windows\\System32\\RuntimeBroker.exe', text: 'Other (Unplanned)', code: '0x0' },
} as const;

/** The system goes down: 1074 by whom asked, 1100, 6006, 13. Dated by the moment at which somebody asks; it is down 20 seconds later. */
export function shutDown(
  machine: Machine,
  at: Moment,
  by: Session,
  reason: keyof typeof reasons,
  how: 'restart' | 'power off' = 'restart',
): void {
  const { image, text, code } = reasons[reason];
  const host = machine.short.toUpperCase();
  machine.record(
    event1074,
    at,
    machine.resident('winlogon'),
    {
      param1: `${image} (${host})`,
      param2: host,
      param3: text,
      param4: code,
      param5: how,
      param6: '',
      param7: qualified(by.account),
    },
    by.account.sid,
  );
  const service = machine.resident('svchost');
  machine.record(event1100, at + 15 * SECOND, service, {});
  machine.record(event6006, at + 15 * SECOND, service, { strings: null, Binary: new Uint8Array([1, 0, 0, 0, 0, 0, 0, 0]) });
  const stopped = at + 20 * SECOND;
  machine.record(event13, stopped, machine.resident('system'), { StopTime: stopped - 20 * MILLISECOND });
}

/**
 * Windows starts: 12, 6009, 6005, 4608, Sysmon's 4, and every resident process is another one from now on; logon ids begin anew.
 * `lost`: the moment at which it went down without a word, for which 6008 stands first.
 */
export function boot(machine: Machine, random: Random, at: Moment, lost: Moment | null = null): void {
  machine.restart(random, at);
  const system = machine.resident('system');
  const started = {
    MajorVersion: 10,
    MinorVersion: 0,
    BuildVersion: 17763,
    QfeVersion: 4644,
    ServiceVersion: 0,
    BootMode: 0,
    StartTime: at - 500 * MILLISECOND,
  };
  machine.record(event12, at, system, started, 'S-1-5-18');
  const ready = at + 8 * SECOND;
  const service = machine.resident('svchost');
  const version = ['10.00.', '17763', '', 'Multiprocessor Free', '0'];
  machine.record(event4608, ready - SECOND, machine.resident('lsass'), {});
  machine.record(event6009, ready, service, { strings: version, Binary: null });
  machine.record(event6005, ready, service, { strings: null, Binary: clockBytes(ready) });
  if (lost !== null) {
    const [day = '', ...clock] = timeText(lost).split(' ');
    machine.record(event6008, ready, service, { strings: [clock.join(' '), day, '', '', '4321', '', ''], Binary: clockBytes(lost) });
  }
  const values = { UtcTime: plainMillisecondText(ready + SECOND), State: 'Started', Version: '14.16', SchemaVersion: '4.83' };
  sysmonRecord(machine, sysmon4, ready + SECOND, values);
}

/** Sysmon's configuration is changed: Sysmon 16. */
export function configureSysmon(machine: Machine, at: Moment, file: string): void {
  const hash = hashes(file, unnamedProgram).replace(/^MD5=[^,]*,|,IMPHASH=.*$/g, '');
  sysmonRecord(machine, sysmon16, at, { UtcTime: plainMillisecondText(at), Configuration: file, ConfigurationFileHash: hash });
}

/** A SYSTEMTIME and eight empty bytes, as the log service notes it. */
function clockBytes(at: Moment): Uint8Array {
  const bytes = Buffer.alloc(24);
  writeSystemTime(bytes, 0, at);
  return bytes;
}
