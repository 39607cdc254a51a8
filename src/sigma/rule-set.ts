import { shownFields, type RuleCompilation, type ShownFields } from './compiled-rule.ts';
import { EventView, FieldNumbers } from './event-view.ts';
import type { SigmaEvent } from './event.ts';
import { literalWeights } from './literal-weights.ts';
import { readLogsources, type Route } from './logsources.ts';
import { RouteTable, type OrderedRule, type RoutedRule } from './route-table.ts';
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

/** Told of each detection that was evaluated, and how many milliseconds that took. */
export type RuleWatch = (rule: SigmaRule, matched: boolean, milliseconds: number) => void;

/** Compiles rules for the logsources known. `watch` is for measuring; it takes longer than most rules. */
export function compileRules(
  rules: readonly SigmaRule[],
  logsources: readonly Route[] = readLogsources(),
  watch: RuleWatch | null = null,
): RuleSet {
  const fields = new FieldNumbers();
  const view = new EventView(fields);
  const compilation: RuleCompilation = { fields, view, weigh: literalWeights(rules) };
  const unrouted: SigmaRule[] = [];
  const table = new RouteTable(compilation);
  for (const [order, rule] of rules.entries()) {
    const routes = routesOf(rule.logsource, logsources);
    if (routes.length === 0) unrouted.push(rule);
    else table.add({ rule, order }, routes);
  }
  let evaluated = 0;
  const holds = ({ where, test }: RoutedRule): boolean => {
    evaluated++;
    return where(view) && test(view);
  };
  const watched = (entry: RoutedRule): boolean => {
    const start = performance.now();
    const matched = holds(entry);
    watch?.(entry.ordered.rule, matched, performance.now() - start);
    return matched;
  };
  const shown = new Map<SigmaRule, ShownFields>();
  const matchOf = ({ rule }: OrderedRule): Match => {
    let own = shown.get(rule);
    if (own === undefined) shown.set(rule, (own = shownFields(rule, compilation)));
    return { rule, fields: fieldsOf(own, view, fields) };
  };
  const test = watch === null ? holds : watched;
  const match = (event: SigmaEvent): Match[] => {
    const found: Found[] = [];
    for (const group of table.groups(event)) {
      view.begin(event, group.mapping);
      for (const i of group.index.candidates(view)) {
        const entry = group.entries[i];
        if (entry === undefined || found.some(({ order }) => order === entry.ordered.order)) continue;
        if (test(entry)) found.push({ order: entry.ordered.order, match: matchOf(entry.ordered) });
      }
    }
    view.begin(null, null);
    if (found.length > 1) found.sort((a, b) => a.order - b.order);
    return found.map(({ match: result }) => result);
  };
  return { rules, unrouted, match, candidates: () => evaluated };
}

interface Found {
  readonly order: number;
  readonly match: Match;
}

function fieldsOf({ numbers, keywords }: ShownFields, view: EventView, fields: FieldNumbers): Match['fields'] {
  const own: [string, string | null][] = [];
  for (const number of numbers) {
    const cell = view.cell(number);
    if (cell.present) own.push([fields.names[number] ?? '', cell.shown]);
  }
  if (keywords.length === 0) return own;
  const shown = new Map(own);
  for (const test of keywords) {
    for (const [name, value] of view.fieldsWhere(test)) if (!shown.has(name)) shown.set(name, value);
  }
  return [...shown];
}
