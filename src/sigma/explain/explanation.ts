import type { CorrelationType } from '../correlation/index.ts';
import type { AppliedFilter, Logsource, RuleLevel } from '../rule.ts';

/** Why a rule is, or is not, found in an event: where it looks, and its condition with an answer at each node. Plain data. */
export interface Explanation {
  readonly kind: 'rule';
  readonly rule: ExplainedRule;
  /** What the engine answers. */
  readonly matched: boolean;
  readonly routing: RoutingExplanation;
  /** The condition read under the route that was taken; it is answered even where no route leads here. */
  readonly condition: NodeExplanation;
}

/** What one event is to a correlation: which of the rules it is built on the event matches, and what it is counted under there. */
export interface CorrelationExplanation {
  readonly kind: 'correlation';
  readonly rule: ExplainedRule;
  readonly type: CorrelationType;
  /** Seconds. */
  readonly timespan: number;
  /** Whether the event matches one of those rules, so that it may count; one event never says whether the correlation fires. */
  readonly matched: boolean;
  readonly steps: readonly StepExplanation[];
}

/** One entry of the correlation's rules. */
export interface StepExplanation {
  /** As the correlation calls it. */
  readonly name: string;
  /** Whether it is another correlation: then its rules are asked. */
  readonly chained: boolean;
  readonly sources: readonly SourceExplanation[];
}

/** A detection rule whose matches the correlation looks at. */
export interface SourceExplanation {
  readonly explanation: Explanation;
  /** The fields of `group-by`: the event counts with others that have the same values. */
  readonly group: readonly FieldValues[];
  /** The fields whose values are counted or added up. */
  readonly counted: readonly FieldValues[];
}

/** A field as the rule's event has it. */
export interface FieldValues {
  /** As the correlation calls it; another name than the field's where it is an alias. */
  readonly name: string;
  readonly field: string;
  readonly values: readonly string[];
}

/** The rule that was asked. */
export interface ExplainedRule {
  readonly id: string;
  readonly title: string;
  readonly level: RuleLevel;
  /** Must be shown (Detection Rule License); null when the rule names none. */
  readonly author: string | null;
  readonly file: string;
  readonly line: number;
  /** The filters that narrow it; their conditions stand in the rule's own. */
  readonly filters: readonly AppliedFilter[];
}

/** Whether the rule would have looked at the event at all. */
export interface RoutingExplanation {
  readonly logsource: Logsource;
  readonly considered: boolean;
  /** Every route of the logsource, in the order of the logsource data; none: no event of it is read. */
  readonly routes: readonly RouteExplanation[];
  /** Position in `routes` of the one the condition is read under; null where there is none, and fields are read under their own names. */
  readonly taken: number | null;
}

/** One way in which events come to the rule. */
export interface RouteExplanation {
  readonly product: string | null;
  readonly category: string | null;
  readonly service: string | null;
  readonly holds: boolean;
  readonly checks: readonly RouteCheck[];
}

/** One thing a route asks of an event. */
export interface RouteCheck {
  readonly asks: 'source' | 'channel' | 'field';
  /** The native field; null for source and channel. */
  readonly field: string | null;
  /** One of these. */
  readonly wanted: readonly string[];
  readonly found: string | null;
  readonly holds: boolean;
}

/** A node of the condition with its answer. */
export type NodeExplanation =
  | { readonly kind: 'and' | 'or'; readonly holds: boolean; readonly parts: readonly NodeExplanation[] }
  | { readonly kind: 'not'; readonly holds: boolean; readonly part: NodeExplanation }
  | { readonly kind: 'search'; readonly name: string; readonly holds: boolean; readonly part: NodeExplanation }
  | ItemExplanation;

/** One line of a detection, what the event has there, and what decided. */
export interface ItemExplanation {
  readonly kind: 'item';
  readonly holds: boolean;
  /** As the rule calls it; null for keywords. */
  readonly field: string | null;
  readonly modifiers: readonly string[];
  readonly line: number;
  readonly column: number;
  /** The native fields it was read from, those that the event has; none for keywords. */
  readonly read: readonly string[];
  readonly present: boolean;
  /** The event's values there, also those that stand for others; none for keywords. */
  readonly values: readonly string[];
  /** Every wanted value must be found, not just one. */
  readonly all: boolean;
  /** The line is true when its wanted values are not found. */
  readonly negated: boolean;
  /** In the rule's order. */
  readonly wanted: readonly WantedExplanation[];
}

/** A value that the rule gives, and whether the event has it. */
export interface WantedExplanation {
  /** In words, modifiers applied: `ends with \cmd.exe`; encodings of one value are joined by `or`. */
  readonly words: string;
  readonly holds: boolean;
  /** The event's value that it was found in, and for keywords its native field; null where no single value decides. */
  readonly by: { readonly field: string | null; readonly value: string } | null;
  /** Of a field that another field is compared with: its values. */
  readonly other: readonly string[] | null;
}
