import { instantFromIso, type Instant } from './instant.ts';

/** A wall-clock time, as if it were UTC, and how far UTC is behind it where the text says so. */
export interface WrittenTime {
  readonly instant: Instant;
  /** µs east of UTC; null when the text names no zone. */
  readonly offset: number | null;
}

/** Reads a time of one form; null for what has another form or is no time. */
export type TimeReader = (text: string) => WrittenTime | null;

type Unit = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'offset';
type Step = { readonly unit: Unit; readonly pattern: string } | { readonly unit: null; readonly pattern: string };

/** Letters of a pattern, the longer ones first; anything else stands for itself. */
const TOKENS: readonly (readonly [string, Unit, string])[] = [
  ['YYYY', 'year', '(\\d{4})'],
  ['YY', 'year', '(\\d{2})'],
  ['MMM', 'month', '([A-Za-z]{3})'],
  ['MM', 'month', '(\\d{1,2})'],
  ['DD', 'day', '(\\d{1,2})'],
  ['hh', 'hour', '(\\d{1,2})'],
  ['mm', 'minute', '(\\d{2})'],
  ['ss', 'second', '(\\d{2})'],
  ['f', 'fraction', '(\\d{1,9})'],
  ['Z', 'offset', '(Z|UTC|[+-]\\d\\d:?\\d\\d)'],
];

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Units of an epoch time in µs. */
const EPOCHS: ReadonlyMap<string, number> = new Map([
  ['epoch_s', 1_000_000],
  ['epoch_ms', 1000],
  ['epoch_us', 1],
]);

/** Whether a text names a form of times: `iso`, `epoch_s`, `epoch_ms`, `epoch_us`, or a pattern with at least year, month, day and hour. */
export function isTimeFormat(format: string): boolean {
  return timeReader(format) !== null;
}

/**
 * A reader of times written in one form. A pattern's letters are YYYY (or YY, of this century), MM (or MMM, `Jan` to `Dec`), DD, hh, mm, ss, f (a
 * fraction of a second) and Z (an offset or `UTC`); everything else stands for itself. Null when the form is none of these.
 */
export function timeReader(format: string): TimeReader | null {
  if (format === 'iso') return readIso;
  const unit = EPOCHS.get(format);
  if (unit !== undefined) return (text) => readEpoch(text, unit);
  return patternReader(stepsOf(format));
}

const ZONE_BEHIND = /(?:Z|UTC|[+-]\d\d(?::?\d\d)?)$/;

function readIso(text: string): WrittenTime | null {
  const trimmed = text.trim();
  const instant = instantFromIso(trimmed);
  if (instant === null) return null;
  // What looks like an offset of a date alone cannot be one: a time stands before it.
  return { instant, offset: ZONE_BEHIND.test(trimmed.slice(10)) ? 0 : null };
}

function readEpoch(text: string, unit: number): WrittenTime | null {
  const m = /^\s*(-?)(\d{1,18})(?:\.(\d{1,9}))?\s*$/.exec(text);
  if (!m) return null;
  const [, minus, whole = '0', fraction = ''] = m;
  // In 100 ns, as whole numbers: an epoch in seconds with a fraction would lose its last digits as a floating number.
  const ticks = BigInt(whole) * BigInt(unit * 10) + fractionTicks(fraction, unit);
  const signed = minus === '-' ? -ticks : ticks;
  const us = signed >= 0n ? signed / 10n : (signed - 9n) / 10n;
  if (us > BigInt(Number.MAX_SAFE_INTEGER) || us < BigInt(Number.MIN_SAFE_INTEGER)) return null;
  const digits = Math.min(7, fraction.length + (unit === 1 ? 6 : unit === 1000 ? 3 : 0));
  return { instant: { us: Number(us), tick: Number(signed - us * 10n), digits }, offset: 0 };
}

function fractionTicks(fraction: string, unit: number): bigint {
  const scale = 10n ** BigInt(fraction.length);
  return fraction === '' ? 0n : (BigInt(fraction) * BigInt(unit * 10)) / scale;
}

function stepsOf(format: string): Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < format.length;) {
    const token = TOKENS.find(([letters]) => format.startsWith(letters, at));
    if (token) steps.push({ unit: token[1], pattern: token[2] });
    else steps.push({ unit: null, pattern: format.charAt(at).replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&') });
    at += token?.[0].length ?? 1;
  }
  return steps;
}

function patternReader(steps: readonly Step[]): TimeReader | null {
  const units = steps.flatMap(({ unit }) => (unit === null ? [] : [unit]));
  const told = new Set(units);
  if (told.size !== units.length || !(['year', 'month', 'day', 'hour'] as const).every((unit) => told.has(unit))) return null;
  // Every part has a bounded length and stands at one place: the pattern cannot go astray.
  const pattern = new RegExp(`^\\s*${steps.map((step) => step.pattern).join('')}\\s*$`);
  return (text) => {
    const m = text.length > 200 ? null : pattern.exec(text);
    if (!m) return null;
    const part = (unit: Unit): string => (told.has(unit) ? (m[units.indexOf(unit) + 1] ?? '') : '');
    const year = part('year');
    const two = (unit: Unit): string => part(unit).padStart(2, '0');
    const fraction = part('fraction');
    const iso = `${year.length === 2 ? `20${year}` : year}-${monthOf(part('month'))}-${two('day')}T${two('hour')}:${two('minute')}:${two('second')}`;
    const instant = instantFromIso(`${iso}${fraction === '' ? '' : `.${fraction}`}Z`);
    return instant === null ? null : { instant, offset: offsetOf(part('offset')) };
  };
}

function monthOf(text: string): string {
  const index = MONTHS.indexOf(text.toLowerCase());
  return (index < 0 ? text : String(index + 1)).padStart(2, '0');
}

function offsetOf(text: string): number | null {
  if (text === '') return null;
  if (text === 'Z' || text === 'UTC') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith('-') ? -1 : 1) * minutes * 60_000_000;
}
