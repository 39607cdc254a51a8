import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FilePart } from '../reader.ts';
import { evtx } from './index.ts';
import { ChunkBytes, dataEvent, logOf } from './test-support/handmade.ts';
import { memoryFile, readAll } from './test-support/reading.ts';

const CHUNK = 0x10000;
const HEADER = 0x1000;

const DATA = join(import.meta.dirname, '../../../../shared/data/evtx/robustness');
const there = existsSync(DATA);
if (!there) console.log('left out: parts of the robustness samples (../shared/data/evtx is not there)');

function partsOf(bytes: Uint8Array, size: number): readonly FilePart[] {
  return evtx.parts?.(memoryFile(bytes), size) ?? [];
}

/** What all parts give, one after the other. */
function inParts(bytes: Uint8Array, size: number): ReturnType<typeof readAll> {
  const read = partsOf(bytes, size).map((part) => readAll(bytes, part));
  return { events: read.flatMap(({ events }) => events), quarantined: read.flatMap(({ quarantined }) => quarantined) };
}

type Piece = 'whole' | 'empty' | 'garbage' | 'cut' | 'lost';

function chunkOf(piece: Piece, number: number): Buffer {
  if (piece === 'empty') return Buffer.alloc(CHUNK);
  if (piece === 'garbage') return Buffer.alloc(CHUNK, 0xa5);
  const chunk = new ChunkBytes();
  for (let record = 0; record < 3; record++) chunk.record(dataEvent(BigInt(number * 3 + record), 'Name', `value ${record}`));
  const bytes = chunk.finish();
  if (piece === 'cut') bytes.fill(0, chunk.records[1], (chunk.records[1] ?? 0) + 8);
  // The second definition of the chunk, that of the event's data, is not there any more.
  if (piece === 'lost') bytes.fill(0xa5, bytes.readUInt32LE(0x180) + 4, bytes.readUInt32LE(0x180) + 60);
  return bytes;
}

test('parts follow each other from the first byte to the last, cut between chunks', () => {
  const log = logOf([1, 2, 3, 4, 5].map((number) => chunkOf('whole', number)));
  expect(partsOf(log, 2 * CHUNK)).toEqual([
    { from: 0, to: HEADER + 2 * CHUNK, state: null },
    { from: HEADER + 2 * CHUNK, to: HEADER + 4 * CHUNK, state: null },
    { from: HEADER + 4 * CHUNK, to: log.length, state: null },
  ]);
  expect(partsOf(log, 1)).toHaveLength(5);
  expect(partsOf(log, 100 * CHUNK)).toEqual([{ from: 0, to: log.length, state: null }]);
});

test('a file that ends inside its header is one part', () => {
  expect(partsOf(logOf([]).subarray(0, 100), CHUNK)).toEqual([{ from: 0, to: 100, state: null }]);
});

test('parts give what the whole gives, wherever chunks are empty, damaged or without their templates', () => {
  const pieces = fc.array(fc.constantFrom<Piece>('whole', 'whole', 'empty', 'empty', 'garbage', 'cut', 'lost'), {
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 12 }), fc.nat(CHUNK), (made, size, counted, less) => {
      const log = logOf(made.map(chunkOf), counted);
      const bytes = log.subarray(0, log.length - less);
      expect(inParts(bytes, size * CHUNK)).toEqual(readAll(bytes));
    }),
    { numRuns: 60 },
  );
});

test('empty chunks before more are told once, whatever lies between the cuts', () => {
  const empty = Buffer.alloc(CHUNK);
  const log = logOf([empty, empty, empty, chunkOf('whole', 1), empty, empty, chunkOf('whole', 2), empty]);
  const told = [`EVTX_CHUNKS_EMPTY ${HEADER}+${3 * CHUNK}`, `EVTX_CHUNKS_EMPTY ${HEADER + 4 * CHUNK}+${2 * CHUNK}`];
  for (const size of [1, 2, 3, 4, 5, 9]) {
    expect(inParts(log, size * CHUNK).quarantined.map(({ code, offset, bytes }) => `${code} ${offset}+${bytes}`)).toEqual(told);
  }
});

test.runIf(there)('the robustness samples give the same in parts', () => {
  for (const name of readdirSync(DATA).filter((each) => each.endsWith('.evtx'))) {
    const bytes = readFileSync(join(DATA, name));
    expect(JSON.stringify(inParts(bytes, 3 * CHUNK)) === JSON.stringify(readAll(bytes)), name).toBe(true);
  }
});
