import { compileRule, literalWeights, type CompiledRule } from './compiled-rule.ts';
import { EventView, FieldNumbers } from './event-view.ts';
import type { SigmaEvent } from './event.ts';
import { readLogsources, type Route } from './logsources.ts';
import { RouteTable } from './route-table.ts';
import { routesOf } from './routing.ts';
import type { SigmaRule } from './rule.ts';

/** One rule that an event matches. */
export interface Match {
  readonly rule: SigmaRule;
  /**
   * What the rule looked at and the event has, under the rule's names: fields in the order of the detection, then those its author wants
   * shown, then the fields that hold one of its keywords. Several values of one field are joined by line feeds; each name stands once.
   */
  readonly fields: readonly (readonly [string, string | null])[];
}

/** Rules made ready to match events. */
export interface RuleSet {
  /** All rules given, in the order given. */
  readonly rules: readonly SigmaRule[];
  /** Rules for whose logsource no event is read; they are loaded but can never match. In the order given. */
  readonly unrouted: readonly SigmaRule[];
  /** The rules the event matches, each once, in the order given. */
  match(event: SigmaEvent): Match[];
  /** How many detections were evaluated so far: what the index let through. */
  candidates(): number;
}

/** Compiles rules for the logsources known. */
export function compileRules(rules: readonly SigmaRule[], logsources: readonly Route[] = readLogsources()): RuleSet {
  const fields = new FieldNumbers();
  const view = new EventView(fields);
  const weigh = literalWeights(rules);
  const unrouted: SigmaRule[] = [];
  const table = new RouteTable(fields);
  for (const [order, rule] of rules.entries()) {
    const routes = routesOf(rule.logsource, logsources);
    if (routes.length === 0) unrouted.push(rule);
    else table.add(compileRule(rule, order, fields, view, weigh), routes);
  }
  let evaluated = 0;
  const match = (event: SigmaEvent): Match[] => {
    const found = new Map<number, Match>();
    for (const group of table.groups(event)) {
      view.begin(event, group.mapping);
      for (const i of group.index.candidates(view)) {
        const entry = group.entries[i];
        if (entry === undefined || found.has(entry.compiled.order)) continue;
        evaluated++;
        if (entry.where(view) && entry.compiled.test(view)) found.set(entry.compiled.order, matchOf(entry.compiled, view, fields));
      }
    }
    view.begin(null, null);
    return found.size < 2 ? [...found.values()] : [...found].sort(([a], [b]) => a - b).map(([, result]) => result);
  };
  return { rules, unrouted, match, candidates: () => evaluated };
}

function matchOf(compiled: CompiledRule, view: EventView, fields: FieldNumbers): Match {
  const shown = new Map<string, string | null>();
  for (const number of compiled.shown) {
    const cell = view.cell(number);
    if (cell.present) shown.set(fields.names[number] ?? '', cell.shown);
  }
  for (const test of compiled.keywords) {
    for (const [name, value] of view.fieldsWhere(test)) if (!shown.has(name)) shown.set(name, value);
  }
  return { rule: compiled.rule, fields: [...shown] };
}
