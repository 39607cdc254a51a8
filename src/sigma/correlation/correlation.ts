import type { Condition } from '../condition.ts';
import type { Place } from '../problem.ts';
import type { CommonHeader } from '../rule-header.ts';

/** The types of the specification, and those that only SigmaHQ's converter has (`value_median`). */
export const correlationTypes = [
  'event_count',
  'value_count',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
  'temporal',
  'temporal_ordered',
] as const;
export type CorrelationType = (typeof correlationTypes)[number];

export const operators = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const;

/** What a count or a value of a window is compared with; several must all hold. */
export interface Bound {
  readonly operator: (typeof operators)[number];
  readonly number: number;
}

/** When a window fires. */
export type CorrelationCondition =
  /** Of temporal types the number of different rules seen is compared. */
  | { readonly kind: 'bounds'; readonly bounds: readonly Bound[]; readonly fields: readonly string[]; readonly percentile: number | null }
  /** Which rules must, and must not, be seen; only of temporal types. Names are those of `rules`. */
  | { readonly kind: 'expression'; readonly expression: Condition };

/** A rule or correlation by the id or name that stands in a file. */
export interface Reference extends Place {
  readonly name: string;
}

/** A name for a field that is called otherwise in each rule. */
export interface Alias {
  readonly name: string;
  readonly fields: readonly { readonly rule: Reference; readonly field: string }[];
}

/** A correlation as its document says, before the rules it names are looked up. */
export interface ParsedCorrelation extends CommonHeader {
  readonly type: CorrelationType;
  readonly rules: readonly Reference[];
  readonly groupBy: readonly string[];
  readonly aliases: readonly Alias[];
  /** Seconds. */
  readonly timespan: number;
  readonly condition: CorrelationCondition;
  /** Whether the rules it names give findings of their own. */
  readonly generate: boolean;
  readonly file: string;
  /** Line of its first key, counted from 1. */
  readonly line: number;
}

/** Where the events of one step come from, and what their fields are called there. */
export interface StepSource {
  /** `key` of the detection rule that matched. */
  readonly rule: string;
  /** Names of the fields to group by, in the order of `group-by`. */
  readonly group: readonly string[];
  /** Names of the fields whose values are counted or added up. */
  readonly values: readonly string[];
  /** For an event of another correlation: by which of its sources the match came to it. */
  readonly inner: number | null;
}

/** One entry of `rules`: what must be seen. */
export interface Step {
  /** As the correlation calls it. */
  readonly name: string;
  /** The `key` of the correlation whose findings are its events; null for a detection rule. */
  readonly correlation: string | null;
  readonly sources: readonly StepSource[];
}

/** A correlation with everything it names looked up, ready to run. */
export interface Correlation extends Omit<ParsedCorrelation, 'rules' | 'aliases'> {
  readonly steps: readonly Step[];
  /** Whether a correlation that does not ask for its findings names it. */
  readonly silent: boolean;
}
