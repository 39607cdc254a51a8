import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesFile } from '../text/bytes-file.ts';
import { leftOver, readEvents, seen } from '../text/read-events.ts';
import { standingAt } from './directives.ts';
import { httperr, iisW3c } from './index.ts';

const FIELDS = '#Fields: date time cs-method cs-uri-stem cs(User-Agent)\r\n';
const LINE = '2024-02-03 10:00:01 GET /a.aspx Mozilla/5.0+(X11)\r\n';
const UNDATED = '#Date: 2024-02-03 22:00:00\r\n#Fields: time cs-method cs-uri-stem\r\n';

const ADVANCED = [
  '#Software: IIS Advanced Logging Module\n',
  '#Fields: date time cs(User-Agent) X-Forwarded-For\n',
  '2024-02-03 10:00:02.125 "a b" -\n',
];

const dated = fc.constantFrom(
  ...ADVANCED,
  ...ADVANCED,
  FIELDS,
  LINE,
  LINE,
  LINE,
  '#Software: Microsoft Internet Information Services 10.0\r\n',
  '2024-02-04 23:59:59 "" 203.0.113.1\n',
  '#Fields:\n',
  '#Date: 2024-02-09 01:00:00\n',
  '# note #Fields: date time\n',
  'x #Fields: time\n',
  '\n',
  '\r\n',
  ' \t\n',
  '\0\0',
  '\ufeff',
  'ü',
  'x'.repeat(50),
);
const undated = fc.constantFrom(
  UNDATED,
  '23:59:58 GET /a\n',
  '00:00:01 GET /b\n',
  '12:00:00 GET /c\n',
  '#Date: 2024-03-01 00:00:00\n',
  '12:0\n',
  '\0',
  '#Fields: time cs-method\n',
  '13:00:00 GET\n',
);

/** Anything, once in logs with dates alone, once in mixed ones. */
const content = fc
  .oneof(fc.array(dated, { maxLength: 30 }), fc.array(fc.oneof(dated, undated), { maxLength: 30 }))
  .map((pieces) => pieces.join(''));

test('whatever the log and wherever it is cut, the parts give what the whole gives', () => {
  fc.assert(
    fc.property(content, fc.integer({ min: 1, max: 200 }), (text, bytes) => {
      const file = bytesFile(text);
      const parts = iisW3c.parts?.(file, bytes) ?? [];
      expect(parts.map(({ from }) => from)).toEqual([0, ...parts.slice(0, -1).map(({ to }) => to)]);
      expect(parts.at(-1)?.to).toBe(file.size);
      expect(readEvents(iisW3c, file, parts)).toEqual(readEvents(iisW3c, file));
    }),
    { numRuns: 2000 },
  );
});

test('a header without fields ends what its software said, also where a part begins behind it', () => {
  const text = [ADVANCED[0], '#Fields:\n', 'x'.repeat(50), '\n', ADVANCED[1], '2024-02-04 23:59:59 "" 203.0.113.1\n'].join('');
  const file = bytesFile(text);
  const parts = iisW3c.parts?.(file, 60) ?? [];
  expect(parts.length).toBeGreaterThan(1);
  expect(readEvents(iisW3c, file, parts)).toEqual(readEvents(iisW3c, file));
});

test('whatever the log, each event is found again by its offset, and nothing elsewhere', () => {
  fc.assert(
    fc.property(content, (text) => {
      const file = bytesFile(text);
      const { events } = readEvents(iisW3c, file);
      const known = new Map(events.map((event) => [event.offset, event]));
      for (let offset = 0; offset < file.size; offset += known.has(offset) ? 1 : 7) {
        const again = iisW3c.readOne(file, { offset, recordId: null });
        expect(again && seen(again)).toEqual(known.get(offset) ?? null);
      }
      for (const event of events) expect(seen(iisW3c.readOne(file, { offset: event.offset, recordId: null }) ?? bug())).toEqual(event);
    }),
    { numRuns: 400 },
  );
});

function bug(): never {
  throw new Error('an event is not found again');
}

test('searching backwards in small steps finds what searching from the beginning finds', () => {
  fc.assert(
    fc.property(content, fc.integer({ min: 1, max: 120 }), (text, stride) => {
      const file = bytesFile(text);
      for (let offset = 0; offset <= file.size; offset += 13) {
        expect(standingAt(file, offset, stride)).toEqual(standingAt(file, offset, Infinity));
      }
    }),
    { numRuns: 400 },
  );
});

test('whatever the bytes, what belongs to no record is a blank line, a directive or a comment', () => {
  const bytes = fc.array(fc.oneof(dated, undated, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 25 });
  fc.assert(
    fc.property(bytes, (pieces) => {
      const log = Buffer.from(pieces.join(''));
      for (const reader of [iisW3c, httperr]) {
        for (const rest of leftOver(log, readEvents(reader, bytesFile(log)))) {
          const lines = rest.replace(/^(?:\u00ef\u00bb\u00bf)/gm, '').split('\n');
          expect(lines.every((line) => /^[ \t\r]*$/.test(line) || line.startsWith('#'))).toBe(true);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('a log of several megabytes is cut, and read again at its end, by the directives far above', () => {
  const lines = Array.from({ length: 60_000 }, (_, i) => LINE.replace('/a.aspx', `/${i}`));
  const text = [
    '#Software: x\n',
    FIELDS,
    ...lines.slice(0, 30_000),
    '#Fields: date time cs-method cs(User-Agent) cs-uri-stem\n',
    ...lines.slice(30_000),
  ].join('');
  const file = bytesFile(text);
  const whole = readEvents(iisW3c, file);
  const parts = iisW3c.parts?.(file, 1_000_000) ?? [];
  expect(parts.length).toBe(Math.ceil(text.length / 1_000_000));
  expect(readEvents(iisW3c, file, parts)).toEqual(whole);
  expect(whole.events).toHaveLength(60_000);
  const last = whole.events.at(-1);
  expect(seen(iisW3c.readOne(file, { offset: last?.offset ?? 0, recordId: null }) ?? bug())).toEqual(last);
});

test('a log whose days hang on the lines before is one part', () => {
  expect(iisW3c.parts?.(bytesFile(`${FIELDS}${LINE.repeat(9)}${UNDATED}00:00:01 GET /\n`), 10)).toHaveLength(1);
});
