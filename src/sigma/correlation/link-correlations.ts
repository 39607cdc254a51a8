import { byText } from '../../lib/index.ts';
import { rejection, ruleProblem, type Rejected, type RuleProblem } from '../problem.ts';
import type { SigmaRule } from '../rule.ts';
import type { Correlation, ParsedCorrelation, Reference, Step, StepSource } from './correlation.ts';
import { RuleNames, type Named } from './rule-names.ts';

/** Rules and correlations that fit together. */
export interface LinkedRules {
  /** The rules given, in their order; each knows what correlations need of it (`correlated`). */
  readonly rules: readonly SigmaRule[];
  /** Each after those it is built on, otherwise in the order given. */
  readonly correlations: readonly Correlation[];
  /** Correlations that cannot run, in the order given. */
  readonly rejected: readonly Rejected[];
}

/**
 * Looks up what correlations name, once all files are read: rules and other correlations, by id or name, those of the same file first.
 * A correlation is rejected when a name is unknown or means several rules, when a rule it needs was rejected, or when it leads back to itself.
 */
export function linkCorrelations(
  rules: readonly SigmaRule[],
  correlations: readonly ParsedCorrelation[],
  rejected: readonly Rejected[],
): LinkedRules {
  const linker = new Linker(new RuleNames(rules, correlations, rejected));
  for (const correlation of correlations) linker.link(correlation, []);
  const linked = [...linker.linked.values()].filter((one) => one !== null);
  // A correlation that cannot run speaks for nobody.
  const running = correlations.filter((one) => !one.generate && (linker.linked.get(one) ?? null) !== null);
  const silent = new Set(running.flatMap((one) => linker.namedBy(one)));
  return {
    rules: rules.map((rule) => withNeeds(rule, linked, silent)),
    correlations: linked.map(({ correlation }) => ({ ...correlation, silent: silent.has(correlation.key) })),
    rejected: correlations.flatMap((one) => linker.rejected.get(one) ?? []),
  };
}

function withNeeds(rule: SigmaRule, linked: readonly Linked[], silent: ReadonlySet<string>): SigmaRule {
  const sources = linked
    .flatMap(({ correlation }) => correlation.steps.flatMap((step) => step.sources))
    .filter((one) => one.rule === rule.key);
  if (sources.length === 0 && !silent.has(rule.key)) return rule;
  const fields = [...new Set(sources.flatMap(({ group, values }) => [...group, ...values]))].sort(byText);
  return { ...rule, correlated: { fields, silent: silent.has(rule.key) } };
}

/** Correlations may stand on each other so many levels deep, and one may have so many rules below it, each counted by every way that leads to it. */
const MAX_DEPTH = 16;
const MAX_SOURCES = 500;

/** A correlation, and for each of its sources what a name means there. */
interface Linked {
  readonly correlation: Correlation;
  readonly meanings: readonly { readonly rule: string; readonly fieldOf: (name: string) => string }[];
}

class Linker {
  readonly linked = new Map<ParsedCorrelation, Linked | null>();
  readonly rejected = new Map<ParsedCorrelation, Rejected>();
  readonly #names: RuleNames;

  constructor(names: RuleNames) {
    this.#names = names;
  }

  /** Keys of what a correlation names, as far as that can be told. */
  namedBy(correlation: ParsedCorrelation): string[] {
    return correlation.rules.flatMap((reference) => {
      const found = this.#names.find(reference, correlation.file);
      return 'named' in found ? [found.named.item.key] : [];
    });
  }

