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

/** A detection rule that was read without a problem. */
export interface SigmaRule {
  /** As written; a rule without one gets `derived-` and 16 hex of SHA-256 over its text. */
  readonly id: string;
  readonly derivedId: boolean;
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
  readonly detection: DetectionNode;
  /** Top-level mappings that the specification does not know, such as `hardcell: {terminal: true}`. */
  readonly custom: Readonly<Record<string, Readonly<Record<string, PlainValue>> | undefined>>;
  readonly file: string;
  /** Line of the rule's first key, counted from 1. */
  readonly line: number;
}
