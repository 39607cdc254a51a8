import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { evtx } from './index.ts';
import { ChunkBytes, dataEvent, logOf } from './test-support/handmade.ts';
import { memoryFile, readAll } from './test-support/reading.ts';
import { evtxSeeds, logonChunk, variedChunk } from './test-support/seeds.ts';

const CHUNK = 0x10000;
const HEADER = 0x1000;

/** Two chunks with nested templates, arrays and written-out elements; the second one nearly full. */
const LOG = ((): Buffer => {
  const second = new ChunkBytes();
  for (let id = 6n; id < 220n; id++) second.record(dataEvent(id, 'Name', `value ${id}`), id);
  return logOf([variedChunk().finish(), second.finish()]);
})();

const WHOLE = readAll(LOG);

/** Reads everything in every way there is; what comes of it is bounded by the bytes that went in. */
function readHard(bytes: Uint8Array): ReturnType<typeof readAll> {
  const result = readAll(bytes);
  const items = [...result.events, ...result.quarantined.map((item) => ({ offset: item.offset, size: item.bytes }))];
  expect(items.length).toBeLessThanOrEqual(bytes.length / 28 + 2);
  const sorted = items.sort((a, b) => a.offset - b.offset);
  sorted.forEach((item, index) => {
    expect(item.offset + item.size).toBeLessThanOrEqual(sorted[index + 1]?.offset ?? bytes.length);
  });
  const file = memoryFile(bytes);
  for (const seen of result.events.slice(0, 20)) {
    const again = evtx.readOne(file, { offset: seen.offset, recordId: null });
    expect([...(again?.fields() ?? [])]).toEqual(seen.fields);
    for (const [name] of seen.fields) expect(again?.get(name)).not.toBeUndefined();
  }
  return result;
}

test('the made log is read whole', () => {
  expect(WHOLE.events).toHaveLength(219);
  expect(WHOLE.quarantined).toEqual([]);
});

test('random bytes become quarantined stretches and never an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3 * CHUNK, minLength: 1, size: 'max' }), (bytes) => {
      readHard(bytes);
    }),
    { numRuns: 20 },
  );
});

test('random records behind good headers become quarantined stretches and never an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 100, maxLength: 2000 }), (bytes) => {
      const log = Buffer.from(LOG.subarray(0, HEADER + CHUNK));
      const start = HEADER + 0x200 + 28;
      log.set(bytes, start);
      readHard(log);
    }),
    { numRuns: 100 },
  );
});

test('one changed byte hides no record: each is an event or lies in a quarantined stretch', () => {
  fc.assert(
    fc.property(fc.nat(LOG.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const log = Buffer.from(LOG);
      log[at] = (log[at] ?? 0) ^ change;
      const { events, quarantined } = readHard(log);
      const read = new Set(events.map((each) => each.offset));
      const lost = WHOLE.events.filter(({ offset }) => !read.has(offset));
      for (const { offset } of lost)
        expect(quarantined.some((item) => item.offset <= offset && offset < item.offset + item.bytes)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('many changed bytes are read without an exception', () => {
  const changes = fc.array(fc.tuple(fc.nat(HEADER + 0x200 + 6000), fc.nat(255)), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(changes, (edits) => {
      const log = Buffer.from(LOG.subarray(0, HEADER + CHUNK));
      for (const [at, byte] of edits) log[at] = byte;
      readHard(log);
    }),
    { numRuns: 150 },
  );
});

test('a file cut anywhere gives its whole records, and says that the rest is missing', () => {
  fc.assert(
    fc.property(fc.nat(LOG.length - 1), (length) => {
      const { events, quarantined } = readHard(LOG.subarray(0, length));
      expect(events).toEqual(WHOLE.events.filter((each) => each.offset + each.size <= length));
      if (events.length < WHOLE.events.length) expect(quarantined.length).toBeGreaterThan(0);
    }),
    { numRuns: 80 },
  );
});

test('templates that overlap to cost more than their bytes are not compiled without end', () => {
  const log = Buffer.from(LOG);
  const start = HEADER + CHUNK;
  // Every record names a definition of its own, one byte further on, that claims the rest of the chunk.
  let definition = 0x8000;
  for (const { offset } of WHOLE.events.filter((each) => each.offset >= start)) {
    log.writeUInt32LE(0x09090909, offset + 24 + 4 + 2);
    log.writeUInt32LE(definition++, offset + 24 + 4 + 6);
  }
  log.fill(0x09, start + 0x8000, start + 0x9000);
  expect(readHard(log).quarantined.length).toBeGreaterThan(150);
});

test('lengths that all lie cost no more than a fixed amount of work for each byte', () => {
  const lies = fc.oneof(fc.nat(300), fc.nat(0xffff), fc.constantFrom(0, 1, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0xffffffff));
  const makers = [variedChunk, logonChunk];
  fc.assert(
    fc.property(fc.nat(1), fc.array(lies, { minLength: 300, maxLength: 400 }), fc.integer({ min: 1, max: 12 }), (maker, numbers, share) => {
      const chunk = (makers[maker] ?? variedChunk)();
      const bytes = chunk.finish();
      chunk.lengths.forEach(([at, size], index) => {
        // All of them, or some, so that what stands behind a lie is reached too.
        if (index % share > 0) return;
        const lie = numbers[index % numbers.length] ?? 0;
        if (size === 2) bytes.writeUInt16LE(lie & 0xffff, at);
        else bytes.writeUInt32LE(lie, at);
      });
      const log = logOf([bytes, bytes, bytes], (numbers[0] ?? 0) & 0xffff);
      let asked = 0;
      let told = 0;
      const file = memoryFile(log);
      const counting = { ...file, read: (buffer: Uint8Array, at: number) => ((asked += buffer.length), file.read(buffer, at)) };
      evtx.read(counting, {
        event(event) {
          for (const [name, text] of event.fields()) told += name.length + (text?.length ?? 0);
        },
        quarantine() {},
      });
      // Each chunk once, and for each template that is missing one chunk near by.
      expect(asked).toBeLessThan(100 * log.length);
      expect(told).toBeLessThan(64 * log.length);
      readHard(log);
    }),
    { numRuns: 100 },
  );
});

test('the seeds of the fuzzer are whole, and stay readable whatever is changed in them', () => {
  const seeds = evtxSeeds();
  expect(seeds.map((seed) => readAll(seed).quarantined)).toEqual(seeds.map(() => []));
  expect(seeds.map((seed) => readAll(seed).events.length)).toEqual([5, 8, 13, 0]);
  const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom(...seeds), edits, (seed, changes) => {
      const log = Buffer.from(seed);
      for (const [at, byte] of changes) log[at % log.length] = byte;
      readHard(log);
    }),
    { numRuns: 150 },
  );
});
