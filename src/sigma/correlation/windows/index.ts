import type { Correlation } from '../correlation.ts';
import { countsAll } from '../read-condition.ts';
import { termsOf, type Term } from '../terms.ts';
import { anyOf } from './any-of.ts';
import type { ChainPlan } from './chain.ts';
import { countedEvents } from './counted-events.ts';
import { countedValues } from './counted-values.ts';
import { orderedRules } from './ordered-rules.ts';
import { rankedValues } from './ranked-values.ts';
import { seenRules } from './seen-rules.ts';
import { seenTerm } from './seen-term.ts';
import { someInOrder } from './some-in-order.ts';
import { summedValues } from './summed-values.ts';
import type { Fire, Window } from './window.ts';

export type { Fire, Window } from './window.ts';

/** What a correlation's condition needs of a timespan of `span` units of 100 ns. */
export function windowOf({ type, condition, steps }: Correlation, span: number, fire: Fire): Window {
  const rules = steps.length;
  if (condition.kind === 'expression') {
    const terms =
      termsOf(
        condition.expression,
        steps.map(({ name }) => name),
      ) ?? [];
    const make = terms.map(
      (term) => (tell: Fire) => (type === 'temporal' ? seenTerm(rules, term, span, tell) : orderedRules(rules, placed(term), span, tell)),
    );
    return anyOf(make, span, fire);
  }
  const { bounds, percentile } = condition;
  switch (type) {
    case 'event_count':
      return countedEvents(bounds, span, fire);
    case 'value_count':
      return countedValues(bounds, span, fire);
    case 'value_sum':
    case 'value_avg':
      return summedValues(type === 'value_avg', bounds, span, fire);
    case 'value_percentile':
    case 'value_median':
      return rankedValues(percentile ?? 50, bounds, span, fire);
    case 'temporal':
      return seenRules(rules, bounds, span, fire);
    case 'temporal_ordered':
    default: {
      const inOrder = steps.map((_, i) => i);
      if (countsAll(bounds, rules)) return orderedRules(rules, placed({ seen: inOrder, absent: [] }), span, fire);
      return someInOrder(rules, bounds, span, fire);
    }
  }
}

/** The rules of a term in the order of the list: what is absent, at its place between those that are seen. */
function placed({ seen, absent }: Term): ChainPlan {
  const steps = seen.toSorted((a, b) => a - b);
  const forbidden = [...steps, 0].map(() => 0);
  for (const step of absent) {
    const gap = steps.filter((other) => other < step).length;
    forbidden[gap] = (forbidden[gap] ?? 0) | (1 << step);
  }
  return { steps, forbidden };
}
