import { expect, test } from 'vitest';
import { registryActivity } from './registry-activity.ts';
import { scope, securityEvent, sysmonEvent } from './raw-event.ts';

test.each([
  [
    'a value is set (Sysmon 13)',
    sysmonEvent('13', {
      EventType: 'SetValue',
      TargetObject: 'HKLM\\Run\\a',
      Details: 'x'.repeat(5000),
      Image: 'C:\\x.exe',
      ProcessId: '7',
    }),
    { activity: 'value_set', path: 'HKLM\\Run\\a', value: 'x'.repeat(4096), image: 'C:\\x.exe', process_id: 7 },
  ],
  ['a key is deleted (Sysmon 12)', sysmonEvent('12', { EventType: 'DeleteKey', TargetObject: 'HKLM\\a' }), { activity: 'key_deleted' }],
  [
    'a key is renamed (Sysmon 14)',
    sysmonEvent('14', { EventType: 'RenameKey', NewName: 'HKLM\\b' }),
    { activity: 'key_renamed', new_path: 'HKLM\\b' },
  ],
  ['a change of no known sort', sysmonEvent('12', { EventType: 'Other' }), { activity: 'changed' }],
  [
    'a value is overwritten (4657)',
    securityEvent('4657', {
      SubjectUserName: 'Bob',
      SubjectDomainName: 'CORP',
      SubjectLogonId: '0x1',
      ObjectName: '\\REGISTRY\\MACHINE\\a',
      ObjectValueName: 'b',
      OperationType: '%%1905',
      OldValue: '0',
      NewValue: '1',
      NewValueType: '%%1876',
      ProcessId: '0x10',
    }),
    {
      activity: 'value_set',
      path: '\\REGISTRY\\MACHINE\\a',
      value_name: 'b',
      value: '1',
      previous_value: '0',
      value_type: '%%1876',
      account: 'bob@corp',
      logon_id: '0x1',
      process_id: 16,
    },
  ],
])('%s', (_, event, columns) => {
  expect(registryActivity.extract(event, scope)).toMatchObject(columns);
});
