import { plainText, DAY } from '../moment.ts';
import type { Knobs, Span } from '../world/knobs.ts';

/** Records a subscriber-day, on average. */
const RATE = 8.4;
/** Records of a block, about. */
const BLOCK_RECORDS = 180_000;

/** What is drawn and written at once: what some subscribers set off on some days. */
export interface RecordBlock {
  /** Below `cdr/`. */
  readonly path: string;
  readonly fromDay: number;
  readonly toDay: number;
  readonly fromSubscriber: number;
  readonly toSubscriber: number;
}

/** The blocks of a range, in order of days: several days each where subscribers are few, a part of the subscribers' where they are many. */
export function recordBlocks(
  { subscribers, recordFormat }: Pick<Knobs, 'subscribers' | 'recordFormat'>,
  { from, days }: Span,
): RecordBlock[] {
  const daily = subscribers * RATE;
  const slices = Math.max(1, Math.round(daily / BLOCK_RECORDS));
  const runs = slices > 1 ? days : Math.min(days, Math.max(1, Math.round((days * daily) / BLOCK_RECORDS)));
  const day = (number: number): string =>
    plainText(from + number * DAY)
      .slice(0, 10)
      .replaceAll('-', '');
  return Array.from({ length: runs * slices }, (_, i) => {
    const run = Math.floor(i / slices);
    const slice = i % slices;
    const [fromDay, toDay] = [Math.floor((run * days) / runs), Math.floor(((run + 1) * days) / runs)];
    const which = slices > 1 ? `_${String(slice + 1).padStart(3, '0')}` : '';
    return {
      path: `cdr_${day(fromDay)}${which}.${recordFormat}`,
      fromDay,
      toDay,
      fromSubscriber: Math.floor((slice * subscribers) / slices),
      toSubscriber: Math.floor(((slice + 1) * subscribers) / slices),
    };
  });
}
