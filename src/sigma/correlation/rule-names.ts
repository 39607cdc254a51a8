import { ruleProblem, type Rejected, type RuleProblem } from '../problem.ts';
import type { SigmaRule } from '../rule.ts';
import type { ParsedCorrelation, Reference } from './correlation.ts';

/** What a reference can mean. */
export type Named =
  { readonly kind: 'rule'; readonly item: SigmaRule } | { readonly kind: 'correlation'; readonly item: ParsedCorrelation };

type Found = { readonly named: Named } | { readonly problem: RuleProblem };

/** Everything that a correlation can name, by id (in either case) and by name. */
export class RuleNames {
  readonly #known = new Map<string, Named[]>();
  readonly #rejected = new Map<string, Rejected>();

  constructor(rules: readonly SigmaRule[], correlations: readonly ParsedCorrelation[], rejected: readonly Rejected[]) {
    for (const item of rules) this.#add(item, { kind: 'rule', item });
    for (const item of correlations) this.#add(item, { kind: 'correlation', item });
    for (const one of rejected) {
      for (const word of [one.id?.toLowerCase(), one.name])
        if (word !== undefined && !this.#rejected.has(word)) this.#rejected.set(word, one);
    }
  }

  #add(item: SigmaRule | ParsedCorrelation, named: Named): void {
    const words = new Set([item.derivedId ? null : item.id.toLowerCase(), item.name]);
    for (const word of words) if (word !== null) this.#known.set(word, [...(this.#known.get(word) ?? []), named]);
  }

  /** What a reference in a file means: a rule of that file before one of another. */
  find(reference: Reference, file: string): Found {
    const { name } = reference;
    const found = this.#known.get(name) ?? this.#known.get(name.toLowerCase()) ?? [];
    const here = found.filter(({ item }) => item.file === file);
    const [only, ...others] = here.length > 0 ? here : found;
    if (only !== undefined && others.length === 0) return { named: only };
    if (only !== undefined) {
      const places = [only, ...others].map(({ item }) => `${item.file}:${item.line}`).join(', ');
      return { problem: ruleProblem(file, 'RULE_REFERENCE_AMBIGUOUS', reference, { name, places }) };
    }
    const broken = this.#rejected.get(name) ?? this.#rejected.get(name.toLowerCase());
    if (broken !== undefined)
      return { problem: ruleProblem(file, 'RULE_REFERENCE_REJECTED', reference, { name, place: `${broken.file}:${broken.line}` }) };
    return { problem: ruleProblem(file, 'RULE_REFERENCE_UNKNOWN', reference, { name }) };
  }
}
