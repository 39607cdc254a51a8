import { explainCorrelation, explainRule, type Route, type SigmaEvent, type SigmaRule } from '../../sigma/index.ts';
import type { ChosenRules } from './chosen-rules.ts';
import { correlationDocument, explainedDocument, type ExplanationDocument, type Shown } from './explanation-document.ts';

/** Explains the rules chosen, then the correlations; `eventsFor` gives the event, or the facts, that a rule is shown: at least one. */
export function explained(
  { rules, correlations, all }: ChosenRules,
  eventsFor: (rule: SigmaRule) => readonly SigmaEvent[],
  routes: readonly Route[],
  shown: Shown,
): ExplanationDocument['rules'] {
  const first = (rule: SigmaRule): SigmaEvent => {
    const events = eventsFor(rule);
    const event = events.find((candidate) => explainRule(rule, candidate, routes).matched) ?? events[0];
    if (event === undefined) throw new Error('a rule is shown one event at least');
    return event;
  };
  return [
    ...rules.map((rule) => explainedDocument(explainRule(rule, first(rule), routes), shown)),
    ...correlations.map((correlation) => correlationDocument(explainCorrelation(correlation, all, first, routes), shown)),
  ];
}
