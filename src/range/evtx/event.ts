import type { EventValue, ValueType } from './value-type.ts';

/** One named value of an event. */
export interface EventField {
  /** `Name` of the Data element, or of the element itself in UserData; null for a Data element without a name. */
  readonly name: string | null;
  readonly type: ValueType;
  /** UserData only: leave the element out when there is no value (optional substitution with a dependency). */
  readonly optional?: boolean;
}

/** Where an event's own values stand. */
export type EventBody =
  | {
      readonly kind: 'EventData';
      /** Some sources name the element itself. */
      readonly name?: string;
      readonly fields: readonly EventField[];
      /** adds a Binary element after the Data elements, its value last */ readonly binary?: boolean;
    }
  | { readonly kind: 'UserData'; readonly root: string; readonly namespace: string; readonly fields: readonly EventField[] };

/** Who writes an event, as its System section says. */
export interface EventProvider {
  readonly name: string;
  /** `{…}`, or null for a source without a manifest. */
  readonly guid: string | null;
  /** Classic sources that got a manifest later carry their old name too; their System section is a template of its own. */
  readonly eventSourceName?: string;
  /** The log service has no old name, yet its names are written out in a template of its own too, with UserData around what is nested. */
  readonly writtenNames?: true;
  /** Whether its strings keep their closing NUL in the record. */
  readonly terminatedStrings: boolean;
  /** Whether the nested fragment starts with a fragment header; the security log's does not. */
  readonly fragmentHeader: boolean;
}

/** The fixed part of one kind of event: what a provider's manifest says. */
export interface EventDefinition {
  readonly provider: EventProvider;
  readonly channel: string;
  readonly id: number;
  readonly version: number;
  readonly level: number;
  readonly task: number;
  readonly opcode: number;
  /** 64 bits. */
  readonly keywords: bigint;
  readonly qualifiers?: number;
  readonly body: EventBody;
}

/** One event to be written. */
export interface EventRecord {
  readonly definition: EventDefinition;
  /** Microseconds since 1970. */
  readonly time: number;
  /** The 100 ns digit below the microsecond, 0–9. */
  readonly tick: number;
  readonly computer: string;
  /** The process and thread that wrote it. */
  readonly processId: number;
  readonly threadId: number;
  /** SID of Security/@UserID; null where the event names none. */
  readonly userId: string | null;
  /** `{…}` of Correlation/@ActivityID. */
  readonly activityId?: string | null;
  /** In the order of the definition's fields. */
  readonly values: readonly EventValue[];
}
