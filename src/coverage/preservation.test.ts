import { describe, expect, it } from 'vitest';
import type { LogSource } from '../case/index.ts';
import { DAY } from '../lib/index.ts';
import { START } from './handmade-logs.ts';
import { preservation } from './preservation.ts';

const log = (host: string, source: string, more: Partial<LogSource> = {}): LogSource => ({
  host,
  source,
  first: START,
  last: START + 20 * DAY,
  records: 20_000,
  rate_day: 1000,
  recent_rate_day: 2000,
  first_id: 50_001,
  last_id: 70_000,
  missing: 0,
  rotates: true,
  ordinary_silence_s: null,
  clock_skew_us: null,
  ...more,
});

const told = (host: string, source: string): number => (host === 'dc1.corp.example' && source === 'Security' ? 300 : 2);

describe('what to save first', () => {
  it("puts a controller's Security log above a workstation's Application log", () => {
    const rows = preservation(
      [log('ws1.corp.example', 'Application'), log('dc1.corp.example', 'Security'), log('ws1.corp.example', 'Security')],
      [],
      told,
    );
    expect(rows.map((row) => [row.rank, row.host, row.source])).toEqual([
      [1, 'dc1.corp.example', 'Security'],
      [2, 'ws1.corp.example', 'Security'],
      [3, 'ws1.corp.example', 'Application'],
    ]);
    expect(rows[0]?.why).toMatch(/^It shows \d+ techniques and names 300 other machines\. It begins with number 50001: /);
  });

  it('says until when a copy must be taken again, at the present rate', () => {
    const [row] = preservation([log('dc1.corp.example', 'Security')], [], told);
    // 20,000 records at 2,000 a day.
    expect(row).toMatchObject({ keeps_days: 10, gone_by: START + 30 * DAY });
  });

  it('leaves out logs that hold their first record, and tells no date from a copy of an hour', () => {
    const short = log('b.example', 'Security', { last: START + DAY / 24 });
    const rows = preservation([log('a.example', 'Security', { rotates: false, first_id: 1 }), short], [], told);
    expect(rows).toMatchObject([{ host: 'b.example', keeps_days: null, gone_by: null }]);
  });

  it('names the Windows logs that nobody gave, with what the same log keeps elsewhere', () => {
    const missing = {
      host: 'fs1.corp.example',
      source: 'Security',
      from: START,
      to: START + DAY,
      cause: 'no_log',
      missing: null,
      ref: null,
    };
    const rows = preservation([log('dc1.corp.example', 'Security')], [missing], told);
    expect(rows.find((row) => row.host === 'fs1.corp.example')?.why).toMatch(
      /It is not among the evidence.*On other hosts this log reaches back 10 days\.$/,
    );
  });
});
