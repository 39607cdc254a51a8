import { expect, test } from 'vitest';
import { ChunkBytes, dataEvent, logOf } from './test-support/handmade.ts';
import { readAll } from './test-support/reading.ts';

const CHUNK = 0x10000;

function chunkOf(first: bigint, count: number): ChunkBytes {
  const chunk = new ChunkBytes();
  for (let index = 0n; index < count; index++) chunk.record(dataEvent(first + index, 'Name', `value ${first + index}`), first + index);
  return chunk;
}

const idsOf = (bytes: Uint8Array): (string | null)[] => readAll(bytes).events.map((event) => event.recordId);
const troubleOf = (bytes: Uint8Array): string[] => readAll(bytes).quarantined.map((item) => `${item.code} ${item.offset}+${item.bytes}`);

test('every record of every chunk becomes an event with its place', () => {
  const first = chunkOf(1n, 3);
  const log = logOf([first.finish(), chunkOf(4n, 2).finish()]);
  const { events, quarantined } = readAll(log);
  expect(events.map((event) => event.recordId)).toEqual(['1', '2', '3', '4', '5']);
  expect(events.map((event) => event.offset)).toEqual(
    [...first.records, ...first.records.slice(0, 2).map((at) => at + CHUNK)].map((at) => at + 0x1000),
  );
  expect(events.every((event) => log.readUInt32LE(event.offset + 4) === event.size)).toBe(true);
  expect(quarantined).toEqual([]);
});

test('a file header that counts too few chunks hides none', () => {
  expect(idsOf(logOf([chunkOf(1n, 1).finish(), chunkOf(2n, 1).finish()], 1))).toEqual(['1', '2']);
});

test('a file header that counts more chunks than there are says that the end is missing', () => {
  const log = logOf([chunkOf(1n, 1).finish()], 3);
  expect(idsOf(log)).toEqual(['1']);
  expect(troubleOf(log)).toEqual([`EVTX_FILE_CUT ${log.length}+0`]);
});

test('a damaged file header does not keep the chunks from being read', () => {
  const log = logOf([chunkOf(1n, 2).finish()], 9);
  log.fill(0xee, 0, 0x1000);
  expect(idsOf(log)).toEqual(['1', '2']);
});

test('a file header that counts more chunks than there are, without a checksum that holds, is itself what is damaged', () => {
  const log = logOf([chunkOf(1n, 2).finish()], 9);
  log.writeUInt32LE(0, 0x7c);
  expect(troubleOf(log)).toEqual(['EVTX_HEADER_DAMAGED 0+4096']);
});

test('wrong checksums keep no record from being read', () => {
  const chunk = chunkOf(1n, 2).finish();
  chunk.fill(0xff, 0x34, 0x38);
  chunk.fill(0xff, 0x7c, 0x80);
  expect(idsOf(logOf([chunk]))).toEqual(['1', '2']);
});

test('records behind the free space offset are left out', () => {
  const chunk = new ChunkBytes().record(dataEvent(7n, 'Name', 'kept'), 7n);
  chunk.record(dataEvent(3n, 'Name', 'stale'), 3n);
  const log = logOf([chunk.finish(chunk.records[1])]);
  expect(idsOf(log)).toEqual(['7']);
  expect(troubleOf(log)).toEqual([]);
});

test('records that follow the free space offset without a gap in place and number are read', () => {
  const chunk = chunkOf(1n, 4);
  expect(idsOf(logOf([chunk.finish(chunk.records[2])]))).toEqual(['1', '2', '3', '4']);
});

test.each([0, 0x1ff, 0x10001, 0xffffffff])('a free space offset of %i cannot be and is not believed', (free) => {
  const chunk = chunkOf(1n, 3).finish();
  chunk.writeUInt32LE(free, 0x30);
  expect(idsOf(logOf([chunk]))).toEqual(['1', '2', '3']);
  expect(troubleOf(logOf([chunk]))).toEqual([]);
});

