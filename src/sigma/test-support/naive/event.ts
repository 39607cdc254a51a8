import { naiveFold } from './fold.ts';

/** An event's fields; an array is a field that stands there several times. */
export type NaiveFields = Readonly<Record<string, string | null | readonly string[]>>;

/** One value of a field, as it is and without regard to case. */
export interface NaiveText {
  readonly raw: string;
  readonly folded: string;
}

/** What a rule can ask of an event. */
export interface NaiveEvent {
  /** The values of a field; none when it is there without one; undefined when it is absent. */
  field(name: string): readonly NaiveText[] | undefined;
  /** Every value of the event. */
  all(): readonly NaiveText[];
}

/** A text with its folded form. */
export function naiveText(raw: string): NaiveText {
  return { raw, folded: naiveFold(raw) };
}

/** How a source writes its fields, beyond their names. */
export interface NaiveSpelling {
  /** Fields that may stand in an event several times; of others the first value counts. */
  readonly repeated?: readonly string[];
  /** A name with spaces may stand there without. */
  readonly dropSpaces?: boolean;
}

/** A raw event: every name and value in order; a name may come again. */
export type NaivePairs = readonly (readonly [string, string | null])[];

/** An event that is read under the names it has itself. */
export function naiveEvent(pairs: NaivePairs, { repeated = [], dropSpaces = false }: NaiveSpelling = {}): NaiveEvent {
  const known = new Map<string, NaiveText[]>();
  for (const [name, value] of pairs) {
    const texts = value === null ? [] : [naiveText(value)];
    const before = known.get(name);
    if (before === undefined) known.set(name, texts);
    else if (repeated.includes(name)) before.push(...texts);
  }
  const all = pairs.flatMap(([, value]) => (value === null ? [] : [naiveText(value)]));
  return {
    field: (name) => known.get(name) ?? (dropSpaces && name.includes(' ') ? known.get(name.replaceAll(' ', '')) : undefined),
    all: () => all,
  };
}

/** Fields as pairs. */
export function pairsOf(fields: NaiveFields): [string, string | null][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string | null] => [name, one]),
  );
}
