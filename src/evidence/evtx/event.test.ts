import { expect, test } from 'vitest';
import {
  ChunkBytes,
  dataEvent,
  event,
  logOf,
  SOME_TIME,
  SYSTEM_TEMPLATE,
  value,
  type Content,
  type Element,
  type Instance,
  type Value,
} from './test-support/handmade.ts';
import { memoryFile, payloadOf, readAll } from './test-support/reading.ts';
import { evtx } from './index.ts';

let lastId = 0x1000;

function template(root: Element, ...values: readonly Value[]): Instance {
  return { template: { id: lastId++, root }, values };
}

const eventData = (content: readonly Content[], ...values: readonly Value[]): Instance =>
  event(1n, value.nested(template({ tag: 'EventData', content }, ...values)));

const userData = (content: readonly Content[], ...values: readonly Value[]): Instance =>
  event(1n, value.nested(template({ tag: 'UserData', content }, ...values)));

function codesOf(...instances: readonly Instance[]): string[] {
  const chunk = new ChunkBytes();
  for (const instance of instances) chunk.record(instance);
  return readAll(logOf([chunk.finish()])).quarantined.map((item) => item.code);
}

function get(instance: Instance, name: string): string | null | undefined {
  const log = logOf([new ChunkBytes().record(instance).finish()]);
  return evtx.readOne(memoryFile(log), { offset: 0x1200, recordId: null })?.get(name);
}

test('System gives time, record id, host and channel', () => {
  const chunk = new ChunkBytes().record(dataEvent(4711n, 'TargetUserName', 'alice'), 9n);
  const [only] = readAll(logOf([chunk.finish()])).events;
  expect(only).toMatchObject({ recordId: '4711', host: 'DC01', channel: 'Security', time: '2024-04-01T00:32:44.1182957Z' });
  expect(only?.fields).toEqual([
    ['Provider_Name', 'Test-Provider'],
    ['EventID', '4624'],
    ['TimeCreated', '2024-04-01T00:32:44.1182957Z'],
    ['EventRecordID', '4711'],
    ['Channel', 'Security'],
    ['Computer', 'DC01'],
    ['TargetUserName', 'alice'],
  ]);
});

test('attributes of System go by the names rules use', () => {
  const attributes = (names: readonly string[]): NonNullable<Element['attributes']> =>
    Object.fromEntries(names.map((name) => [name, { text: name.toLowerCase() }]));
  const root: Element = {
    tag: 'Event',
    content: [
      {
        tag: 'System',
        content: [
          { tag: 'Provider', attributes: attributes(['Name', 'Guid', 'EventSourceName']) },
          { tag: 'EventID', attributes: attributes(['Qualifiers']), content: [{ text: '1' }] },
          { tag: 'TimeCreated', attributes: { SystemTime: { text: '2024-04-01T00:32:44.1182957Z' } } },
          { tag: 'Correlation', attributes: attributes(['ActivityID', 'RelatedActivityID']) },
          { tag: 'Execution', attributes: attributes(['ProcessID', 'ThreadID', 'ProcessorID']) },
          { tag: 'Security', attributes: attributes(['UserID']) },
        ],
      },
    ],
  };
  const [only] = readAll(logOf([new ChunkBytes().record(template(root)).finish()])).events;
  expect(only?.fields.map(([name]) => name)).toEqual([
    'Provider_Name',
    'ProviderGuid',
    'Provider_EventSourceName',
    'EventID_Qualifiers',
    'EventID',
    'TimeCreated',
    'ActivityID',
    'RelatedActivityID',
    'ExecutionProcessID',
    'ExecutionThreadID',
    'Execution_ProcessorID',
    'UserID',
  ]);
  expect(only?.time).toBe('2024-04-01T00:32:44.1182957Z');
});

test('Data goes by its Name without spaces, or as Data as often as it comes', () => {
  const named = { tag: 'Data', attributes: { Name: { text: 'Threat Name' } }, content: [{ slot: 0 }] };
  expect(
    payloadOf(
      eventData(
        [named, { tag: 'Data', content: [{ text: 'a' }] }, { tag: 'Data', content: [{ slot: 1 }] }],
        value.string('worm'),
        value.string('b'),
      ),
    ),
  ).toEqual([
    ['ThreatName', 'worm'],
    ['Data', 'a'],
    ['Data', 'b'],
  ]);
});

test('a name that is itself a value is put in', () => {
  const instance = eventData(
    [{ tag: 'Data', attributes: { Name: { slot: 0 } }, content: [{ slot: 1 }] }],
    value.string('Logon Type'),
    value.string('3'),
  );
  expect(payloadOf(instance)).toEqual([['LogonType', '3']]);
  expect(get(instance, 'LogonType')).toBe('3');
});

test('UserData is flattened to its leaves, prefixes of names and namespaces left out', () => {
  const leaf = { tag: 'x:Param1', content: [{ slot: 0 }] };
  const root = {
    tag: 'x:EventXML',
    attributes: { 'xmlns:x': { text: 'urn:x' }, flag: { text: 'on' } },
    content: [{ tag: 'Inner', content: [leaf] }, { tag: 'Empty' }],
  };
  expect(payloadOf(userData([root], value.string('deep')))).toEqual([
    ['EventXML_flag', 'on'],
    ['Param1', 'deep'],
    ['Empty', null],
  ]);
});

test('what stands beside the event data keeps its name in front', () => {
  const rendering = {
    tag: 'RenderingInfo',
    attributes: { Culture: { text: 'en' } },
    content: [{ tag: 'Level', content: [{ text: 'Information' }] }],
  };
  const data = template({ tag: 'EventData', content: [{ tag: 'Data', content: [{ text: 'first' }] }] });
  expect(payloadOf(event(1n, value.nested(data, template(rendering))))).toEqual([
    ['Data', 'first'],
    ['RenderingInfo_RenderingInfo_Culture', 'en'],
    ['RenderingInfo_Level', 'Information'],
  ]);
});

