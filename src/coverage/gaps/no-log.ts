import type { Blind, Coverage } from '../../case/index.ts';
import { byText } from '../../lib/index.ts';
import { isWindowsLog } from '../log-kind.ts';

interface Month {
  readonly host: string;
  readonly month: string;
  readonly first: number;
  readonly last: number;
  readonly security: boolean;
}

/**
 * Windows hosts whose Security log is missing in a month in which their other logs are there, over the time that these span; months that follow
 * each other are one interval.
 */
export function missingSecurity(coverage: readonly Coverage[]): Blind[] {
  const months = new Map<string, Month>();
  for (const { host, source, month, first, last } of coverage) {
    if (!isWindowsLog(source)) continue;
    const key = JSON.stringify([host, month]);
    const seen = months.get(key);
    months.set(key, {
      host,
      month,
      first: Math.min(first, seen?.first ?? first),
      last: Math.max(last, seen?.last ?? last),
      security: source === 'Security' || (seen?.security ?? false),
    });
  }
  const gaps: { host: string; source: string; from: number; to: number; cause: string; missing: null; ref: null }[] = [];
  let before: Month | null = null;
  for (const each of [...months.values()].sort((a, b) => byText(a.host, b.host) || byText(a.month, b.month))) {
    const gap = gaps.at(-1);
    const goesOn =
      before !== null && !before.security && before.host === each.host && monthNumber(each.month) === monthNumber(before.month) + 1;
    if (!each.security && goesOn && gap) gap.to = each.last + 1;
    else if (!each.security)
      gaps.push({ host: each.host, source: 'Security', from: each.first, to: each.last + 1, cause: 'no_log', missing: null, ref: null });
    before = each;
  }
  return gaps;
}

function monthNumber(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return year * 12 + number;
}
