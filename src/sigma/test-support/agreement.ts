import { readFileSync, readdirSync } from 'node:fs';
import type { SigmaEvent } from '../event.ts';
import { parseLogsources, readLogsources, type Route } from '../logsources.ts';
import { compileRules } from '../rule-set.ts';
import type { SigmaRule } from '../rule.ts';
import { naiveDetection, naiveDocuments, naiveEvent, naiveRouter, textOf, type EventTest, type NaiveYaml } from './naive/index.ts';
import type { RealEvent } from './real-events.ts';

/** A rule and an event of which the engine and the naive evaluator say different things. */
export interface Difference {
  readonly file: string;
  readonly title: string;
  readonly event: RealEvent;
  readonly engine: boolean;
  readonly naive: boolean;
}

/** How many pairs were asked, how many of them matched, and the first differences. */
export interface Agreement {
  readonly events: number;
  readonly pairs: number;
  readonly matches: number;
  readonly differences: readonly Difference[];
}

/** Asks both evaluators about one event after another. */
export interface Comparison {
  add(event: RealEvent): void;
  result(): Agreement;
}

/** What is asked of every rule by its number: whether it matches an event. */
type Asked = (event: RealEvent) => (rule: number) => boolean;

const MAX_DIFFERENCES = 10;

/** Every event is of one source and every rule looks at it. */
const EVERYWHERE = 'source: any\nproduct: any\nrepeated: [Data]\nspaces: dropped\n';

/** Each rule, its logsource taken away, against each event. */
export function comparedEverywhere(rules: readonly SigmaRule[]): Comparison {
  const anywhere = rules.map((rule) => ({ ...rule, logsource: { product: 'any', category: null, service: null } }));
  const tests = rules.map((rule) => naiveOf(rule).test);
  const ask: Asked = (event) => {
    const seen = naiveEvent(event.pairs, { repeated: ['Data'], dropSpaces: true });
    return (rule) => tests[rule]?.(seen) ?? false;
  };
  const shown = (event: RealEvent): SigmaEvent => ({
    source: 'any',
    channel: null,
    get: (field) => event.get(field),
    fields: () => event.fields(),
  });
  return compared(anywhere, parseLogsources(EVERYWHERE, 'everywhere'), ask, shown);
}

/** Each rule against each event as the logsource data leads one to the other. */
export function comparedRouted(rules: readonly SigmaRule[]): Comparison {
  const folder = new URL('../logsources/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const router = naiveRouter(names.toSorted().map((name) => readFileSync(new URL(name, folder), 'utf8')));
  const routed = rules.map((rule) => {
    const { logsource, test } = naiveOf(rule);
    return router(logsource, test);
  });
  const ask: Asked = (event) => (rule) => routed[rule]?.(event) ?? false;
  return compared(rules, readLogsources(), ask, (event) => event);
}

function compared(rules: readonly SigmaRule[], routes: readonly Route[], ask: Asked, shown: (event: RealEvent) => SigmaEvent): Comparison {
  const set = compileRules(rules, routes);
  const numbers = new Map(rules.map((rule, i) => [rule, i]));
  const differences: Difference[] = [];
  let [events, matches] = [0, 0];
  return {
    add(event) {
      events++;
      const found = new Set(set.match(shown(event)).map(({ rule }) => numbers.get(rule)));
      const naive = ask(event);
      for (const [i, { file, title }] of rules.entries()) {
        const [a, b] = [found.has(i), naive(i)];
        if (b) matches++;
        if (a !== b && differences.length < MAX_DIFFERENCES) differences.push({ file, title, event, engine: a, naive: b });
      }
    },
    result: () => ({ events, pairs: events * rules.length, matches, differences }),
  };
}

interface NaiveRule {
  readonly logsource: NaiveYaml | undefined;
  readonly test: EventTest;
}

const known = new Map<string, NaiveRule>();

/** The rule as it is written, read a second time from its file; once for both comparisons. */
function naiveOf({ file, title }: SigmaRule): NaiveRule {
  const before = known.get(`${file} ${title}`);
  if (before !== undefined) return before;
  const document = naiveDocuments(readFileSync(file, 'utf8')).find((each) => each.has('detection') && textOf(each.get('title')) === title);
  if (document === undefined) throw new Error(`${file} holds no rule ${title}`);
  const rule = { logsource: document.get('logsource'), test: naiveDetection(document.get('detection')) };
  known.set(`${file} ${title}`, rule);
  return rule;
}