test('text, CDATA, character and entity references and values join to one text', () => {
  const content = [{ text: 'a' }, { cdata: '<b>' }, { char: 0x263a }, { entity: 'amp' }, { slot: 0 }, { entity: 'unknown' }];
  expect(payloadOf(eventData([{ tag: 'Data', content }], value.string('!')))).toEqual([['Data', 'a<b>☺&!&unknown;']]);
});

test('BinXml nested in a value gives its fields, written out or by template', () => {
  const written: Element = { tag: 'Info', content: [{ tag: 'Leaf', content: [{ text: 'x' }] }] };
  const inner = template({ tag: 'Other', content: [{ tag: 'Deep', content: [{ slot: 0 }] }] }, value.string('y'));
  expect(payloadOf(userData([{ tag: 'Box', content: [{ slot: 0 }] }], value.nested(written, inner)))).toEqual([
    ['Leaf', 'x'],
    ['Deep', 'y'],
  ]);
});

test('an array gives one field a member; get joins them by line feeds', () => {
  const array = { type: 0x81, bytes: Buffer.from('one\0two\0\0four\0', 'utf16le') };
  const instance = eventData([{ tag: 'Data', attributes: { Name: { text: 'List' } }, content: [{ slot: 0 }] }], array);
  expect(payloadOf(instance)).toEqual([
    ['List', 'one'],
    ['List', 'two'],
    ['List', null],
    ['List', 'four'],
  ]);
  expect(get(instance, 'List')).toBe('one\ntwo\nfour');
});

test('a field without a value is null, one that is not there undefined', () => {
  const instance = eventData(
    [
      { tag: 'Data', attributes: { Name: { text: 'Empty' } }, content: [{ slot: 0 }] },
      { tag: 'Data', attributes: { Name: { text: 'NoSlot' } }, content: [{ slot: 9 }] },
    ],
    value.none(),
  );
  expect(payloadOf(instance)).toEqual([
    ['Empty', null],
    ['NoSlot', null],
  ]);
  expect(get(instance, 'Empty')).toBeNull();
  expect(get(instance, 'Absent')).toBeUndefined();
});

test('an element is left out with the value it depends on', () => {
  const content = [{ tag: 'Box', needs: 0, content: [{ tag: 'Leaf', content: [{ text: 'constant' }] }] }];
  expect(payloadOf(userData(content, value.none()))).toEqual([]);
  expect(get(userData(content, value.none()), 'Leaf')).toBeUndefined();
  expect(payloadOf(userData(content, value.string('there')))).toEqual([['Leaf', 'constant']]);
});

test('a payload field cannot pass for one of System', () => {
  const instance = eventData([{ tag: 'Data', attributes: { Name: { text: 'EventID' } }, content: [{ text: '1' }] }]);
  expect(get(instance, 'EventID')).toBe('4624');
  expect(payloadOf(instance)).toEqual([['EventID', '1']]);
});

test('values of a repeated name are joined by get', () => {
  const data = (text: string): Element => ({ tag: 'Data', content: [{ text }] });
  expect(get(eventData([data('a'), { tag: 'Data' }, data('b')]), 'Data')).toBe('a\nb');
});

test('a record without System is quarantined', () => {
  expect(codesOf(template({ tag: 'Event', content: [{ tag: 'EventData' }] }))).toEqual(['EVTX_SYSTEM_MISSING']);
});

test('a record without the time it was created is quarantined', () => {
  const without = {
    template: SYSTEM_TEMPLATE,
    values: [value.u16(1), value.none(), value.u64(1n), value.string('C'), value.string('H'), value.none()],
  };
  expect(codesOf(without, event(2n, value.none(), 0n))).toEqual(['EVTX_TIME_MISSING', 'EVTX_TIME_MISSING']);
});

test('the time may be text', () => {
  const values = [
    value.u16(1),
    value.string('2024-04-01 00:32:44.118Z'),
    value.u64(1n),
    value.string('C'),
    value.string('H'),
    value.none(),
  ];
  const [only] = readAll(logOf([new ChunkBytes().record({ template: SYSTEM_TEMPLATE, values }).finish()])).events;
  expect(only?.time).toBe('2024-04-01T00:32:44.118Z');
});

test('numbers above 2^53 stay exact', () => {
  expect(get(event(2n ** 63n + 1n, value.none(), SOME_TIME), 'EventRecordID')).toBe('9223372036854775809');
});

test('the record before leaves nothing behind in the next', () => {
  const chunk = new ChunkBytes().record(dataEvent(1n, 'A', 'one')).record(event(2n, value.none()));
  const [, second] = readAll(logOf([chunk.finish()])).events;
  expect(second?.fields.some(([name]) => name === 'A')).toBe(false);
});

test.each(['Sec\u0000urity', 'Sec\u0007urity', 'Security\u009f', '\ufffdecurity'])('%j is the name of no log and no host', (name) => {
  const values = [value.u16(1), value.time(SOME_TIME), value.u64(1n), value.string(name), value.string(name), value.none()];
  const [only] = readAll(logOf([new ChunkBytes().record({ template: SYSTEM_TEMPLATE, values }).finish()])).events;
  const shown = name.split('\0')[0];
  const known = shown === name ? null : shown;
  expect([only?.channel, only?.host]).toEqual([known, known]);
  expect(only?.fields).toContainEqual(['Channel', shown]);
});
