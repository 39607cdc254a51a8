import {
  itemWords,
  type CorrelationExplanation,
  type ExplainedRule,
  type Explanation,
  type FieldValues,
  type ItemExplanation,
  type NodeExplanation,
  type RouteExplanation,
  type RoutingExplanation,
  type SourceExplanation,
} from '../../sigma/index.ts';

/** The event that was asked about; time, host and pointer are null for one from a file. */
export interface EventHead {
  readonly ref: string | null;
  readonly time: string | null;
  readonly host: string | null;
  readonly source: string;
  readonly channel: string | null;
}

/** `rules explain --json`: one document. */
export interface ExplanationDocument {
  readonly event: EventHead;
  /** Detection rules, then correlations, each in load order. */
  readonly rules: readonly (ExplainedDocument | CorrelationDocument)[];
}

/** A rule's explanation with its file by its short name, and a sentence at each line of the detection. */
export type ExplainedDocument = Omit<Explanation, 'condition'> & { readonly condition: ExplainedNode };

/** A correlation's explanation, those of the rules it is built on inside. */
export type CorrelationDocument = Omit<CorrelationExplanation, 'steps'> & {
  readonly steps: readonly {
    readonly name: string;
    readonly chained: boolean;
    readonly sources: readonly (Omit<SourceExplanation, 'explanation'> & { readonly explanation: ExplainedDocument })[];
  }[];
};

/** A node of the condition, as `NodeExplanation`; its lines say why. */
export type ExplainedNode =
  | { readonly kind: 'and' | 'or'; readonly holds: boolean; readonly parts: readonly ExplainedNode[] }
  | { readonly kind: 'not'; readonly holds: boolean; readonly part: ExplainedNode }
  | { readonly kind: 'search'; readonly name: string; readonly holds: boolean; readonly part: ExplainedNode }
  | ExplainedItem;

export type ExplainedItem = ItemExplanation & { readonly why: string };

/** How texts of the event are masked, and how rule files are named. */
export interface Shown {
  readonly mask: (text: string) => string;
  readonly file: (path: string) => string;
}

/** The explanation with every text of the event, and every value of the rule, masked. */
export function explainedDocument(explanation: Explanation, shown: Shown): ExplainedDocument {
  const { kind, matched } = explanation;
  return {
    kind,
    rule: ruleDocument(explanation.rule, shown),
    matched,
    routing: maskedRouting(explanation.routing, shown),
    condition: node(explanation.condition, shown),
  };
}

/** The same of a correlation. */
export function correlationDocument(explanation: CorrelationExplanation, shown: Shown): CorrelationDocument {
  const masked = ({ name, field, values }: FieldValues): FieldValues => ({ name, field, values: values.map(shown.mask) });
  return {
    ...explanation,
    rule: ruleDocument(explanation.rule, shown),
    steps: explanation.steps.map(({ sources, ...step }) => ({
      ...step,
      sources: sources.map((source) => ({
        explanation: explainedDocument(source.explanation, shown),
        group: source.group.map(masked),
        counted: source.counted.map(masked),
      })),
    })),
  };
}

function ruleDocument(rule: ExplainedRule, { file }: Shown): ExplainedRule {
  return { ...rule, file: file(rule.file) };
}

function maskedRouting(routing: RoutingExplanation, { mask }: Shown): RoutingExplanation {
  const masked = ({ checks, ...route }: RouteExplanation): RouteExplanation => ({
    ...route,
    checks: checks.map((check) => ({ ...check, found: check.found === null ? null : mask(check.found) })),
  });
  return { ...routing, routes: routing.routes.map(masked) };
}

function node(explained: NodeExplanation, shown: Shown): ExplainedNode {
  if (explained.kind === 'item') return item(explained, shown);
  if ('parts' in explained) return { ...explained, parts: explained.parts.map((part) => node(part, shown)) };
  return { ...explained, part: node(explained.part, shown) };
}

function item(explained: ItemExplanation, { mask }: Shown): ExplainedItem {
  const masked: ItemExplanation = {
    ...explained,
    read: explained.read.map(mask),
    values: explained.values.map(mask),
    wanted: explained.wanted.map(({ words, holds, by, other }) => ({
      words: mask(words),
      holds,
      by: by === null ? null : { field: by.field === null ? null : mask(by.field), value: mask(by.value) },
      other: other?.map(mask) ?? null,
    })),
  };
  return { ...masked, why: itemWords(masked) };
}
