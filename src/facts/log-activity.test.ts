import { expect, test } from 'vitest';
import { logActivity } from './log-activity.ts';
import { scope, securityEvent, sysmonEvent, windowsEvent } from './raw-event.ts';

const SID = 'S-1-5-21-1363495622-3806888128-621328882-1104';
const eventLog = (channel: string, event: string, fields: Record<string, string | null>, payload: readonly [string, string][] = []) =>
  windowsEvent('Microsoft-Windows-Eventlog', channel, event, fields, payload);

test.each([
  [
    'Security is cleared (1102)',
    eventLog('Security', '1102', { SubjectUserSid: SID, SubjectUserName: 'Bob', SubjectDomainName: 'CORP', SubjectLogonId: '0x2BC327' }),
    { activity: 'cleared', log: 'Security', account: 'bob@corp', account_sid: SID, logon_id: '0x2bc327' },
  ],
  [
    'another log is cleared (104), and named as the record is',
    eventLog('System', '104', { UserID: SID, SubjectUserName: 'Bob', SubjectDomainName: 'CORP', BackupPath: 'C:\\old.evtx' }, [
      ['Channel', 'Windows PowerShell'],
    ]),
    { activity: 'cleared', log: 'Windows PowerShell', channel: 'System', account: 'bob@corp', account_sid: SID, file: 'C:\\old.evtx' },
  ],
  ['System itself is cleared (104)', eventLog('System', '104', {}), { activity: 'cleared', log: 'System' }],
  ['the service shuts down (1100)', eventLog('Security', '1100', {}), { activity: 'stopped', log: null }],
  ['a log is full (1104)', eventLog('Security', '1104', {}), { activity: 'full', log: 'Security' }],
  ['the service starts (6005)', windowsEvent('EventLog', 'System', '6005', {}), { activity: 'started', log: null }],
  [
    'an unexpected stop (6008)',
    windowsEvent('EventLog', 'System', '6008', { Data: '10:00:00' }),
    { activity: 'unexpected_stop', about: '10:00:00' },
  ],
  [
    'the audit policy is changed (4719)',
    securityEvent('4719', { AuditPolicyChanges: '%%8448' }),
    { activity: 'configured', log: 'Security', about: '%%8448' },
  ],
  ['Sysmon is stopped (4)', sysmonEvent('4', { State: 'Stopped' }), { activity: 'stopped', log: 'Microsoft-Windows-Sysmon/Operational' }],
  ['Sysmon is set up (16)', sysmonEvent('16', { Configuration: 'C:\\c.xml' }), { activity: 'configured', file: 'C:\\c.xml' }],
])('%s', (_, event, columns) => {
  expect(logActivity.extract(event, scope)).toMatchObject(columns);
});

test('the number alone says nothing of a log', () => {
  expect(logActivity.extract(windowsEvent('Other', 'System', '104', {}), scope)).toBeNull();
});
