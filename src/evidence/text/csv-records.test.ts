import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesFile } from './bytes-file.ts';
import { readCsvRecords, type CsvShape } from './csv-records.ts';

/** Records start with an exclamation mark. */
function shape(limit: number): CsvShape {
  return { limit, columns: 4, reach: 1, starts: (bytes, index) => bytes[index] === 0x21 };
}

type Seen = { columns?: (string | null | undefined)[]; code?: string; offset: number; size: number };

function read(content: string | Uint8Array, limit = 1 << 20): Seen[] {
  const seen: Seen[] = [];
  readCsvRecords(bytesFile(content), 0, shape(limit), {
    record(record) {
      const columns = Array.from({ length: Math.min(4, record.count) }, (_, i) => record.text(i));
      return seen.push({ columns, offset: record.offset, size: record.size }) > 0;
    },
    refuse: (offset, size, code) => void seen.push({ code, offset, size }),
  });
  return seen;
}

test('columns are taken out of their quotes; nothing at all is null', () => {
  expect(read('!a,"b,""c""",,""\r\n')).toEqual([{ columns: ['!a', 'b,"c"', null, ''], offset: 0, size: 18 }]);
});

test('a quoted column keeps its line ends, and lines in it that look like records', () => {
  expect(read('!a,"x\n!b,c\ny"\n!d,e\n')).toEqual([
    { columns: ['!a', 'x\n!b,c\ny'], offset: 0, size: 14 },
    { columns: ['!d', 'e'], offset: 14, size: 5 },
  ]);
});

test('a record that is cut by the end of the file is refused to the end', () => {
  expect(read('!a,b\n!c,"d\n!e,f\n')).toEqual([
    { columns: ['!a', 'b'], offset: 0, size: 5 },
    { code: 'CSV_CUT', offset: 5, size: 11 },
  ]);
});

test('after a lost quote reading resumes at the next record', () => {
  expect(read('!a,"b\n!c,"d"\n!e,"f"\n')).toEqual([
    { code: 'CSV_DAMAGED', offset: 0, size: 6 },
    { columns: ['!c', 'd'], offset: 6, size: 7 },
    { columns: ['!e', 'f'], offset: 13, size: 7 },
  ]);
});

test('what stands before the first record, and NULs, are refused', () => {
  expect(read('rest" of it\n!a,b\n\0\0\0!c,d\n')).toEqual([
    { code: 'CSV_DAMAGED', offset: 0, size: 12 },
    { columns: ['!a', 'b'], offset: 12, size: 5 },
    { code: 'CSV_DAMAGED', offset: 17, size: 3 },
    { columns: ['!c', 'd'], offset: 20, size: 5 },
  ]);
});

test('a record that NULs follow without a line end is refused, the next one is read', () => {
  expect(read('!a,"b\0\0\0!c,"d"\n')).toEqual([
    { code: 'CSV_DAMAGED', offset: 0, size: 8 },
    { columns: ['!c', 'd'], offset: 8, size: 7 },
  ]);
});

test('a record beyond the limit is refused to its true end, whatever lines it holds', () => {
  const long = `!a,"${'!x,y\n'.repeat(1_000_000)}"\n`;
  expect(read(`${long}!b,c\n`, 1000)).toEqual([
    { code: 'CSV_TOO_LONG', offset: 0, size: long.length },
    { columns: ['!b', 'c'], offset: long.length, size: 5 },
  ]);
});

test.each(['x', '""', '\n', ',', '","'])('a record of %j without end takes no more memory than the limit', (fill) => {
  let largest = 0;
  const size = 20 << 20;
  const content = Buffer.alloc(size, fill);
  content.write('!a,"');
  const file = {
    path: 'x',
    size,
    read(buffer: Uint8Array, position: number) {
      largest = Math.max(largest, buffer.buffer.byteLength);
      return content.copy(buffer, 0, position, position + buffer.length);
    },
  };
  readCsvRecords(file, 0, shape(100_000), { record: () => true, refuse: () => undefined });
  expect(largest).toBeLessThan(4 << 20);
});

test('a record of many megabytes within the limit is read', () => {
  const text = 'x'.repeat(5_000_000);
  expect(read(`!a,"${text}"\n!b\n`, 8 << 20).map(({ columns }) => columns?.at(-1)?.length)).toEqual([text.length, 2]);
});

test('columns beyond those kept are counted only', () => {
  const counts: number[] = [];
  readCsvRecords(bytesFile('!1,2,3,4,5,6\n'), 0, shape(100), {
    record: (record) => counts.push(record.count) > 0,
    refuse: () => undefined,
  });
  expect(counts).toEqual([6]);
});

const soup = fc
  .array(fc.constantFrom('!', '"', ',', '\n', '\r\n', 'a', '\0', '!a,"b"\n', '!a,"b\n'), { maxLength: 120 })
  .map((parts) => parts.join(''));

test('whatever the bytes are, records and refused stretches lie one behind the other with nothing but line ends between', () => {
  fc.assert(
    fc.property(soup, fc.integer({ min: 1, max: 60 }), (text, limit) => {
      let next = 0;
      for (const { offset, size } of read(text, limit)) {
        expect(text.slice(next, offset)).toMatch(/^[\r\n]*$/);
        expect(size).toBeGreaterThan(0);
        next = offset + size;
      }
      expect(text.slice(next)).toMatch(/^[\r\n]*$/);
    }),
    { numRuns: 3000 },
  );
});

test('a clean record behind any damage that ends its line is read', () => {
  const damage = fc.array(fc.constantFrom('!', ',', 'a', '\n', '\0', '"'), { maxLength: 60 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(damage, (text) => {
      // Two records: the first may be swallowed by an open quote, which its own quotes then betray.
      const last = read(`${text}\n!x,"y"\n!z,"w"\n`).at(-1);
      expect(last?.columns).toEqual(['!z', 'w']);
    }),
    { numRuns: 3000 },
  );
});

test('a hostile file of unclosed quotes is not looked through again and again', () => {
  const lines = 200_000;
  let asked = 0;
  const counting: CsvShape = { ...shape(1 << 20), starts: (bytes, index) => ++asked > 0 && bytes[index] === 0x21 };
  readCsvRecords(bytesFile(`!a,"\n${'!a,""\n!b,"\n'.repeat(lines / 2)}`), 0, counting, { record: () => true, refuse: () => undefined });
  expect(asked).toBeLessThan(3 * lines);
});
