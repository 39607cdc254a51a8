export { explainCorrelation } from './explain-correlation.ts';
export { explainRule } from './explain-rule.ts';
export type {
  CorrelationExplanation,
  ExplainedRule,
  Explanation,
  FieldValues,
  ItemExplanation,
  NodeExplanation,
  RouteExplanation,
  RoutingExplanation,
  SourceExplanation,
} from './explanation.ts';
export { itemWords } from './item-words.ts';
