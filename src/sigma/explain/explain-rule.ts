import { compileDetection } from '../compile-detection.ts';
import type { DetectionNode } from '../detection.ts';
import { EventView, FieldNumbers } from '../event-view.ts';
import type { SigmaEvent } from '../event.ts';
import type { FieldMapping, Route } from '../logsources.ts';
import { routesOf } from '../routing.ts';
import type { SigmaRule } from '../rule.ts';
import { explainItem, type Reading } from './explain-item.ts';
import { explainRoute } from './explain-routing.ts';
import type { Explanation, NodeExplanation, RouteExplanation } from './explanation.ts';

/** Fields under their own names, for a rule that no route leads to. */
const ownNames: FieldMapping = { fields: new Map(), repeated: new Set(), dropSpaces: false, constant: new Set() };

/**
 * Why a rule is, or is not, found in an event. `matched` is what a rule set of these routes answers; where several routes bring the event,
 * the condition is read under the first that gives a match.
 */
export function explainRule(rule: SigmaRule, event: SigmaEvent, routes: readonly Route[]): Explanation {
  const { explained, leading, taken, condition } = asked(rule, event, routes);
  const { id, title, level, author, file, line, filters, logsource } = rule;
  return {
    kind: 'rule',
    rule: { id, title, level, author, file, line, filters },
    matched: leading && condition.holds,
    routing: { logsource, considered: leading, routes: explained, taken },
    condition,
  };
}

/** The values of fields as the rule reads them in the event; none where the event has none. */
export function valuesRead(rule: SigmaRule, event: SigmaEvent, routes: readonly Route[], fields: readonly string[]): readonly string[][] {
  const { reading } = asked(rule, event, routes);
  return fields.map((field) => [...reading.view.cell(reading.fields.of(field)).texts]);
}

interface Asked {
  readonly explained: readonly RouteExplanation[];
  /** Whether a route leads the event to the rule. */
  readonly leading: boolean;
  readonly taken: number | null;
  readonly reading: Reading;
  readonly condition: NodeExplanation;
}

function asked(rule: SigmaRule, event: SigmaEvent, routes: readonly Route[]): Asked {
  const own = routesOf(rule.logsource, routes);
  const explained = own.map((route) => explainRoute(route, event));
  const leading = [...explained.keys()].filter((i) => explained[i]?.holds);
  const readings = (leading.length > 0 ? leading : [nearest(explained)]).map((taken) => {
    const reading = readingOf(event, (taken === null ? null : own[taken]?.mapping) ?? ownNames);
    return { taken, reading, condition: explainNode(rule.detection, reading) };
  });
  const [first] = readings;
  const chosen = readings.find(({ condition }) => condition.holds) ?? first;
  if (chosen === undefined) throw new Error('a rule is read in one way at least');
  return { explained, leading: leading.length > 0, ...chosen };
}

/** Of routes of which none leads here, the one that asks least that the event has not. */
function nearest(routes: readonly { readonly checks: readonly { readonly holds: boolean }[] }[]): number | null {
  const missing = routes.map(({ checks }) => checks.findIndex(({ holds }) => !holds));
  const furthest = Math.max(-1, ...missing);
  return furthest === -1 ? null : missing.indexOf(furthest);
}

function readingOf(event: SigmaEvent, mapping: FieldMapping): Reading {
  const fields = new FieldNumbers();
  const view = new EventView(fields);
  view.begin(event, mapping);
  return { event, mapping, fields, view };
}

/** Each node is asked by the engine's own test, so that no answer here can differ from the engine's. */
function explainNode(node: DetectionNode, reading: Reading): NodeExplanation {
  const holds = compileDetection(node, reading.fields)(reading.view);
  if (node.kind === 'item') return explainItem(node, holds, reading);
  if (node.kind === 'search') return { kind: 'search', name: node.name, holds, part: explainNode(node.part, reading) };
  if (node.kind === 'not') return { kind: 'not', holds, part: explainNode(node.part, reading) };
  return { kind: node.kind, holds, parts: node.parts.map((part) => explainNode(part, reading)) };
}
