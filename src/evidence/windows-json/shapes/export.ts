import { jsonPath } from '../../json/index.ts';
import { nativeText } from '../../windows-xml/index.ts';
import { recovered, RECOVERED } from '../recovered.ts';
import { systemSources, type Shape } from '../shape.ts';
import { channel, guid, hexadecimal } from '../turns.ts';

const HEADER =
  '@timestamp ActivityID Channel Computer EventID EventRecordID Hostname Keywords Level MachineName Message Opcode ProviderGuid RecordNumber RelatedActivityID SourceName Task TimeCreated UserID Version';

/** One flat object in which what `Get-WinEvent` has of the event and its payload lie side by side, under System's own names. */
export const flatExport: Shape = {
  name: 'export',
  systemObject: null,
  system: systemSources({
    Provider_Name: 'SourceName|ProviderName|Provider_Name',
    ProviderGuid: ['ProviderGuid|ProviderId', guid],
    EventID: 'EventID',
    Version: 'Version',
    Level: 'Level',
    Task: 'Task',
    Opcode: 'Opcode',
    Keywords: ['Keywords', hexadecimal],
    EventRecordID: 'EventRecordID|RecordNumber|RecordId',
    ActivityID: ['ActivityID', guid],
    RelatedActivityID: ['RelatedActivityID', guid],
    ExecutionProcessID: 'ExecutionProcessID',
    ExecutionThreadID: 'ExecutionThreadID',
    Channel: ['Channel', channel],
    Computer: 'Hostname|Computer|MachineName',
    UserID: 'UserID',
  }),
  times: ['TimeCreated', '@timestamp'].map(jsonPath),
  message: jsonPath('Message'),
  payload: null,
  header: new Set(HEADER.split(' ')),
  value: (text) => nativeText(text),
  lost: recovered,
  losses: RECOVERED,
};
