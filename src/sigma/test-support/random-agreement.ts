import { parseLogsources } from '../logsources.ts';
import { parseRules } from '../parse-rules.ts';
import { compileRules } from '../rule-set.ts';
import type { SigmaRule } from '../rule.ts';
import { eventOf } from './event.ts';
import { naiveEvent, naiveRule, pairsOf, type NaiveFields } from './naive/index.ts';
import { placeholders } from './generated.ts';

/** Every event is of one source and every rule looks at it. */
export const anywhere = parseLogsources('source: any\nproduct: any\nrepeated: [many]\nspaces: dropped\n', 'anywhere');

/** A generated rule and event, and what the two evaluators say of them. */
export interface RandomPair {
  readonly rule: string;
  readonly fields: NaiveFields;
  readonly engine: boolean;
  readonly naive: boolean;
}

const known = new Map(Object.entries(placeholders));

/** Rules of generated texts; throws when one is rejected, because generated rules are right. */
export function generatedRules(texts: readonly string[]): SigmaRule[] {
  return texts.map((text, i) => {
    const { rules, rejected } = parseRules(text, `${i}.yml`, known);
    const [rule] = rules;
    if (rule === undefined || rejected.length > 0) throw new Error(`${rejected[0]?.message ?? 'no rule'}\n${text}`);
    return rule;
  });
}

/** Every rule against every event, compiled together so that the index has something to tell apart. */
export function randomPairs(texts: readonly string[], events: readonly NaiveFields[]): RandomPair[] {
  const rules = generatedRules(texts);
  const set = compileRules(rules, anywhere);
  const tests = texts.map((text) => naiveRule(text, placeholders));
  return events.flatMap((fields) => {
    const found = new Set(set.match(eventOf({ source: 'any', fields })).map(({ rule }) => rule));
    const seen = naiveEvent(pairsOf(fields), { repeated: ['many'], dropSpaces: true });
    return rules.map((rule, i) => ({ rule: texts[i] ?? '', fields, engine: found.has(rule), naive: tests[i]?.(seen) ?? false }));
  });
}
