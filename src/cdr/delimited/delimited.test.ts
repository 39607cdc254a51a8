import { mkdtempSync, openSync, closeSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHeader, readRows } from './index.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hardcell-delimited-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Read {
  readonly names: readonly string[];
  readonly rows: { readonly fields: readonly string[]; readonly offset: number }[];
  readonly bad: { readonly code: string; readonly offset: number; readonly size: number }[];
}

function read(content: string | Uint8Array): Read | string {
  const path = join(folder, 'file.csv');
  writeFileSync(path, content);
  const file = openSync(path, 'r');
  try {
    const header = readHeader(file);
    if ('code' in header) return header.code;
    const result: Read = { names: header.names, rows: [], bad: [] };
    readRows(file, header, {
      row: (fields, offset) => result.rows.push({ fields, offset }),
      bad: (code, offset, size) => result.bad.push({ code, offset, size }),
    });
    return result;
  } finally {
    closeSync(file);
  }
}

function fieldsOf(content: string | Uint8Array): (readonly string[])[] {
  const result = read(content);
  if (typeof result === 'string') throw new Error(result);
  return result.rows.map((row) => row.fields);
}

describe('delimited text', () => {
  test.each([
    [',', 'a,b;c,d'],
    [';', 'a;b,c;d;e'],
    ['|', 'a|b|c'],
    ['\t', 'a\tb\tc,d'],
  ])('is cut at %j when that cuts the header into most names', (delimiter, header) => {
    const row = header.split(delimiter).map((_, i) => String(i));
    expect(fieldsOf(`${header}\n${row.join(delimiter)}\n`)).toEqual([row]);
  });

  test('may begin with a byte order mark and end its lines with CR LF, and offsets are those of the file', () => {
    expect(read('\u{feff}a,b\r\n1,2\r\n\r\n3,4')).toEqual({
      names: ['a', 'b'],
      rows: [
        { fields: ['1', '2'], offset: 8 },
        { fields: ['3', '4'], offset: 15 },
      ],
      bad: [],
    });
  });

  test('may quote fields that hold delimiters, quotes and line ends', () => {
    expect(fieldsOf('a,b\n"1,5","say ""hi"""\n"x\ny",z\n5"6,7\n')).toEqual([
      ['1,5', 'say "hi"'],
      ['x\ny', 'z'],
      ['5"6', '7'],
    ]);
  });

  test('gives a row of another width to quarantine with its place, and goes on', () => {
    expect(read('a,b\n1\n2,3\n4,5,6\n')).toMatchObject({
      rows: [{ fields: ['2', '3'] }],
      bad: [
        { code: 'CDR_ROW_FIELDS', offset: 4, size: 2 },
        { code: 'CDR_ROW_FIELDS', offset: 10, size: 6 },
      ],
    });
  });

  test('loses no more than its own line to a quote that is never closed', () => {
    expect(read('a,b\n"1,2\n3,4\n5,6\n')).toMatchObject({
      rows: [{ fields: ['3', '4'] }, { fields: ['5', '6'] }],
      bad: [{ code: 'CDR_ROW_QUOTES', offset: 4, size: 5 }],
    });
  });

  test('gives text behind a closing quote, and bytes that are not UTF-8, to quarantine', () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n"1"x,2\n3,'), Buffer.from([0xe9, 0x0a]), Buffer.from('5,6\n')]);
    expect(read(bytes)).toMatchObject({
      rows: [{ fields: ['5', '6'] }],
      bad: [{ code: 'CDR_ROW_QUOTES' }, { code: 'CDR_ROW_NOT_UTF8', offset: 11 }],
    });
  });

  test('is refused when it is empty', () => {
    expect(read('')).toBe('FILE_EMPTY');
    expect(read('\n\n')).toBe('FILE_EMPTY');
  });

  test('gives a line without an end to quarantine and reads the next', () => {
    expect(read(`a,b\n${'x'.repeat(2_500_000)}\n1,2\n`)).toMatchObject({
      rows: [{ fields: ['1', '2'] }],
      bad: [{ code: 'CDR_ROW_TOO_LONG', offset: 4, size: 2_500_001 }],
    });
  });

  test('of any bytes is read to its end: rows and quarantine lie behind one another and leave out blank lines alone', () => {
    const line = fc.oneof(fc.string({ unit: fc.constantFrom('"', ',', 'a', '\r', ' ') }), fc.constantFrom('1,2', '', '"1\n', '"x""y",2'));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const body = `${lines.join('\n')}\n`;
        const result = read(`a,b\n${body}`);
        if (typeof result === 'string') return;
        const places = [...result.rows.map((row) => row.offset), ...result.bad.map((bad) => bad.offset)];
        expect(new Set(places).size).toBe(places.length);
        const beginnings = new Set([4]);
        for (let i = 4; i < 4 + body.length; i++) if (body[i - 4] === '\n') beginnings.add(i + 1);
        for (const place of places) expect(beginnings.has(place)).toBe(true);
        // Each line that is not blank stands in a row, or in quarantine.
        const covered =
          result.rows.reduce((sum, row) => sum + row.fields.join(',').split('\n').length, 0) +
          result.bad.reduce((sum, bad) => sum + body.slice(bad.offset - 4, bad.offset - 4 + bad.size - 1).split('\n').length, 0);
        const blank = body.split('\n').filter((text) => text === '' || text === '\r').length - 1;
        expect(covered + blank).toBeGreaterThanOrEqual(body.split('\n').length - 1);
      }),
      { numRuns: 300 },
    );
  });

  test('with a quote in each line is read in time that grows with its size alone', () => {
    const started = performance.now();
    read(`a,b\n${'"\n'.repeat(300_000)}`);
    read(`a,b\n"\n${'x\n'.repeat(300_000)}`);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
