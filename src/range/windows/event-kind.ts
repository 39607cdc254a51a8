import type { EventDefinition, EventProvider, EventValue, ValueType } from '../evtx/index.ts';

/** One kind of Windows event with the names of its fields, so that a missing or misspelt value does not compile. */
export interface EventKind<Name extends string> {
  readonly definition: EventDefinition;
  readonly names: readonly Name[];
}

/** The values of an event, by field name. */
export type EventValues<Name extends string> = Readonly<Record<Name, EventValue>>;

interface Numbers {
  readonly version: number;
  readonly level: number;
  readonly task: number;
  readonly opcode?: number;
  readonly keywords: bigint;
  readonly qualifiers?: number;
}

/** An event whose values are named Data elements, in the order given; `dataName` is the name some sources give the element around them. */
export function eventData<const F extends Readonly<Record<string, ValueType>>>(
  provider: EventProvider,
  channel: string,
  id: number,
  numbers: Numbers,
  fields: F,
  dataName?: string,
): EventKind<keyof F & string> {
  const names = Object.keys(fields) as (keyof F & string)[];
  const named = dataName === undefined ? {} : { name: dataName };
  const body = { kind: 'EventData', ...named, fields: Object.entries(fields).map(([name, type]) => ({ name, type })) } as const;
  return { definition: { provider, channel, id, opcode: 0, ...numbers, body }, names };
}

/** An event whose values are elements of its provider's own. */
export function userData<const F extends Readonly<Record<string, ValueType>>>(
  provider: EventProvider,
  channel: string,
  id: number,
  numbers: Numbers,
  root: { readonly name: string; readonly namespace: string },
  fields: F,
): EventKind<keyof F & string> {
  const names = Object.keys(fields) as (keyof F & string)[];
  const body = {
    kind: 'UserData',
    root: root.name,
    namespace: root.namespace,
    fields: Object.entries(fields).map(([name, type]) => ({ name, type })),
  } as const;
  return { definition: { provider, channel, id, opcode: 0, ...numbers, body }, names };
}
