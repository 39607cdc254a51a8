import { weekdayOf, type Estate } from '../estate/index.ts';
import { DAY, HOUR, type Moment } from '../moment.ts';
import type { Knobs, Span } from '../world/index.ts';

/** What habits are drawn in. */
export interface Surroundings {
  readonly knobs: Knobs;
  readonly span: Span;
  readonly estate: Estate;
}

/** An hour of a day by the clock of a place that is so many hours ahead of UTC; fractions of hours are welcome. */
export function localTimeOf(span: Span, day: number, hour: number, utcOffset: number): Moment {
  return span.from + day * DAY + Math.round((hour - utcOffset) * HOUR);
}

/** Days on which the month's patches come out: the second Tuesday of each month, some of them before the span. */
export function patchDays(span: Span): readonly number[] {
  const days: number[] = [];
  for (let day = -14; day < span.days; day++) {
    if (weekdayOf(span, day) !== 2) continue;
    const ofMonth = new Date((span.from + day * DAY) / 1000).getUTCDate();
    if (ofMonth >= 8 && ofMonth <= 14) days.push(day);
  }
  return days;
}
