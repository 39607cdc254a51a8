import type { Correlation, StepSource } from '../correlation/index.ts';
import type { SigmaEvent } from '../event.ts';
import type { Route } from '../logsources.ts';
import type { SigmaRule } from '../rule.ts';
import { explainRule, valuesRead } from './explain-rule.ts';
import type { CorrelationExplanation, FieldValues, SourceExplanation } from './explanation.ts';

/** What one event is to a correlation; `rules` are those it was linked with, `eventFor` is the event as one of them is shown it. */
export function explainCorrelation(
  correlation: Correlation,
  rules: readonly SigmaRule[],
  eventFor: (rule: SigmaRule) => SigmaEvent,
  routes: readonly Route[],
): CorrelationExplanation {
  const { id, title, level, author, file, line, type, timespan, condition, groupBy } = correlation;
  const counted = condition.kind === 'bounds' ? condition.fields : [];
  const explainSource = (source: StepSource): SourceExplanation[] => {
    const rule = rules.find(({ key }) => key === source.rule);
    if (rule === undefined) return [];
    const event = eventFor(rule);
    const read = (names: readonly string[], fields: readonly string[]): FieldValues[] => {
      const values = valuesRead(rule, event, routes, fields);
      return fields.map((field, i) => ({ name: names[i] ?? field, field, values: values[i] ?? [] }));
    };
    return [{ explanation: explainRule(rule, event, routes), group: read(groupBy, source.group), counted: read(counted, source.values) }];
  };
  const steps = correlation.steps.map(({ name, correlation: inner, sources }) => ({
    name,
    chained: inner !== null,
    sources: sources.flatMap(explainSource),
  }));
  const matched = steps.some(({ sources }) => sources.some(({ explanation }) => explanation.matched));
  return { kind: 'correlation', rule: { id, title, level, author, file, line, filters: [] }, type, timespan, matched, steps };
}
