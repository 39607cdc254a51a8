import { describe, expect, it } from 'vitest';
import type { BlindInterval, CoverageDocument } from '../../report/index.ts';
import { coverageText } from './coverage-text.ts';

type Source = CoverageDocument['sources'][number];

const source = (host: string, name: string, months: Readonly<Record<string, number>>): Source => ({
  host,
  source: name,
  first: '2023-11-01T00:00:00Z',
  last: '2024-03-31T00:00:00Z',
  records: Object.values(months).reduce((sum, each) => sum + each, 0),
  months,
  clock_skew_s: null,
  records_per_day: 10,
  missing: null,
  rotates: null,
  ordinary_silence_s: null,
});

const blind = (host: string, name: string, cause: string, more: Partial<BlindInterval> = {}): BlindInterval => ({
  host,
  source: name,
  from: '2024-01-03T04:05:06Z',
  to: '2024-01-09T00:00:00Z',
  cause,
  missing: null,
  ref: null,
  ...more,
});

const document = (parts: Partial<CoverageDocument>): CoverageDocument => ({
  span: { from: '2023-11-01T00:00:00Z', to: '2024-03-31T00:00:00Z' },
  sources: [source('web01.corp.example', 'Security', { '2023-11': 10, '2024-01': 100_000 })],
  blind: [],
  clock: [],
  techniques: { techniques: 0, all: 0, partly: 0, never: 0, tactics: [], months: [], missing: [], list: [] },
  preservation: [],
  ...parts,
});

describe('show coverage', () => {
  it('draws months with records as blocks, more being higher, and the others as dots', () => {
    expect(coverageText(document({}), 80)).toMatch(/^ {4}Security +▂·█·· +100 010$/m);
  });

  it('keeps the matrix within 80 columns, however many months and however long a name', () => {
    const months = Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [`${2019 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`, 5]),
    );
    const long = source(`${'host'.repeat(40)}.example`, `Microsoft-Windows-${'Provider'.repeat(20)}/Operational`, months);
    const text = coverageText(document({ sources: [long], span: { from: '2019-01-01T00:00:00Z', to: '2023-12-31T00:00:00Z' } }), 60);
    for (const line of text.split('\n').slice(1, 5)) expect([...line].length).toBeLessThanOrEqual(80);
    expect(text).toContain('a column is 3 months');
  });

  it('puts hosts with the same logs in the same months together where there are many', () => {
    const many = Array.from({ length: 200 }, (_, n) => source(`ws${String(n).padStart(3, '0')}`, 'Security', { '2024-01': 5 }));
    const text = coverageText(document({ sources: [...many, source('dc1', 'System', { '2024-02': 7 })] }), 100);
    expect(text).toContain('  200 hosts: ws000, ws001, ws002 and 197 more\n');
    expect(text).toContain('  dc1\n');
    expect(text.split('\n').length).toBeLessThan(20);
  });

  it('tells each cause with what it means, the record that shows it, and how much is missing', () => {
    const text = coverageText(
      document({
        blind: [blind('a', 'Security', 'cleared', { ref: '0123456789abcdef:7' }), blind('a', 'System', 'record_gap', { missing: 1500 })],
      }),
      100,
    );
    expect(text).toContain(
      '  cleared: the log was cleared: what it held before is gone\n    a  Security  [2024-01-03, 2024-01-09)  6 days  0123456789abcdef:7\n',
    );
    expect(text).toContain('    a  System  [2024-01-03, 2024-01-09)  6 days  1 500 records missing\n');
  });

  it('counts machines without any log and names the first', () => {
    const dark = Array.from({ length: 900 }, (_, n) => blind(`pc${n}.corp.example`, '*', 'no_log'));
    const text = coverageText(document({ blind: dark }), 80);
    expect(text).toContain("  no log at all: 900 machines known by others' records alone\n    pc0.corp.example, pc1.corp.example");
    expect(text).toMatch(/and \d+ other machines \(--json\)/);
    expect(text.split('\n').length).toBeLessThan(30);
  });

  it('shows what could move the cursor as code points', () => {
    expect(coverageText(document({ blind: [blind('a\u001b[2Jb', 'x\u202ey', 'silence')] }), 80)).toContain('aU+001B[2Jb  xU+202Ey');
  });

  it('says that nothing can be excluded where nothing was read', () => {
    expect(coverageText(document({ sources: [], span: null }), 80)).toBe(
      'No record with a time and a host was read, so nothing can be excluded.\n',
    );
  });

  it('says that clocks are not known where no event was seen twice, and by how much they differ where some were', () => {
    expect(coverageText(document({}), 80)).toContain('CLOCKS  not known');
    const row = {
      host: 'web01.corp.example',
      from: '2023-11-01T00:00:00Z',
      to: '2024-03-31T00:00:00Z',
      skew_s: -40.2504,
      spread_s: 0.1,
      pairs: 9,
      reference: 'dc1',
    };
    expect(coverageText(document({ clock: [row] }), 80)).toContain('web01.corp.example  40.250 s behind (half of 9 pairs within 0.100 s)');
  });
});
