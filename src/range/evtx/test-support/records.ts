import type { EventDefinition, EventField, EventProvider, EventRecord } from '../event.ts';
import type { EventValue } from '../value-type.ts';

const provider: EventProvider = {
  name: 'Hardcell-Test',
  guid: '{01234567-89ab-cdef-0123-456789abcdef}',
  terminatedStrings: true,
  fragmentHeader: true,
};

/** Some moment: 2024-04-01T00:00:00.123456Z. */
export const someTime = Date.UTC(2024, 3, 1) * 1000 + 123_456;

export function definition(fields: readonly EventField[], changes: Partial<EventDefinition> = {}): EventDefinition {
  return {
    provider,
    channel: 'Test/Operational',
    id: 1000,
    version: 2,
    level: 4,
    task: 12,
    opcode: 3,
    keywords: 0x8020_0000_0000_0001n,
    body: { kind: 'EventData', fields },
    ...changes,
  };
}

export function record(of: EventDefinition, values: readonly EventValue[], changes: Partial<EventRecord> = {}): EventRecord {
  return {
    definition: of,
    time: someTime,
    tick: 7,
    computer: 'host.corp.example',
    processId: 612,
    threadId: 4_000_000_000,
    userId: null,
    values,
    ...changes,
  };
}
