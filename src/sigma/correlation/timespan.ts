/** Seconds of each unit; a month and a year are those of SigmaHQ's converter: the mean of the Gregorian calendar. */
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800, M: 2_629_746, y: 31_556_952 };

/** Longer ones could not be told exactly from their neighbours; no log is older. */
const MAX_SECONDS = 100 * 31_556_952;

/** Seconds of a timespan such as `90m`; null when it is none. */
export function timespanSeconds(text: string): number | null {
  const [, digits, unit] = /^(\d{1,12})([smhdwMy])$/.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return null;
  const seconds = Number(digits) * (UNITS[unit] ?? 0);
  return seconds > 0 && seconds <= MAX_SECONDS ? seconds : null;
}
