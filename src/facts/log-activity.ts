import { logActivityTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { account, always, logonId, longText, made, sid, text, valueIn } from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import type { FactScope } from './fact-scope.ts';
import { eventLog, eventLogService, security, sysmon } from './windows-records.ts';

const SYSMON_LOG = 'Microsoft-Windows-Sysmon/Operational';
const securityLog = always('Security');
const sysmonLog = always(SYSMON_LOG);

/** The payload names a log of its own beside the one that the record stands in, under the same field name. */
const namedLog = made(['Channel'], 'that of the payload, else the log of the record; masked', (event: RawEvent, { masker }: FactScope) => {
  let log = event.channel;
  for (const [name, value] of event.fields()) if (name === 'Channel' && value && value !== event.channel) log = value;
  return log === null ? null : masker.text(log);
});

const by = {
  account: account('SubjectUserName', 'SubjectDomainName', 'SubjectUserSid'),
  account_sid: sid('SubjectUserSid'),
  logon_id: logonId('SubjectLogonId'),
} as const;

const sysmonState = made(['State'], 'Stopped stopped, else started', (event: RawEvent) =>
  valueIn(event, ['State']) === 'Stopped' ? 'stopped' : 'started',
);

const LONGEST = 1024;

/** Logs that were cleared, and when what writes them began, ended or lost something. */
export const logActivity = factKindOf(logActivityTable, [
  { record: eventLog('1102', 'Security'), columns: { ...by, activity: always('cleared'), log: securityLog } },
  {
    record: eventLog('104', 'System'),
    columns: {
      activity: always('cleared'),
      log: namedLog,
      account: account('SubjectUserName', 'SubjectDomainName', 'UserID'),
      account_sid: sid('UserID'),
      file: text('BackupPath'),
    },
  },
  { record: eventLog('1100', 'Security'), columns: { activity: always('stopped') } },
  { record: eventLog('1101', 'Security'), columns: { activity: always('dropped'), log: securityLog, about: longText(LONGEST, 'Reason') } },
  { record: eventLog('1104', 'Security'), columns: { activity: always('full'), log: securityLog } },
  { record: eventLog('1105', 'Security'), columns: { activity: always('archived'), log: namedLog, file: text('BackupPath') } },
  { record: eventLogService('6005'), columns: { activity: always('started') } },
  { record: eventLogService('6006'), columns: { activity: always('stopped') } },
  { record: eventLogService('6008'), columns: { activity: always('unexpected_stop'), about: longText(LONGEST, 'Data') } },
  { record: security('4608'), columns: { activity: always('started'), log: securityLog } },
  { record: security('4609'), columns: { activity: always('stopped'), log: securityLog } },
  { record: security('4612'), columns: { activity: always('dropped'), log: securityLog, about: longText(LONGEST, 'AuditsDiscarded') } },
  {
    record: security('4719'),
    columns: { ...by, activity: always('configured'), log: securityLog, about: longText(LONGEST, 'AuditPolicyChanges') },
  },
  { record: sysmon('4'), columns: { activity: sysmonState, log: sysmonLog } },
  {
    record: sysmon('16'),
    columns: { activity: always('configured'), log: sysmonLog, account_sid: sid('UserID'), file: text('Configuration') },
  },
  { record: sysmon('255'), columns: { activity: always('error'), log: sysmonLog, about: longText(LONGEST, 'Description') } },
]);
