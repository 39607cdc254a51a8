import { describe, expect, test } from 'vitest';
import { encodeEvtx } from '../evtx/evtx-file.ts';
import { comparable, expectedEvent } from '../evtx/test-support/expected-event.ts';
import { evtxexportIsThere, exportBytes } from '../evtx/test-support/evtxexport.ts';
import { everyKind } from './test-support/every-kind.ts';
import { playedOnce } from './test-support/played-once.ts';

const channels = playedOnce().channels();
const there = evtxexportIsThere('agreement of every kind of Windows event with libevtx');

test('every kind of event is written by some function', () => {
  const written = new Set([...channels.values()].flatMap((records) => records.map((record) => record.definition)));
  expect([...everyKind].filter(([, kind]) => !written.has(kind.definition)).map(([name]) => name)).toEqual(['event6013']);
});

describe.runIf(there)('evtxexport reads what the functions write', () => {
  test.each([...channels])('%s', (_, records) => {
    const read = exportBytes(encodeEvtx(records));
    expect(read.map(comparable)).toEqual(records.map((record, i) => comparable(expectedEvent(record, i + 1))));
  });
});
