import { expect, test } from 'vitest';
import { ChunkBytes, dataEvent, event, logOf, value, type Content, type Element, type Instance } from './test-support/handmade.ts';
import { readAll } from './test-support/reading.ts';

const payloads = (log: Buffer): unknown[] => readAll(log).events.map((each) => each.fields.slice(6));
const codes = (log: Buffer): string[] => readAll(log).quarantined.map((item) => item.code);
const onlyChunk = (...instances: readonly Instance[]): Buffer => {
  const chunk = new ChunkBytes();
  for (const instance of instances) chunk.record(instance);
  return logOf([chunk.finish()]);
};

test('a chunk that gives a known id another content is read by its own', () => {
  const log = logOf([
    new ChunkBytes().record(dataEvent(1n, 'Before', 'a', 77)).finish(),
    new ChunkBytes().record(dataEvent(2n, 'After', 'b', 77)).finish(),
    new ChunkBytes().record(dataEvent(3n, 'Before', 'c', 77)).finish(),
  ]);
  expect(payloads(log)).toEqual([[['Before', 'a']], [['After', 'b']], [['Before', 'c']]]);
});

test('one chunk may define one id twice', () => {
  expect(payloads(onlyChunk(dataEvent(1n, 'Before', 'a', 77), dataEvent(2n, 'After', 'b', 77)))).toEqual([
    [['Before', 'a']],
    [['After', 'b']],
  ]);
});

test('the same template bytes with other names at their places are another template', () => {
  const first = new ChunkBytes()
    .record(dataEvent(1n, 'A', 'x'))
    .record(dataEvent(2n, 'B', 'y'))
    .finish();
  const second = Buffer.from(first);
  // `Data` is written where it is used first; the second template refers back to it.
  const at = second.indexOf(Buffer.from('Data\0', 'utf16le'), second.indexOf(Buffer.from('EventData', 'utf16le')) + 18);
  let hash = 0;
  for (const letter of 'Gate') hash = (Math.imul(hash, 65599) + letter.charCodeAt(0)) >>> 0;
  second.writeUInt16LE(hash & 0xffff, at - 4);
  second.write('Gate', at, 'utf16le');
  expect(payloads(logOf([first, second]))).toEqual([
    [['A', 'x']],
    [['B', 'y']],
    [
      ['Gate_Name', 'A'],
      ['Gate', 'x'],
    ],
    [
      ['Gate_Name', 'B'],
      ['Gate', 'y'],
    ],
  ]);
});

test('one template is read anew under every element it is nested in', () => {
  const template = { id: 5, root: { tag: 'Task', content: [{ slot: 0 }] } };
  const inEvent = event(1n, value.nested({ template, values: [value.string('a')] }));
  const box = { id: 6, root: { tag: 'UserData', content: [{ slot: 0 }] } };
  const inUserData = event(2n, value.nested({ template: box, values: [value.nested({ template, values: [value.string('b')] })] }));
  expect(payloads(onlyChunk(inEvent, inUserData))).toEqual([[['Task_Task', 'a']], [['Task', 'b']]]);
});

test('a record whose template is another than the one it names is quarantined', () => {
  const chunk = new ChunkBytes().record(dataEvent(1n, 'A', 'x')).record(dataEvent(2n, 'A', 'y'));
  const bytes = chunk.finish();
  // Behind record header and fragment header stand the token, a byte, and the id.
  bytes.writeUInt32LE(0xdeadbeef, (chunk.records[1] ?? 0) + 24 + 4 + 2);
  expect(codes(logOf([bytes]))).toEqual(['EVTX_TEMPLATE_MISSING']);
});

test('a name that does not fit its hash damages the templates that use it, no others', () => {
  const bytes = new ChunkBytes()
    .record(event(1n, value.none()))
    .record(dataEvent(2n, 'Spoilt', 'x'))
    .finish();
  bytes.write('Event', bytes.indexOf(Buffer.from('EventData', 'utf16le')) + 4, 'utf16le');
  const { events, quarantined } = readAll(logOf([bytes]));
  expect([events.map((each) => each.recordId), quarantined.map((item) => item.code)]).toEqual([['1'], ['EVTX_TEMPLATE_MISSING']]);
});

function nestedElements(depth: number): Element {
  let element: Element = { tag: 'Leaf', content: [{ text: 'x' }] };
  for (let level = 0; level < depth; level++) element = { tag: 'Box', content: [element] };
  return element;
}

test('elements may nest to a depth, and no deeper', () => {
  const at = (depth: number): Buffer =>
    onlyChunk(event(1n, value.nested({ template: { id: 9, root: { tag: 'UserData', content: [nestedElements(depth)] } }, values: [] })));
  expect(payloads(at(40))).toEqual([[['Leaf', 'x']]]);
  expect(codes(at(80))).toEqual(['EVTX_TEMPLATE_MISSING']);
});

test('values of BinXml may nest to a depth, and no deeper', () => {
  const template = { id: 9, root: { tag: 'Box', content: [{ slot: 0 }] } };
  const at = (depth: number): Buffer => {
    let inner = value.string('x');
    for (let level = 0; level < depth; level++) inner = value.nested({ template, values: [inner] });
    return onlyChunk(event(1n, inner));
  };
  expect(payloads(at(10))).toEqual([[['Box', 'x']]]);
  expect(codes(at(30))).toEqual(['EVTX_RECORD_UNDECODABLE']);
});

test('a record that repeats a value until it is a flood is quarantined', () => {
  const content: Content[] = Array.from({ length: 400 }, () => ({ tag: 'Data', content: [{ slot: 0 }] }));
  const flood = (text: string): Buffer =>
    onlyChunk(event(1n, value.nested({ template: { id: 9, root: { tag: 'EventData', content } }, values: [value.string(text)] })));
  expect(payloads(flood('x'))[0]).toHaveLength(400);
  expect(codes(flood('x'.repeat(8000)))).toEqual(['EVTX_RECORD_EXPANDS']);
});

test('repetitions that multiply from level to level are quarantined without being unfolded', () => {
  const content: Content[] = Array.from({ length: 30 }, () => ({ slot: 0 }));
  const template = { id: 9, root: { tag: 'Box', content } };
  let inner = value.string('x');
  for (let level = 0; level < 8; level++) inner = value.nested({ template, values: [inner] });
  expect(codes(onlyChunk(event(1n, inner)))).toEqual(['EVTX_RECORD_EXPANDS']);
});
