import { jsonPath } from '../../json/index.ts';
import { nativeText } from '../../windows-xml/index.ts';
import type { FieldValue } from '../../reader.ts';
import { renamed, RENAMED } from '../ecs-names.ts';
import { systemSources, NOTHING, type Placed, type Shape } from '../shape.ts';
import { channel, guid, keywords, level, opcode } from '../turns.ts';

const NONE: readonly FieldValue[] = [];

/** Values without names, which Winlogbeat numbers: those of records without a manifest. */
function unnamed(name: string, event: Placed, payload: string): readonly FieldValue[] {
  if (name !== 'Data' || event.system('ProviderGuid') !== undefined) return NONE;
  const values: FieldValue[] = [];
  for (let number = 1; number <= MOST_VALUES; number++) {
    const value = event.line.get(`${payload}.param${number}`, event.root);
    if (value !== undefined) values.push(value === '' ? null : value);
  }
  return values;
}

/** Records without a manifest have a handful of values; Winlogbeat leaves out those that are empty. */
const MOST_VALUES = 30;

/** Winlogbeat up to version 6. */
export const winlogbeat: Shape = {
  name: 'winlogbeat',
  systemObject: null,
  system: systemSources({
    Provider_Name: 'source_name',
    ProviderGuid: ['provider_guid', guid],
    EventID: 'event_id',
    Version: 'version',
    Level: ['level', level],
    Task: 'task',
    Opcode: ['opcode', opcode],
    Keywords: ['keywords', keywords],
    EventRecordID: 'record_number',
    ActivityID: ['activity_id', guid],
    RelatedActivityID: ['related_activity_id', guid],
    ExecutionProcessID: 'process_id',
    ExecutionThreadID: 'thread_id',
    Channel: ['log_name', channel],
    Computer: 'computer_name',
    UserID: 'user.identifier',
  }),
  times: [jsonPath('@timestamp')],
  message: jsonPath('message'),
  payload: ['event_data', 'user_data'].map(jsonPath),
  header: NOTHING,
  value: (text) => nativeText(text),
  lost: (name, event) => unnamed(name, event, 'event_data'),
  losses: ['Data'],
};

/** Winlogbeat from version 7 on, and the Elastic Agent: the event in `winlog`, beside it fields of the Elastic Common Schema. */
export const winlogbeatEcs: Shape = {
  name: 'winlogbeat-ecs',
  systemObject: null,
  system: systemSources({
    Provider_Name: 'winlog.provider_name|event.provider',
    ProviderGuid: ['winlog.provider_guid', guid],
    EventID: 'winlog.event_id|event.code',
    Version: 'winlog.version',
    Level: ['log.level', level],
    Task: 'winlog.task',
    Opcode: ['winlog.opcode', opcode],
    Keywords: ['winlog.keywords', keywords],
    EventRecordID: 'winlog.record_id',
    ActivityID: ['winlog.activity_id', guid],
    RelatedActivityID: ['winlog.related_activity_id', guid],
    ExecutionProcessID: 'winlog.process.pid',
    ExecutionThreadID: 'winlog.process.thread.id',
    Channel: ['winlog.channel', channel],
    Computer: 'winlog.computer_name|host.name|host.hostname',
    UserID: 'winlog.user.identifier',
  }),
  times: ['winlog.time_created', '@timestamp'].map(jsonPath),
  message: jsonPath('message'),
  payload: ['winlog.event_data', 'winlog.user_data'].map(jsonPath),
  header: NOTHING,
  value: (text) => nativeText(text),
  lost: (name, event) => (name === 'Data' ? unnamed(name, event, 'winlog.event_data') : renamed(name, event)),
  losses: ['Data', ...RENAMED],
};
