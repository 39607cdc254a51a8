import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesFile } from '../text/bytes-file.ts';
import { windowsJson } from './index.ts';
import { ecs, lines, nxlog, read, seen } from './test-support/reading.ts';

test('lines of several shapes in one file are read, each by itself', () => {
  const { events } = read(lines(nxlog, ecs, nxlog, { _source: ecs }, ecs));
  expect(events.map(({ id }) => id)).toEqual(['1893952', '7', '1893952', '7', '7']);
});

test('a line that is no event is quarantined with its place', () => {
  const first = lines(nxlog);
  const content = `${first}{"a":1}\n{"EventID":1,"Channel":"x","EventTime":"soon"}\nno json\nRecord 5\n${lines(ecs)}`;
  const { events, quarantined } = read(content);
  expect(events.length).toBe(2);
  expect(quarantined.map(({ offset, bytes, code }) => [offset - first.length, bytes, code])).toEqual([
    [0, 8, 'WINDOWS_NOT_EVENT'],
    [8, 47, 'WINDOWS_TIME_MISSING'],
    [55, 8, 'JSON_DAMAGED'],
  ]);
});

test('an event is read again by its offset or its number, in UTF-16 too', () => {
  const content = `${lines({ ...ecs, message: 'é😀' })}${lines(nxlog)}`.replaceAll('\n', '\r\n');
  for (const bytes of [Buffer.from(content), Buffer.from(`\ufeff${content}`, 'utf16le'), Buffer.from(`\ufeff${content}`)]) {
    const file = bytesFile(bytes);
    expect(windowsJson.recognises(bytes, bytes.length)).toBe(true);
    const { events } = read(bytes);
    expect(events.length).toBe(2);
    for (const event of events) {
      for (const place of [
        { offset: event.offset, recordId: null },
        { offset: null, recordId: event.id },
      ]) {
        const again = windowsJson.readOne(file, place);
        expect(again && seen(again)).toEqual(event);
      }
    }
    expect(windowsJson.readOne(file, { offset: 9, recordId: null })).toBeNull();
    expect(windowsJson.readOne(file, { offset: null, recordId: '0' })).toBeNull();
  }
});

test('only Windows events are recognised, a first line that is longer than the head by its signs', () => {
  const is = (text: string): boolean => windowsJson.recognises(Buffer.from(text).subarray(0, 65_536), text.length);
  expect([
    is(lines(nxlog)),
    is(lines(ecs)),
    is(`\ufeff[\n${lines(ecs)}]`),
    is(`Record 1\n${lines(ecs)}`),
    is(lines({ a: 1 }, nxlog)),
  ]).toEqual(Array(5).fill(true));
  const long = { ...nxlog, ScriptBlockText: 'x'.repeat(100_000) };
  expect([is(lines(long)), is(lines({ a: 'x'.repeat(100_000), EventID: 1 }))]).toEqual([true, false]);
  expect([
    is(''),
    is('{}'),
    is('text'),
    is(lines({ ts: 1, uid: 'C1', 'id.orig_h': '10.0.0.1' })),
    is(lines({ EventID: 4, user: 'x' })),
  ]).toEqual(Array(5).fill(false));
});

const soup = fc
  .array(
    fc.constantFrom('{', '}', '"EventID":1,', '"a":"b"', '\n', '\r\n', '\0', 'é', lines(nxlog), lines(ecs), lines({ _raw: '<Event a' })),
    { maxLength: 30 },
  )
  .map((pieces) => Buffer.from(pieces.join('')));
const utf16 = soup.map((bytes) => Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le'));
const utf16be = utf16.map((bytes) => Buffer.from(bytes).swap16());
const anything = fc.oneof(soup, utf16, utf16be, fc.uint8Array({ maxLength: 300 }));

/** The text of a stretch that no event and no quarantined line covers, in the encoding that the file's first bytes tell. */
const between = (content: Uint8Array, from: number, to: number = content.length): string =>
  new TextDecoder({ fffe: 'utf-16le', feff: 'utf-16be' }[Buffer.from(content.subarray(0, 2)).toString('hex')] ?? 'latin1', {
    ignoreBOM: true,
  }).decode(content.subarray(from, to));

// An UTF-8 mark reads as three letters of Latin 1.
const onlyLineEnds = /^(\ufeff|ï»¿)?[\s[\],]*$/;

test('a byte order mark alone is no line', () => {
  for (const mark of ['fffe', 'feff', 'efbbbf']) {
    expect(read(Buffer.from(mark, 'hex'))).toMatchObject({ events: [], quarantined: [] });
  }
});

test('whatever the bytes are, events and quarantined stretches lie one behind the other with nothing but line ends between', () => {
  fc.assert(
    fc.property(anything, (content) => {
      const { events, quarantined } = read(content);
      const all = [...events, ...quarantined.map(({ offset, bytes }) => ({ offset, size: bytes }))].sort((a, b) => a.offset - b.offset);
      let next = 0;
      for (const { offset, size } of all) {
        expect(between(content, next, offset)).toMatch(onlyLineEnds);
        expect(size).toBeGreaterThan(0);
        next = offset + size;
      }
      expect(between(content, next)).toMatch(onlyLineEnds);
    }),
    { numRuns: 2000 },
  );
});

test('the parts of a file give together what the whole gives', () => {
  fc.assert(
    fc.property(anything, fc.integer({ min: 1, max: 900 }), (content, bytes) => {
      const parts = windowsJson.parts?.(bytesFile(content), bytes) ?? [];
      expect(parts.at(-1)?.to ?? 0).toBe(content.length);
      const apart = parts.map((part) => read(content, null, part));
      const whole = read(content);
      expect(apart.flatMap(({ events }) => events)).toEqual(whole.events);
      expect(apart.flatMap(({ quarantined }) => quarantined)).toEqual(whole.quarantined);
    }),
    { numRuns: 1000 },
  );
});
