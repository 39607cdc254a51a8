import { eventData } from '../event-kind.ts';
import { audited, provider, subject } from './audit.ts';

const OTHER_OBJECTS = 12804;
const content = { ...subject, TaskName: 'UnicodeString', TaskContent: 'UnicodeString' } as const;

/** A task was registered, deleted, enabled, disabled; changed. */
export const event4698 = eventData(provider, 'Security', 4698, audited(OTHER_OBJECTS), content);
export const event4699 = eventData(provider, 'Security', 4699, audited(OTHER_OBJECTS), content);
export const event4700 = eventData(provider, 'Security', 4700, audited(OTHER_OBJECTS), content);
export const event4701 = eventData(provider, 'Security', 4701, audited(OTHER_OBJECTS), content);
export const event4702 = eventData(provider, 'Security', 4702, audited(OTHER_OBJECTS), {
  ...subject,
  TaskName: 'UnicodeString',
  TaskContentNew: 'UnicodeString',
});

const scheduler = {
  name: 'Microsoft-Windows-TaskScheduler',
  guid: '{DE7B24EA-73C8-4A09-985D-5BDADCFA9017}',
  terminatedStrings: true,
  fragmentHeader: true,
} as const;

export const TASKS = 'Microsoft-Windows-TaskScheduler/Operational';

/** Task and EventID are equal; a task's start and end carry a keyword of their own. */
function numbers(
  task: number,
  opcode = 0,
  version = 0,
  low = 0n,
): { version: number; level: number; task: number; opcode: number; keywords: bigint } {
  return { version, level: 4, task, opcode, keywords: 0x8000_0000_0000_0000n | low };
}

/** An instance of a task started; it finished. */
export const task100 = eventData(
  scheduler,
  TASKS,
  100,
  numbers(100, 1, 0, 1n),
  { TaskName: 'UnicodeString', UserContext: 'UnicodeString', InstanceId: 'Guid' },
  'TaskStartEvent',
);
export const task102 = eventData(
  scheduler,
  TASKS,
  102,
  numbers(102, 2, 0, 1n),
  { TaskName: 'UnicodeString', UserContext: 'UnicodeString', InstanceId: 'Guid' },
  'TaskSuccessEvent',
);
/** A task was registered. */
export const task106 = eventData(
  scheduler,
  TASKS,
  106,
  numbers(106),
  { TaskName: 'UnicodeString', UserContext: 'UnicodeString' },
  'TaskRegisteredEvent',
);
/** A task's time had come. */
export const task107 = eventData(scheduler, TASKS, 107, numbers(107), { TaskName: 'UnicodeString', InstanceId: 'Guid' }, 'TimeTrigger');
/** Somebody asked for a task to run. */
export const task110 = eventData(
  scheduler,
  TASKS,
  110,
  numbers(110),
  { TaskName: 'UnicodeString', InstanceId: 'Guid', UserContext: 'UnicodeString' },
  'TaskRunEvent',
);
/** A process was made for a task. */
export const task129 = eventData(
  scheduler,
  TASKS,
  129,
  numbers(129),
  { TaskName: 'UnicodeString', Path: 'UnicodeString', ProcessID: 'UInt32', Priority: 'UInt32' },
  'CreatedTaskProcess',
);
/** A task was changed; it was deleted. */
export const task140 = eventData(
  scheduler,
  TASKS,
  140,
  numbers(140),
  { TaskName: 'UnicodeString', UserName: 'UnicodeString' },
  'TaskUpdated',
);
export const task141 = eventData(
  scheduler,
  TASKS,
  141,
  numbers(141),
  { TaskName: 'UnicodeString', UserName: 'UnicodeString' },
  'TaskDeleted',
);
/** What a task does began; it ended. */
export const task200 = eventData(
  scheduler,
  TASKS,
  200,
  numbers(200, 1, 1),
  { TaskName: 'UnicodeString', ActionName: 'UnicodeString', TaskInstanceId: 'Guid', EnginePID: 'UInt32' },
  'ActionStart',
);
export const task201 = eventData(
  scheduler,
  TASKS,
  201,
  numbers(201, 2, 2),
  {
    TaskName: 'UnicodeString',
    TaskInstanceId: 'Guid',
    ActionName: 'UnicodeString',
    ResultCode: 'UInt32',
    EnginePID: 'UInt32',
  },
  'ActionSuccess',
);
