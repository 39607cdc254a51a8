import { expect, test } from 'vitest';
import { evtx } from './index.ts';
import { ChunkBytes, event, logOf, value, type Element, type Instance, type Template } from './test-support/handmade.ts';
import { memoryFile, readAll } from './test-support/reading.ts';

const root: Element = { tag: 'EventData', content: [{ tag: 'Data', attributes: { Name: { text: 'Name' } }, content: [{ slot: 0 }] }] };
const TEMPLATE: Template = { id: 0x55667788, root };
const named = (recordId: number, text: string): Instance =>
  event(BigInt(recordId), value.nested({ template: TEMPLATE, values: [value.string(text)] }));

/** A chunk whose newest template, that of the records' data, was overwritten; how long it is can still be seen. */
function withoutTemplate(...texts: readonly string[]): Buffer {
  const chunk = new ChunkBytes();
  texts.forEach((text, index) => chunk.record(named(index + 1, text)));
  const bytes = chunk.finish();
  const definition = bytes.readUInt32LE(0x180);
  bytes.fill(0xa5, definition + 4, definition + 20);
  bytes.fill(0xa5, definition + 28, definition + 60);
  return bytes;
}

const whole = (text: string): Buffer => new ChunkBytes().record(named(9, text)).finish();
const codes = (log: Buffer): string[] => readAll(log).quarantined.map((item) => item.code);

test('a template that its chunk has no more is taken from a chunk before or behind', () => {
  for (const log of [
    logOf([whole('near'), withoutTemplate('a', 'b')]),
    logOf([withoutTemplate('a', 'b'), Buffer.alloc(0x10000), whole('near')]),
  ]) {
    const found = readAll(log).events.map((each) => each.fields.at(-1));
    expect(found.toSorted()).toEqual(['a', 'b', 'near'].map((text) => ['Name', text]));
  }
});

test('a record that was read so is read again by its offset', () => {
  const log = logOf([whole('near'), withoutTemplate('a', 'b')]);
  const last = readAll(log).events.at(-1);
  const again = evtx.readOne(memoryFile(log), { offset: last?.offset ?? 0, recordId: null });
  expect([...(again?.fields() ?? [])]).toEqual(last?.fields);
  expect(last?.recordId).toBe('2');
});

test('without another chunk that has it the record is quarantined', () => {
  expect(codes(logOf([withoutTemplate('a', 'b')]))).toEqual(['EVTX_TEMPLATE_MISSING', 'EVTX_TEMPLATE_MISSING']);
});

test('a template of the same id whose values have other types is not taken', () => {
  const two = { id: TEMPLATE.id, root: { tag: 'EventData', content: [{ slot: 0 }, { slot: 1 }] } };
  const other = event(9n, value.nested({ template: two, values: [value.string('x'), value.string('y')] }));
  const log = logOf([new ChunkBytes().record(other).finish(), withoutTemplate('a', 'b')]);
  expect(codes(log)).toEqual(['EVTX_TEMPLATE_MISSING', 'EVTX_TEMPLATE_MISSING']);
});

test('a list of templates that goes in circles is followed once', () => {
  const circle = whole('near');
  const definition = circle.readUInt32LE(0x180);
  circle.writeUInt32LE(definition, definition);
  expect(codes(logOf([circle, withoutTemplate('a', 'b')]))).toEqual([]);
});
