import { describe, expect, it } from 'vitest';
import { compareInstants, instantFromIso, isoFromInstant, isoFromMicros } from './instant.ts';

describe('an instant', () => {
  it('prints what it read, to the digit', () => {
    for (const text of ['2024-04-01T00:32:44.1182957Z', '2024-04-01T00:32:44Z', '1969-12-31T23:59:59.5Z', '2024-02-29T23:59:59.000001Z']) {
      const instant = instantFromIso(text);
      expect(instant && isoFromInstant(instant)).toBe(text);
    }
  });

  it('applies an offset, and takes none for UTC', () => {
    expect(instantFromIso('2024-04-01 02:00:00+02:00')?.us).toBe(instantFromIso('2024-04-01T00:00:00')?.us);
  });

  it('refuses dates that no calendar has', () => {
    for (const text of ['2023-02-29T00:00:00Z', '2024-13-01T00:00:00Z', '2024-01-01T24:30:00Z', 'yesterday', ''])
      expect(instantFromIso(text)).toBeNull();
  });

  it('is compared at the coarser precision of the two', () => {
    const second = { us: 5_000_000, tick: 0, digits: 0 };
    const micros = { us: 5_999_999, tick: 9, digits: 7 };
    expect(compareInstants(second, micros)).toBe(0);
    expect(compareInstants(micros, { ...micros, tick: 8 })).toBeGreaterThan(0);
  });

  it('is printed with as many digits as a derived time needs', () => {
    expect(isoFromMicros(1_500_000)).toBe('1970-01-01T00:00:01.5Z');
    expect(isoFromMicros(-1)).toBe('1969-12-31T23:59:59.999999Z');
    expect(isoFromMicros(0)).toBe('1970-01-01T00:00:00Z');
  });
});
