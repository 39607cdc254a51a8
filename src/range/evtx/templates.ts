import { createHash } from 'node:crypto';
import type { EventDefinition, EventField, EventProvider } from './event.ts';
import { ElementCode } from './element-code.ts';
import type { Element, Slot } from './element.ts';

/** A template: its structure, compiled, and the GUID it goes by (here a digest of the structure). */
export interface Template {
  /** Its place among the templates this process has met. */
  readonly number: number;
  /** 16 bytes as stored. */
  readonly guid: Buffer;
  /** First 32 bits of the GUID, by which instances name it. */
  readonly id: number;
  readonly code: ElementCode;
}

/** One a kind of event, and a few a computer. */
const templates = new Map<string, Template>();

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
  provider: 14,
  providerGuid: 15,
  channel: 16,
} as const;

/** Whether a source's names are written out in a System section of its own. */
export function writesNames(provider: EventProvider): boolean {
  return provider.eventSourceName !== undefined || provider.writtenNames === true;
}

/** The outer template of a record. Manifest-based sources share one a computer; a classic one has its names written out in its own. */
export function systemTemplate(provider: EventProvider, channel: string, computer: string): Template {
  const classic = writesNames(provider);
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
    classic ? { name: 'Channel', content: channel } : dependent('Channel', systemSlots.channel, 'UnicodeString'),
    { name: 'Computer', content: computer },
    { name: 'Security', attributes: [['UserID', optional(systemSlots.userId, 'Sid')]] },
  ];
  const nested = optional(body, 'BinXml');
  const system: Element = { name: 'System', children };
  const attributes = [['xmlns', EVENT_NAMESPACE]] as const;
  if (provider.writtenNames === true) {
    return template(key, { name: 'Event', attributes, children: [system, { name: 'UserData', dependsOn: body, children: [nested] }] });
  }
  return template(key, { name: 'Event', dependsOn: body, attributes, children: [system, nested] });
}

/** The nested template that holds an event's own values. */
export function bodyTemplate(definition: EventDefinition): Template {
  const { body } = definition;
  const key = `body\0${definition.provider.name}\0${definition.channel}\0${definition.id}\0${definition.version}`;
  if (body.kind === 'EventData') {
    const children: Element[] = body.fields.map(dataElement);
    if (body.binary === true) children.push(dependent('Binary', body.fields.length, 'Binary'));
    return template(key, { name: 'EventData', ...(body.name === undefined ? {} : { attributes: [['Name', body.name]] }), children });
  }
  const children = body.fields.map((field, i): Element => {
    const slot: Slot = { index: i, type: field.type, optional: field.optional === true };
    return { name: field.name ?? 'Item', content: slot, ...(slot.optional ? { dependsOn: i } : {}) };
  });
  const root: Element = { name: body.root, attributes: [['xmlns', body.namespace]], children };
  return template(key, definition.provider.writtenNames === true ? root : { name: 'UserData', children: [root] });
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
  if (!writesNames(provider)) {
    return [
      ['Name', optional(systemSlots.provider, 'UnicodeString')],
      ['Guid', optional(systemSlots.providerGuid, 'Guid')],
    ];
  }
  return [
    ['Name', provider.name],
    ['Guid', provider.guid ?? ''],
    ...(provider.eventSourceName === undefined ? [] : [['EventSourceName', provider.eventSourceName] as const]),
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
  const known = templates.get(guid.toString('latin1'));
  if (known !== undefined) return known;
  const made = { number: templates.size, guid, id: guid.readUInt32LE(0), code: new ElementCode(root) };
  templates.set(guid.toString('latin1'), made);
  return made;
}
