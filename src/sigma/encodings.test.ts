import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Offsets, dashSpellings, utf16Bytes, utf16WithMark } from './encodings.ts';

describe('base64offset', () => {
  it('gives a form that stands in the encoding of every longer text, whatever surrounds it', () => {
    const bytes = fc.uint8Array({ maxLength: 7 });
    fc.assert(
      fc.property(bytes, fc.string({ minLength: 3, maxLength: 12 }), bytes, (before, text, after) => {
        const whole = Buffer.concat([before, Buffer.from(text), after]).toString('base64');
        expect(whole).toContain(base64Offsets(text, false)[before.length % 3]);
      }),
    );
  });
});

describe('UTF-16', () => {
  it('is written as the specification shows', () => {
    expect(utf16Bytes('cmd', false)).toBe('c\0m\0d\0');
    expect(utf16Bytes('cmd', true)).toBe('\0c\0m\0d');
    expect(utf16WithMark('cmd')).toBe('\xff\xfec\0m\0d\0');
  });
});

describe('windash', () => {
  it('spells a switch in five ways', () => {
    expect(dashSpellings(' -f x', 100)).toEqual([' -f x', ' /f x', ' \u2013f x', ' \u2014f x', ' \u2015f x']);
  });

  it('leaves dashes inside and after words alone', () => {
    expect(dashSpellings('a-b - c-', 100)).toEqual(['a-b - c-']);
  });

  it('gives up beyond the limit instead of growing', () => {
    expect(dashSpellings('-a -b -c -d -e', 1_000)).toBeNull();
  });
});
