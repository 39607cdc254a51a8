import type { DetectionNode } from '../detection.ts';
import type { Place } from '../problem.ts';
import type { RuleHeader } from '../rule-header.ts';

/** A rule that a filter names, by id or name, with its place. */
export interface FilterReference extends Place {
  readonly rule: string;
}

/** A filter (specification 2.1.0, `filter`): what must hold besides, for the rules it names. */
export interface SigmaFilter extends RuleHeader {
  /** `any`: every rule whose logsource fits. */
  readonly rules: 'any' | readonly FilterReference[];
  /** Its condition as written, often `not` something; an event must pass it too. */
  readonly detection: DetectionNode;
  readonly file: string;
  /** Line of its first key, counted from 1. */
  readonly line: number;
}
