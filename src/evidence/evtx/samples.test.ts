import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAll } from './test-support/reading.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data/evtx');
const there = existsSync(DATA);
if (!there) console.log('left out: the totals of the sample logs (../shared/data/evtx is not there)');

/** Where records stand when each chunk is walked up to its first damage and no further: the count that the sample sets are known by. */
function plainWalk(log: Buffer): number[] {
  const offsets: number[] = [];
  for (let chunk = 0x1000; chunk + 0x10000 <= log.length; chunk += 0x10000) {
    if (log.toString('latin1', chunk, chunk + 7) !== 'ElfChnk') continue;
    const end = chunk + log.readUInt32LE(chunk + 0x30);
    for (
      let at = chunk + 0x200;
      at < end && log.readUInt32LE(at) === 0x2a2a && log.readUInt32LE(at + 4) >= 24;
      at += log.readUInt32LE(at + 4)
    )
      offsets.push(at);
  }
  return offsets;
}

function totalsOf(folder: string): Record<string, number> {
  const totals: Record<string, number> = { files: 0, events: 0, plain: 0, unaccounted: 0 };
  const count = (key: string, by = 1): void => void (totals[key] = (totals[key] ?? 0) + by);
  const names = readdirSync(join(DATA, folder), { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((each) => each.endsWith('.evtx')).toSorted()) {
    const log = readFileSync(join(DATA, folder, name));
    const { events, quarantined } = readAll(log);
    count('files');
    count('events', events.length);
    for (const item of quarantined) count(item.code);
    const read = new Set(events.map((event) => event.offset));
    for (const offset of plainWalk(log)) {
      count('plain');
      const known = read.has(offset) || quarantined.some((item) => item.offset <= offset && offset < item.offset + item.bytes);
      if (!known) count('unaccounted');
    }
  }
  return totals;
}

test.runIf(there)('every record of the attack samples is an event', () => {
  expect(totalsOf('attack-samples')).toEqual({ files: 277, events: 8255, plain: 8255, unaccounted: 0 });
});

test.runIf(there)(
  'the robustness samples give every whole record, those behind damage or without their template too, and name each stretch that holds none',
  () => {
    expect(totalsOf('robustness')).toEqual({
      files: 23,
      events: 18_705,
      plain: 18_400,
      unaccounted: 0,
      EVTX_CHUNKS_EMPTY: 2,
      EVTX_CHUNK_DAMAGED: 10,
      EVTX_RECORD_DAMAGED: 9,
    });
  },
);
