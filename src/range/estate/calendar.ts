import { DAY } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Span } from '../world/index.ts';

/** 0 for Sunday to 6 for Saturday; days are counted from the span's first. 1970-01-01 was a Thursday. */
export function weekdayOf(span: Span, day: number): number {
  return (((Math.floor(span.from / DAY) + day + 4) % 7) + 7) % 7;
}

export function isWeekend(span: Span, day: number): boolean {
  const weekday = weekdayOf(span, day);
  return weekday === 0 || weekday === 6;
}

/** Days of a year on which nobody works anywhere: some fixed, some of the country's own, the same each year, the last week of it. */
export function drawHolidays(random: Random, span: Span): ReadonlySet<number> {
  const own = Array.from({ length: 7 }, () => random.integer(20, 350));
  const yearly = [0, 1, ...own, 358, 359, 360, 364];
  const holidays = new Set<number>();
  const firstDay = Math.floor(span.from / DAY);
  for (let day = 0; day < span.days; day++) {
    const ofYear = Math.floor((firstDay + day) % 365.2425);
    if (yearly.includes(ofYear)) holidays.add(day);
  }
  return holidays;
}
