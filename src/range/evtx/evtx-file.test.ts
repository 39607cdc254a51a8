import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileWriter } from '../file-sink.ts';
import { encodeEvtx, writeRecords } from './evtx-file.ts';
import { definition, record } from './test-support/records.ts';
import type { EventRecord } from './event.ts';

const CHUNK = 65_536;
const text = definition([{ name: 'Text', type: 'UnicodeString' }]);

/** The records of a file by their headers alone: chunk, number, size. */
function headers(file: Buffer): { chunk: number; id: bigint; size: number; sizeAgain: number }[] {
  const found = [];
  for (let chunk = 0; 4096 + chunk * CHUNK < file.length; chunk++) {
    const start = 4096 + chunk * CHUNK;
    const free = file.readUInt32LE(start + 48);
    for (let at = 512; at < free; at += file.readUInt32LE(start + at + 4)) {
      const size = file.readUInt32LE(start + at + 4);
      found.push({ chunk, id: file.readBigUInt64LE(start + at + 8), size, sizeAgain: file.readUInt32LE(start + at + size - 4) });
    }
  }
  return found;
}

function texts(lengths: readonly number[]): EventRecord[] {
  return lengths.map((length, i) => record(text, [String.fromCharCode(97 + (i % 26)).repeat(length)]));
}

/** A file that only says whether it was closed. */
class CountingFile implements FileWriter {
  closed = 0;
  write(): void {}
  overwrite(): void {}
  close(): void {
    this.closed++;
  }
}

describe('the EVTX writer', () => {
  test('writes checksums that agree with the bytes they cover', () => {
    const file = encodeEvtx(texts(Array.from({ length: 300 }, () => 400)));
    expect(file.readUInt32LE(124)).toBe(crc32(file.subarray(0, 120)));
    for (let start = 4096; start < file.length; start += CHUNK) {
      const chunk = file.subarray(start, start + CHUNK);
      expect(chunk.readUInt32LE(52)).toBe(crc32(chunk.subarray(512, chunk.readUInt32LE(48))));
      expect(chunk.readUInt32LE(124)).toBe(crc32(Buffer.concat([chunk.subarray(0, 120), chunk.subarray(128, 512)])));
    }
  });

  test('counts chunks and records in its headers, numbers from 1 and ids from where it is told', () => {
    const file = encodeEvtx(texts(Array.from({ length: 200 }, () => 500)), { firstRecordId: 5_001 });
    const chunks = (file.length - 4096) / CHUNK;
    expect(chunks).toBeGreaterThan(2);
    expect(file.readUInt16LE(42)).toBe(chunks);
    expect(file.readBigUInt64LE(24)).toBe(5_201n);
    let next = 1n;
    for (let chunk = 0; chunk < chunks; chunk++) {
      const start = 4096 + chunk * CHUNK;
      expect(file.readBigUInt64LE(start + 8)).toBe(next);
      expect(file.readBigUInt64LE(start + 24)).toBe(next + 5_000n);
      next = file.readBigUInt64LE(start + 16) + 1n;
    }
    expect(next).toBe(201n);
  });

  test('keeps every record once, in order, both sizes alike, whatever their lengths', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9_000 }), { maxLength: 60 }), (lengths) => {
        const found = headers(encodeEvtx(texts(lengths)));
        expect(found.map((one) => one.id)).toEqual(lengths.map((_, i) => BigInt(i + 1)));
        expect(found.every((one) => one.size === one.sizeAgain && one.size % 8 === 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('holds a template and a name once a chunk, however many records use them', () => {
    const file = encodeEvtx(texts(Array.from({ length: 150 }, () => 200)));
    const chunk = file.subarray(4096, 4096 + CHUNK);
    const name = Buffer.from('EventRecordID\0', 'utf16le');
    expect(chunk.indexOf(name)).toBeGreaterThan(0);
    expect(chunk.indexOf(name, chunk.indexOf(name) + 1)).toBe(-1);
  });

  test('leaves nothing behind of a record that did not fit', () => {
    const wide = definition([{ name: 'AnotherNameAltogether', type: 'UnicodeString' }], { id: 1001 });
    const file = encodeEvtx([...texts([20_000, 8_000]), record(wide, ['x'.repeat(9_000)])]);
    const name = Buffer.from('AnotherNameAltogether', 'utf16le');
    const free = file.readUInt32LE(4096 + 48);
    expect(file.subarray(4096, 4096 + CHUNK).indexOf(name)).toBe(-1);
    expect(file.subarray(4096 + free, 4096 + CHUNK).every((byte) => byte === 0)).toBe(true);
    expect(file.subarray(4096 + CHUNK).indexOf(name)).toBeGreaterThan(0);
  });

  test('gives the same bytes for the same records', () => {
    const lengths = Array.from({ length: 90 }, (_, i) => i * 37);
    expect(encodeEvtx(texts(lengths)).equals(encodeEvtx(texts(lengths)))).toBe(true);
  });

  test.each([
    ['when all went well', [record(text, ['fine'])]],
    ['when a record throws', [record(text, ['fine']), record(text, [7])]],
  ])('closes its file once %s', (_, records) => {
    const file = new CountingFile();
    try {
      writeRecords(file, records, {});
    } catch {
      // What is thrown is another test's business.
    }
    expect(file.closed).toBe(1);
  });

  test.each([0, 1, -1, 1_711_929_600_123_456, -11_644_473_600_000_000 + 1, 4_294_967_295, 4_294_967_296])(
    'dates a record by the FILETIME of %d',
    (time) => {
      const file = encodeEvtx([record(text, ['x'], { time, tick: 9 })]);
      expect(file.readBigUInt64LE(4096 + 512 + 16)).toBe(BigInt(time) * 10n + 9n + 116_444_736_000_000_000n);
    },
  );

  test.each([
    ['a record larger than a chunk', () => encodeEvtx(texts([32_700]))],
    ['a number beyond its type', () => encodeEvtx([record(definition([{ name: 'n', type: 'UInt8' }]), [256])])],
    ['a text where a GUID belongs', () => encodeEvtx([record(definition([{ name: 'n', type: 'Guid' }]), ['none'])])],
    ['too few values', () => encodeEvtx([record(text, [])])],
  ])('refuses %s', (_, write) => {
    expect(write).toThrow(RangeError);
  });
});
