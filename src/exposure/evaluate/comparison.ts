import { storedTime, type StoredColumn } from '../../cdr/index.ts';
import type { Zone } from '../../lib/index.ts';
import type { Constant, Operand, TimeBand, Widening } from '../predicate.ts';
import { dayOf, hull, isExact, moment, onUtc, onWall } from '../time-band.ts';

/**
 * How a comparison of a column with a constant can be meant. A file of records does not say what types the database's columns have,
 * so each way that fits both the values and the constant is tried, and only what is true in all of them is certain.
 */
export type Meaning =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | {
      readonly kind: 'time';
      readonly band: TimeBand;
      readonly day: boolean;
      /** Why the band is no moment, if it is none. */ readonly why: Widening;
    }
  | { readonly kind: 'open'; readonly why: Widening };

const NUMBER = /^[+-]?\d{1,28}(?:\.\d{1,9})?$/;
/** Other spellings that PostgreSQL reads as numbers: 1e5, 0x1F, 1_000, .5 */
const ODD_NUMBER = /^[+-]?[\d.][\da-fox_.e+-]*$/i;

/** The meanings, at least one; with a reason of their own where the answer is not certain. */
export function meaningsOf(column: StoredColumn, as: Operand['as'], constant: Constant, zone: Zone | null): Meaning[] {
  const { numeric, times } = column.profile;
  if (as === 'date') return [dateMeaning(column, constant, zone)];
  if (as === 'text' || as === 'stored') {
    // A time cast to text is spelled by the server, not by the file.
    if (constant.type !== 'untyped' || (as === 'text' && times && !times.compact)) return [{ kind: 'open', why: 'type' }];
    return [{ kind: 'text', text: constant.text }];
  }
  if (constant.type === 'number') return [numeric ? { kind: 'number', text: constant.text } : { kind: 'open', why: 'type' }];
  if (constant.type === 'time') return [times ? timeMeaning(column, constant.band, zone) : { kind: 'open', why: 'type' }];
  const trimmed = constant.text.trim();
  const time = times ? storedTime(trimmed) : null;
  if (times && !times.compact) return [time ? untypedTime(column, constant.text, zone) : { kind: 'open', why: 'spelling' }];
  const meanings: Meaning[] = [{ kind: 'text', text: constant.text }];
  if (numeric && NUMBER.test(trimmed)) meanings.push({ kind: 'number', text: trimmed });
  else if (numeric && ODD_NUMBER.test(trimmed)) meanings.push({ kind: 'open', why: 'type' });
  if (time) meanings.push(untypedTime(column, constant.text, zone));
  return meanings;
}

function dateMeaning(column: StoredColumn, constant: Constant, zone: Zone | null): Meaning {
  const { times } = column.profile;
  if (!times || times.zoned !== 'none') return { kind: 'open', why: times ? 'zone' : 'type' };
  if (constant.type === 'time') return { kind: 'time', band: onWall(constant.band, zone), day: true, why: inexact(constant.band) };
  const time = constant.type === 'untyped' ? storedTime(constant.text.trim()) : null;
  if (!time || time.zoned) return { kind: 'open', why: 'spelling' };
  // Compared with a date the text is cut to one, compared with the result of date_trunc it is not.
  const band = hull(moment(dayOf(time.wall), false), moment(time.wall, false));
  return { kind: 'time', band, day: true, why: 'precision' };
}

/** A quoted time takes the column's type: a date is cut to the day, an offset is ignored by a time without one. */
function untypedTime(column: StoredColumn, text: string, zone: Zone | null): Meaning {
  const time = storedTime(text.trim());
  const { times } = column.profile;
  if (!time || !times || times.zoned === 'mixed') return { kind: 'open', why: 'spelling' };
  const wall = moment(time.wall, false);
  const meaning = (band: TimeBand, why: Widening): Meaning => ({ kind: 'time', band, day: false, why });
  if (times.zoned === 'all') return meaning(time.zoned ? moment(time.us, true) : onUtc(wall, zone), 'zone');
  const asWritten = times.dateOnly ? hull(moment(dayOf(time.wall), false), wall) : wall;
  return time.zoned ? meaning(hull(asWritten, onWall(moment(time.us, true), zone)), 'zone') : meaning(asWritten, 'precision');
}

function timeMeaning(column: StoredColumn, band: TimeBand, zone: Zone | null): Meaning {
  const { times } = column.profile;
  if (!times || times.zoned === 'mixed') return { kind: 'open', why: 'spelling' };
  return { kind: 'time', band: times.zoned === 'all' ? onUtc(band, zone) : onWall(band, zone), day: false, why: inexact(band) };
}

function inexact(band: TimeBand): Widening {
  return isExact(band) ? 'zone' : 'now';
}

/** Why a meaning does not tell everything; null when it does. */
export function doubtOf(meaning: Meaning): Widening | null {
  if (meaning.kind === 'open') return meaning.why;
  return meaning.kind === 'time' && !isExact(meaning.band) ? meaning.why : null;
}
