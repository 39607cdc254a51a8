import { instantFromIso } from '../../lib/index.ts';

const DAY_US = 86_400_000_000;

/** µs since 1970 of a date or a time in ISO 8601, UTC where it names no zone; a date alone is its start, or its end. Null when it is neither. */
export function ticketTime(text: string, end: boolean): number | null {
  const date = /^\d{4}-\d\d-\d\d$/.test(text.trim());
  const spelled = date ? `${text.trim()}T00:00:00Z` : text.trim().replace(/^(\S{10}[T ]\d\d:\d\d)(?=$|Z|[+-])/, '$1:00');
  const instant = instantFromIso(spelled);
  if (instant === null) return null;
  return date && end ? instant.us + DAY_US : instant.us;
}
