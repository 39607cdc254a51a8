import { registryActivityTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { account, guid, logonId, longText, made, processId, sid, text, valueIn, word } from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import { security, sysmon } from './windows-records.ts';

const SYSMON: ReadonlyMap<string, string> = new Map([
  ['CreateKey', 'key_created'],
  ['DeleteKey', 'key_deleted'],
  ['RenameKey', 'key_renamed'],
  ['CreateValue', 'value_set'],
  ['SetValue', 'value_set'],
  ['DeleteValue', 'value_deleted'],
  ['RenameValue', 'key_renamed'],
]);

const SECURITY: ReadonlyMap<string, string> = new Map([
  ['%%1904', 'value_set'],
  ['%%1905', 'value_set'],
  ['%%1906', 'value_deleted'],
]);

function oneOf(field: string, words: ReadonlyMap<string, string>) {
  const how = `${[...words].map(([from, to]) => `${from} ${to}`).join(', ')}, else changed`;
  return made([field], how, (event: RawEvent) => words.get(valueIn(event, [field]) ?? '') ?? 'changed');
}

const LONGEST = 4096;

const sysmonColumns = {
  activity: oneOf('EventType', SYSMON),
  path: text('TargetObject'),
  image: text('Image'),
  process_id: processId('ProcessId'),
  process_guid: guid('ProcessGuid'),
  account: account('User', null, null),
} as const;

/** Keys and values of the registry that changed. */
export const registryActivity = factKindOf(registryActivityTable, [
  { record: sysmon('12'), columns: sysmonColumns },
  { record: sysmon('13'), columns: { ...sysmonColumns, value: longText(LONGEST, 'Details') } },
  { record: sysmon('14'), columns: { ...sysmonColumns, new_path: text('NewName') } },
  {
    record: security('4657'),
    columns: {
      activity: oneOf('OperationType', SECURITY),
      path: text('ObjectName'),
      value_name: text('ObjectValueName'),
      value: longText(LONGEST, 'NewValue'),
      previous_value: longText(LONGEST, 'OldValue'),
      value_type: word('NewValueType'),
      account: account('SubjectUserName', 'SubjectDomainName', 'SubjectUserSid'),
      account_sid: sid('SubjectUserSid'),
      logon_id: logonId('SubjectLogonId'),
      image: text('ProcessName'),
      process_id: processId('ProcessId'),
    },
  },
]);
