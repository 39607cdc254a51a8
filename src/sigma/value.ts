import type { Network } from './network.ts';
import type { Pattern } from './pattern.ts';
import type { Expression } from './expression.ts';

/** How a number in a rule is compared with the field's. */
export type Comparison = 'lt' | 'lte' | 'gt' | 'gte';

/** A part of a date that a rule may ask for; read in UTC. */
export type TimeUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** One value of a detection item after its modifiers. */
export type RuleValue =
  | { readonly kind: 'text'; readonly pattern: Pattern; readonly cased: boolean; readonly bytes: boolean }
  | { readonly kind: 'number'; readonly number: number; readonly written: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'exists'; readonly expected: boolean }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'network'; readonly network: Network }
  | { readonly kind: 'comparison'; readonly comparison: Comparison; readonly number: number }
  | { readonly kind: 'time'; readonly unit: TimeUnit; readonly comparison: Comparison | null; readonly number: number }
  | { readonly kind: 'field'; readonly name: string; readonly before: boolean; readonly after: boolean; readonly cased: boolean };

/** What a written value became: several when a modifier gives variants; any of them will do, also under `all`. */
export type Alternatives = readonly RuleValue[];

/** The text value every string begins as. */
export function textValue(pattern: Pattern): RuleValue {
  return { kind: 'text', pattern, cased: false, bytes: false };
}
