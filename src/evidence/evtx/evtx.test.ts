import { expect, test } from 'vitest';
import { evtx } from './index.ts';
import { ChunkBytes, dataEvent, logOf } from './test-support/handmade.ts';
import { memoryFile, readAll } from './test-support/reading.ts';

const LOG = logOf([
  new ChunkBytes()
    .record(dataEvent(41n, 'A', 'one'))
    .record(dataEvent(42n, 'B', 'two'))
    .finish(),
  new ChunkBytes().record(dataEvent(43n, 'C', 'three')).finish(),
]);

test('a log is recognised by its own magic or by that of its first chunk', () => {
  const headless = Buffer.from(LOG);
  headless.fill(0, 0, 0x1000);
  expect(evtx.recognises(LOG.subarray(0, 0x10000), LOG.length)).toBe(true);
  expect(evtx.recognises(headless.subarray(0, 0x10000), LOG.length)).toBe(true);
  expect(evtx.recognises(LOG.subarray(0, 8), 8)).toBe(true);
});

test('what is no log is not recognised', () => {
  expect(evtx.recognises(Buffer.from('ElfFill'), 7)).toBe(false);
  expect(evtx.recognises(Buffer.alloc(0), 0)).toBe(false);
  expect(evtx.recognises(Buffer.alloc(0x10000), 0x10000)).toBe(false);
});

test('an event is read again by its offset, and stays valid', () => {
  const { events } = readAll(LOG);
  const again = events.map((event) => evtx.readOne(memoryFile(LOG), { offset: event.offset, recordId: null }));
  expect(again.map((event) => [event?.recordId, event?.offset, event?.size, [...(event?.fields() ?? [])]])).toEqual(
    events.map((event) => [event.recordId, event.offset, event.size, event.fields]),
  );
});

test('an event is read again by its number where no offset is known', () => {
  expect(evtx.readOne(memoryFile(LOG), { offset: null, recordId: '43' })?.get('C')).toBe('three');
  expect(evtx.readOne(memoryFile(LOG), { offset: null, recordId: '44' })).toBeNull();
});

test.each([-1, 0, 0x1000, 0x1208, 1.5, LOG.length, Number.NaN])('no event stands at offset %d', (offset) => {
  expect(evtx.readOne(memoryFile(LOG), { offset, recordId: null })).toBeNull();
});