  /** `above` are the correlations that led here. */
  link(correlation: ParsedCorrelation, above: readonly ParsedCorrelation[]): Linked | null {
    const known = this.linked.get(correlation);
    if (known !== undefined) return known;
    const problems: RuleProblem[] = [];
    const steps = correlation.rules.map((reference) => this.#step(reference, correlation, [...above, correlation], problems));
    this.#checkAliases(correlation, steps, problems);
    const whole = steps.filter((step) => step !== null);
    if (whole.reduce((sum, { meanings }) => sum + meanings.length, 0) > MAX_SOURCES) {
      const place = { line: correlation.line, column: 1 };
      problems.push(ruleProblem(correlation.file, 'RULE_TOO_LARGE', place, { limit: MAX_SOURCES, what: 'rules below it' }));
    }
    const result = problems.length === 0 ? linkedOf(correlation, whole) : null;
    if (problems.length > 0)
      this.rejected.set(
        correlation,
        rejection(problems, correlation.title, correlation.derivedId ? null : correlation.id, correlation.name),
      );
    this.linked.set(correlation, result);
    return result;
  }

  #step(
    reference: Reference,
    correlation: ParsedCorrelation,
    path: readonly ParsedCorrelation[],
    problems: RuleProblem[],
  ): FoundStep | null {
    const refuse = (problem: RuleProblem): null => {
      problems.push(problem);
      return null;
    };
    const found = this.#names.find(reference, correlation.file);
    if ('problem' in found) return refuse(found.problem);
    const { named } = found;
    if (named.kind === 'rule') return { reference, named, meanings: [{ rule: named.item.key, fieldOf: (name) => name }] };
    const at = path.indexOf(named.item);
    if (at !== -1) {
      const names = [...path.slice(at), named.item].map((one) => one.name ?? one.id).join(' > ');
      return refuse(ruleProblem(correlation.file, 'RULE_CORRELATION_CYCLE', reference, { path: names }));
    }
    if (path.length >= MAX_DEPTH) return refuse(ruleProblem(correlation.file, 'RULE_TOO_DEEP', reference, { limit: MAX_DEPTH }));
    const inner = this.link(named.item, path);
    if (inner !== null) return { reference, named, meanings: inner.meanings };
    const place = this.rejected.get(named.item) ?? named.item;
    return refuse(
      ruleProblem(correlation.file, 'RULE_REFERENCE_REJECTED', reference, { name: reference.name, place: `${place.file}:${place.line}` }),
    );
  }

  #checkAliases(correlation: ParsedCorrelation, steps: readonly (FoundStep | null)[], problems: RuleProblem[]): void {
    for (const { rule } of correlation.aliases.flatMap(({ fields }) => fields)) {
      const found = this.#names.find(rule, correlation.file);
      const meant = 'named' in found ? found.named.item : null;
      if (steps.some((step) => step === null || step.named.item === meant || step.reference.name === rule.name)) continue;
      problems.push(
        ruleProblem(correlation.file, 'RULE_CORRELATION_INVALID', rule, { why: `an alias names \`${rule.name}\`, and \`rules\` does not` }),
      );
    }
  }
}

/** What an entry of `rules` means. */
interface FoundStep {
  readonly reference: Reference;
  readonly named: Named;
  readonly meanings: Linked['meanings'];
}

function linkedOf(parsed: ParsedCorrelation, found: readonly FoundStep[]): Linked {
  const { rules: _rules, aliases, ...rest } = parsed;
  const values = parsed.condition.kind === 'bounds' ? parsed.condition.fields : [];
  const meanings: Linked['meanings'][number][] = [];
  const steps = found.map(({ reference, named, meanings: below }): Step => {
    const called = new Set([reference.name, named.item.id, named.item.name]);
    const own = (name: string): string =>
      aliases.find((alias) => alias.name === name)?.fields.find(({ rule }) => called.has(rule.name))?.field ?? name;
    const sources = below.map(({ rule, fieldOf }, inner): StepSource => {
      const through = (name: string): string => fieldOf(own(name));
      meanings.push({ rule, fieldOf: through });
      return { rule, group: parsed.groupBy.map(through), values: values.map(through), inner: named.kind === 'rule' ? null : inner };
    });
    return { name: reference.name, correlation: named.kind === 'rule' ? null : named.item.key, sources };
  });
  return { correlation: { ...rest, steps, silent: false }, meanings };
}
