import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogFormat } from '../../case/index.ts';
import type { FilePart, RawEvent } from '../reader.ts';
import { bytesFile } from '../text/bytes-file.ts';
import { mappedReader } from './index.ts';

const json: LogFormat = {
  file: 'formats/a.yaml',
  name: 'a',
  match: '*',
  format: 'jsonl',
  delimiter: ',',
  quote: '"',
  header: null,
  begins: null,
  time: { fields: ['t'], format: 'epoch_s' },
  host: { field: 'h' },
  fact: null,
  columns: {},
  logsource: null,
};
const csv: LogFormat = { ...json, format: 'csv' };
const plain: LogFormat = { ...csv, quote: null };

interface Seen {
  readonly offset: number;
  readonly bytes: number;
  readonly is: string;
}

const shown = (event: RawEvent): string => JSON.stringify([event.time.us, event.host, ...event.fields()]);

function read(format: LogFormat, content: string | Uint8Array, part?: FilePart): Seen[] {
  const seen: Seen[] = [];
  mappedReader(format).read(
    bytesFile(content),
    {
      event: (event) => seen.push({ offset: event.offset, bytes: event.size, is: shown(event) }),
      quarantine: ({ offset, bytes, code }) => seen.push({ offset, bytes, is: code }),
    },
    part,
  );
  return seen;
}

test('nested JSON has dotted names, and a delimited record those of its header', () => {
  expect(read(json, '{"t":1,"h":"x","a":{"b":[1,2]}}\n').map(({ is }) => is)).toEqual([
    '[1000000,"x",["t","1"],["h","x"],["a.b","1"],["a.b","2"]]',
  ]);
  expect(read(csv, 't,h,c\n1,,"a ""b"""\n').map(({ is }) => is)).toEqual(['[1000000,null,["t","1"],["h",null],["c","a \\"b\\""]]']);
});

test('records with another number of columns, without a time, or cut are quarantined each by itself', () => {
  expect(read(csv, 't,h\n1,a\n2\nx,b\n3,c,\n4,d,e\n5,"f').map(({ offset, is }) => `${offset} ${is}`)).toEqual([
    '4 [1000000,"a",["t","1"],["h","a"]]',
    '8 CSV_FIELD_COUNT',
    '10 MAPPED_TIME_INVALID',
    '14 [3000000,"c",["t","3"],["h","c"]]',
    '19 CSV_FIELD_COUNT',
    '25 CSV_CUT',
  ]);
});

test('without the header that a format names, the file is quarantined whole', () => {
  expect(read({ ...csv, begins: 'nowhere' }, 't,h\n1,a\n')).toEqual([{ offset: 0, bytes: 8, is: 'MAPPED_NO_HEADER' }]);
});

const pieces = fc.array(fc.constantFrom('{"t":1}', '{"t":"x"}', '1,a', ',', '"', '\n', '\r\n', '\0', ';', '3', 't,h\n', '\ufeff', 'é'), {
  minLength: 1,
  maxLength: 60,
});
const anything = fc.oneof(
  pieces.map((list) => Buffer.from(list.join(''))),
  fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);

test.each([
  ['JSON lines', json],
  ['quoted columns', csv],
  ['plain columns', plain],
  ['a header that stands anywhere', { ...plain, begins: 't,h' }],
])('any bytes are read without harm, no byte twice: %s', (_, format) => {
  fc.assert(
    fc.property(anything, (content) => {
      let end = 0;
      for (const { offset, bytes } of read(format, content)) {
        expect(offset).toBeGreaterThanOrEqual(end);
        expect(bytes).toBeGreaterThan(0);
        end = offset + bytes;
      }
      expect(end).toBeLessThanOrEqual(content.length);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['JSON lines', json],
  ['plain columns', plain],
])('parts give what the whole gives, and each record is found again: %s', (_, format) => {
  fc.assert(
    fc.property(anything, fc.integer({ min: 1, max: 40 }), (content, size) => {
      const file = bytesFile(content);
      const reader = mappedReader(format);
      const whole = read(format, content);
      const parts = reader.parts?.(file, size) ?? [];
      const alone = parts.flatMap((part) => read(format, content, part));
      expect(alone).toEqual(whole);
      for (const { offset, is } of whole) {
        const event = is.startsWith('[') ? reader.readOne(file, { offset, recordId: null }) : null;
        if (is.startsWith('[')) expect(event && shown(event)).toBe(is);
      }
    }),
    { numRuns: 500 },
  );
});
