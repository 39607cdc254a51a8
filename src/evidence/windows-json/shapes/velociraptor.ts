import { jsonPath } from '../../json/index.ts';
import { typedValue } from '../hexadecimal-fields.ts';
import { systemSources, NOTHING, type Shape } from '../shape.ts';
import { channel, guid, hexadecimal } from '../turns.ts';

/** Velociraptor's `parse_evtx`: System and EventData as objects, numbers as numbers, the time in seconds. */
export const velociraptor: Shape = {
  name: 'velociraptor',
  systemObject: jsonPath('System'),
  system: systemSources({
    Provider_Name: 'Provider.Name|Provider',
    ProviderGuid: ['Provider.Guid', guid],
    Provider_EventSourceName: 'Provider.EventSourceName',
    EventID_Qualifiers: 'EventID.Qualifiers',
    EventID: 'EventID.Value|EventID',
    Version: 'Version',
    Level: 'Level',
    Task: 'Task',
    Opcode: 'Opcode',
    Keywords: ['Keywords', hexadecimal],
    EventRecordID: 'EventRecordID',
    ActivityID: ['Correlation.ActivityID', guid],
    RelatedActivityID: ['Correlation.RelatedActivityID', guid],
    ExecutionProcessID: 'Execution.ProcessID|Execution_ProcessID',
    ExecutionThreadID: 'Execution.ThreadID|Execution_ThreadID',
    Channel: ['Channel', channel],
    Computer: 'Computer',
    UserID: 'Security.UserID',
  }),
  times: ['System.TimeCreated.SystemTime', 'System.TimeCreated', 'Timestamp'].map(jsonPath),
  message: jsonPath('Message'),
  payload: ['EventData', 'UserData'].map(jsonPath),
  header: NOTHING,
  value: typedValue,
};

/** Rows of Velociraptor's hunts over event logs: System's fields beside EventData as an object. */
export const velociraptorRow: Shape = {
  name: 'velociraptor-row',
  systemObject: null,
  system: systemSources({
    Provider_Name: 'Provider.Name|Provider|ProviderName|SourceName',
    ProviderGuid: ['Provider.Guid|ProviderGuid', guid],
    EventID: 'EventID.Value|EventID',
    Level: 'Level',
    Keywords: ['Keywords', hexadecimal],
    EventRecordID: 'EventRecordID|RecordID',
    Channel: ['Channel', channel],
    Computer: 'Computer|Hostname',
    UserID: 'UserSID|UserID',
  }),
  times: ['TimeCreated', 'EventTime', 'Timestamp', '@timestamp'].map(jsonPath),
  message: jsonPath('Message'),
  payload: ['EventData', 'UserData'].map(jsonPath),
  header: NOTHING,
  value: typedValue,
};
