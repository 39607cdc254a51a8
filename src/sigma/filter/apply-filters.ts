import { ruleProblem, type RuleProblem } from '../problem.ts';
import type { Logsource, SigmaRule } from '../rule.ts';
import type { SigmaFilter } from './filter.ts';

/** Rules with the filters that are for them. */
export interface FilteredRules {
  /** In the order given. */
  readonly rules: readonly SigmaRule[];
  /** Filters that are for no rule, and names that no rule has. */
  readonly warnings: readonly RuleProblem[];
}

/**
 * Narrows each rule by every filter that is for it: one that names it by id or name (or any rule), and whose logsource states nothing
 * that the rule's does not. A match must then pass the filter's condition too. Searches of a filter are its own, whatever those of the
 * rule are called.
 */
export function applyFilters(rules: readonly SigmaRule[], filters: readonly SigmaFilter[]): FilteredRules {
  if (filters.length === 0) return { rules, warnings: [] };
  const places = new Map<string, Set<number>>();
  for (const [place, { id, derivedId, name }] of rules.entries()) {
    for (const word of [derivedId ? null : id.toLowerCase(), name]) if (word !== null) note(places, word, place);
  }
  const chosen = new Map<number, SigmaFilter[]>();
  const warnings: RuleProblem[] = [];
  for (const filter of filters) {
    const fitting = new Set(filter.rules === 'any' ? rules.keys() : []);
    for (const place of fitting) if (!fits(filter.logsource, rules[place]?.logsource)) fitting.delete(place);
    if (filter.rules === 'any' && fitting.size === 0)
      warnings.push(ruleProblem(filter.file, 'RULE_FILTER_UNUSED', { line: filter.line, column: 1 }));
    for (const reference of filter.rules === 'any' ? [] : filter.rules) {
      const named = [...(places.get(reference.rule) ?? places.get(reference.rule.toLowerCase()) ?? [])];
      const right = named.filter((place) => fits(filter.logsource, rules[place]?.logsource));
      const code = named.length === 0 ? 'RULE_FILTER_RULE_UNKNOWN' : 'RULE_FILTER_NOT_FITTING';
      if (right.length === 0) warnings.push(ruleProblem(filter.file, code, reference, { rule: reference.rule }));
      for (const place of right) fitting.add(place);
    }
    for (const place of fitting) chosen.set(place, [...(chosen.get(place) ?? []), filter]);
  }
  return { rules: rules.map((rule, place) => narrowed(rule, chosen.get(place) ?? [])), warnings };
}

function note(places: Map<string, Set<number>>, word: string, place: number): void {
  const known = places.get(word) ?? new Set();
  places.set(word, known.add(place));
}

/** Whether a rule's logsource has everything that the filter's states. */
function fits(filter: Logsource, rule: Logsource | undefined): boolean {
  const parts = ['product', 'category', 'service'] as const;
  return rule !== undefined && parts.every((part) => filter[part] === null || filter[part] === rule[part]);
}

function narrowed(rule: SigmaRule, filters: readonly SigmaFilter[]): SigmaRule {
  if (filters.length === 0) return rule;
  const parts = filters.map(({ title, detection }) => ({ kind: 'search', name: `filter ${title}`, part: detection }) as const);
  return {
    ...rule,
    detection: { kind: 'and', parts: [rule.detection, ...parts] },
    filters: [...rule.filters, ...filters.map(({ id, title }) => ({ id, title }))],
  };
}
