import { createHash } from 'node:crypto';
import type { EventDefinition, EventField, EventProvider } from './event.ts';
import type { Element, Slot } from './element-writer.ts';

/** A template: its structure, and the GUID it goes by (here a digest of the structure). */
export interface Template {
  readonly key: string;
  /** 16 bytes as stored. */
  readonly guid: Buffer;
  /** First 32 bits of the GUID, by which instances name it. */
  readonly id: number;
  readonly root: Element;
}

const EVENT_NAMESPACE = 'http://schemas.microsoft.com/win/2004/08/events/event';

/** Slots of the System section, numbered as Windows numbers them; the nested fragment's comes last. */
export const systemSlots = {
  level: 0,
  opcode: 1,
  task: 2,
  eventId: 3,
  qualifiers: 4,
  keywords: 5,
  time: 6,
  activityId: 7,
  processId: 8,
  threadId: 9,
  recordId: 10,
  version: 11,
  userId: 12,
} as const;

/** The outer template of a record. Manifest-based sources share one a computer; a classic one has its names written out in its own. */
export function systemTemplate(provider: EventProvider, channel: string, computer: string): Template {
  const classic = provider.eventSourceName !== undefined;
  const body = classic ? 19 : 17;
  const key = classic ? `system\0${provider.name}\0${channel}\0${computer}` : `system\0${computer}`;
  const children: Element[] = [
    { name: 'Provider', attributes: providerAttributes(provider) },
    {
      name: 'EventID',
      dependsOn: systemSlots.eventId,
      attributes: [['Qualifiers', optional(systemSlots.qualifiers, 'UInt16')]],
      content: optional(systemSlots.eventId, 'UInt16'),
    },
    dependent('Version', systemSlots.version, 'UInt8'),
    dependent('Level', systemSlots.level, 'UInt8'),
    dependent('Task', systemSlots.task, 'UInt16'),
    dependent('Opcode', systemSlots.opcode, 'UInt8'),
    dependent('Keywords', systemSlots.keywords, 'HexInt64'),
    { name: 'TimeCreated', attributes: [['SystemTime', optional(systemSlots.time, 'FileTime')]] },
    dependent('EventRecordID', systemSlots.recordId, 'UInt64'),
    {
      name: 'Correlation',
      attributes: [
        ['ActivityID', optional(systemSlots.activityId, 'Guid')],
        ['RelatedActivityID', optional(classic ? 18 : 13, 'Guid')],
      ],
    },
    {
      name: 'Execution',
      attributes: [
        ['ProcessID', optional(systemSlots.processId, 'UInt32')],
        ['ThreadID', optional(systemSlots.threadId, 'UInt32')],
      ],
    },
    classic ? { name: 'Channel', content: channel } : dependent('Channel', 16, 'UnicodeString'),
    { name: 'Computer', content: computer },
    { name: 'Security', attributes: [['UserID', optional(systemSlots.userId, 'Sid')]] },
  ];
  return template(key, {
    name: 'Event',
    dependsOn: body,
    attributes: [['xmlns', EVENT_NAMESPACE]],
    children: [
      { name: 'System', children },
      { index: body, type: 'BinXml', optional: true },
    ],
  });
}

/** The nested template that holds an event's own values. */
export function bodyTemplate(definition: EventDefinition): Template {
  const { body } = definition;
  const key = `body\0${definition.provider.name}\0${definition.channel}\0${definition.id}\0${definition.version}`;
  if (body.kind === 'EventData') {
    const children: Element[] = body.fields.map(dataElement);
    if (body.binary === true) children.push(dependent('Binary', body.fields.length, 'Binary'));
    return template(key, { name: 'EventData', children });
  }
  const children = body.fields.map((field, i): Element => {
    const slot: Slot = { index: i, type: field.type, optional: field.optional === true };
    return { name: field.name ?? 'Item', content: slot, ...(slot.optional ? { dependsOn: i } : {}) };
  });
  return template(key, { name: 'UserData', children: [{ name: body.root, attributes: [['xmlns', body.namespace]], children }] });
}

function dataElement(field: EventField, i: number): Element {
  const content: Slot = { index: i, type: field.type, optional: field.optional === true };
  return {
    name: 'Data',
    ...(field.name === null ? {} : { attributes: [['Name', field.name] as const] }),
    ...(content.optional ? { dependsOn: i } : {}),
    content,
  };
}

function providerAttributes(provider: EventProvider): NonNullable<Element['attributes']> {
  if (provider.eventSourceName === undefined) {
    return [
      ['Name', optional(14, 'UnicodeString')],
      ['Guid', optional(15, 'Guid')],
    ];
  }
  return [
    ['Name', provider.name],
    ['Guid', provider.guid ?? ''],
    ['EventSourceName', provider.eventSourceName],
  ];
}

function dependent(name: string, index: number, type: Slot['type']): Element {
  return { name, dependsOn: index, content: optional(index, type) };
}

function optional(index: number, type: Slot['type']): Slot {
  return { index, type, optional: true };
}

function template(key: string, root: Element): Template {
  const guid = createHash('md5')
    .update(JSON.stringify([key, root]))
    .digest();
  return { key, guid, id: guid.readUInt32LE(0), root };
}