test('a header that calls the whole chunk free is believed only while its checksum holds', () => {
  const whole = chunkOf(1n, 2).finish(0x200);
  expect(idsOf(logOf([whole]))).toEqual([]);
  const forged = Buffer.from(whole);
  forged.writeUInt32LE(0, 0x7c);
  expect(idsOf(logOf([forged]))).toEqual(['1', '2']);
});

test('a damaged record is one stretch, and reading goes on behind it', () => {
  const chunk = chunkOf(1n, 4);
  const [, second = 0, third = 0] = chunk.records;
  const bytes = chunk.finish();
  bytes.writeUInt32LE(0, second + 4);
  const log = logOf([bytes]);
  expect(idsOf(log)).toEqual(['1', '3', '4']);
  expect(troubleOf(log)).toEqual([`EVTX_RECORD_DAMAGED ${0x1000 + second}+${third - second}`]);
});

test('a record whose end was overwritten is not taken for whole', () => {
  const chunk = chunkOf(1n, 3);
  const [, , third = 0] = chunk.records;
  const bytes = chunk.finish();
  bytes.fill(0, third - 40, third);
  expect(idsOf(logOf([bytes]))).toEqual(['1', '3']);
  expect(readAll(logOf([bytes])).quarantined.map((item) => item.code)).toEqual(['EVTX_RECORD_DAMAGED']);
});

test('a chunk without its magic is named, and its whole records are read', () => {
  const chunk = chunkOf(1n, 2).finish();
  chunk.fill(0, 0, 0x200);
  const log = logOf([chunk, chunkOf(3n, 1).finish()]);
  expect(idsOf(log)).toEqual(['1', '2', '3']);
  expect(troubleOf(log)).toEqual([`EVTX_CHUNK_DAMAGED 4096+512`]);
});

test('a stretch that is no chunk at all is one item', () => {
  const log = logOf([Buffer.alloc(CHUNK, 0xa5), chunkOf(3n, 1).finish()]);
  expect(idsOf(log)).toEqual(['3']);
  expect(troubleOf(log)).toEqual([`EVTX_CHUNK_DAMAGED 4096+65536`]);
});

test('unused chunks at the end are nothing, zeros before more chunks are missing records', () => {
  const zeros = Buffer.alloc(CHUNK);
  const log = logOf([chunkOf(1n, 1).finish(), zeros, zeros, chunkOf(9n, 1).finish(), zeros], 1);
  expect(idsOf(log)).toEqual(['1', '9']);
  expect(troubleOf(log)).toEqual([`EVTX_CHUNKS_EMPTY ${0x1000 + CHUNK}+${2 * CHUNK}`]);
});

test('a file cut inside a record keeps the records before and names the rest', () => {
  const chunk = chunkOf(1n, 3);
  const [, second = 0] = chunk.records;
  const log = logOf([chunk.finish()]).subarray(0, 0x1000 + second + 50);
  expect(idsOf(log)).toEqual(['1']);
  expect(troubleOf(log)).toEqual([`EVTX_FILE_CUT ${0x1000 + second}+50`]);
});

test('a file cut between two records says so, one cut in free space is whole', () => {
  const chunk = chunkOf(1n, 3);
  const [, second = 0] = chunk.records;
  const log = logOf([chunk.finish()]);
  expect(troubleOf(log.subarray(0, 0x1000 + second))).toEqual([`EVTX_FILE_CUT ${0x1000 + second}+0`]);
  expect(troubleOf(log.subarray(0, 0x1000 + 0x200))).toEqual([`EVTX_FILE_CUT ${0x1000 + 0x200}+0`]);
  expect(troubleOf(log.subarray(0, log.length - 100))).toEqual([]);
});

test('a file that ends inside its header is one item', () => {
  expect(troubleOf(logOf([]).subarray(0, 100))).toEqual(['EVTX_FILE_CUT 0+100']);
});
