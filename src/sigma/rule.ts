import type { DetectionNode } from './detection.ts';

export type RuleLevel = 'informational' | 'low' | 'medium' | 'high' | 'critical';

/** The levels from least to most severe. */
export const ruleLevels: readonly RuleLevel[] = ['informational', 'low', 'medium', 'high', 'critical'];

/** What a rule says about where its events come from; null where it says nothing. */
export interface Logsource {
  readonly product: string | null;
  readonly category: string | null;
  readonly service: string | null;
}

/** Plain data, as YAML holds it. */
export type PlainValue = string | number | boolean | null | readonly PlainValue[] | { readonly [key: string]: PlainValue };

/** A filter that narrows a rule. */
export interface AppliedFilter {
  readonly id: string;
  readonly title: string;
}

/** What correlations that name a rule need of its matches. */
export interface Correlated {
  /** Fields kept with a match beside those the rule looks at, under the rule's names, sorted. */
  readonly fields: readonly string[];
  /** Whether it gives no finding of its own. */
  readonly silent: boolean;
}

/** A detection rule that was read without a problem. */
export interface SigmaRule {
  /** As written; a rule without one gets `derived-` and its digest. */
  readonly id: string;
  readonly derivedId: boolean;
  /** Tells it apart from every other rule of a load: its id, or where several share one `<id>#` and 8 hex of its digest. */
  readonly key: string;
  /** 16 hex of SHA-256 over its text, that of the documents merged into it included. */
  readonly digest: string;
  /** What filters and correlations may call it instead of its id. */
  readonly name: string | null;
  readonly title: string;
  /** `informational` when the rule states none. */
  readonly level: RuleLevel;
  readonly status: string | null;
  readonly description: string | null;
  /** Must be shown with every match (Detection Rule License). */
  readonly author: string | null;
  readonly license: string | null;
  readonly date: string | null;
  readonly modified: string | null;
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  /** Fields its author wants shown with a match. */
  readonly fields: readonly string[];
  readonly tags: readonly string[];
  /** ATT&CK technique ids from the tags, `T1003.001`, sorted, each once. */
  readonly attack: readonly string[];
  /** ATT&CK tactic names from the tags, `credential-access`, sorted, each once. */
  readonly tactics: readonly string[];
  readonly logsource: Logsource;
  /** With the filters that apply. */
  readonly detection: DetectionNode;
  /** The filters that narrow it, in the order they are applied. */
  readonly filters: readonly AppliedFilter[];
  /** Top-level mappings that the specification does not know, such as `hardcell: {terminal: true}`. */
  readonly custom: Readonly<Record<string, Readonly<Record<string, PlainValue>> | undefined>>;
  /** What correlations need of its matches; undefined when none names it. */
  readonly correlated?: Correlated;
  readonly file: string;
  /** Line of the rule's first key, counted from 1. */
  readonly line: number;
}
