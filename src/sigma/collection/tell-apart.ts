import { ruleProblem, type RuleProblem } from '../problem.ts';

/** What tells rules and correlations apart. */
interface Identified {
  readonly id: string;
  readonly key: string;
  readonly digest: string;
  readonly file: string;
  readonly line: number;
}

/** Rules and correlations of a load, each under a key of its own. */
export interface ToldApart<R, C> {
  readonly rules: readonly R[];
  readonly correlations: readonly C[];
  readonly warnings: readonly RuleProblem[];
}

/**
 * Gives each rule and correlation a key of its own. Of the same text twice the first stays (`RULE_TWICE`); of one id (in either case) with different
 * texts all stay (`RULE_ID_DUPLICATE`), each under `<id>#` and 8 hex of its digest, so that a key never depends on the order in which rules are read.
 */
export function tellApart<R extends Identified, C extends Identified>(rules: readonly R[], correlations: readonly C[]): ToldApart<R, C> {
  const byId = new Map<string, Identified[]>();
  const warnings: RuleProblem[] = [];
  const isNew = (item: Identified): boolean => {
    const id = item.id.toLowerCase();
    const others = byId.get(id);
    const same = others?.find(({ digest }) => digest === item.digest);
    if (others === undefined) byId.set(id, [item]);
    else if (same === undefined) others.push(item);
    const other = same ?? others?.[0];
    if (other !== undefined) {
      const place = { line: item.line, column: 1 };
      const details = { id: item.id, other: `${other.file}:${other.line}` };
      warnings.push(ruleProblem(item.file, same === undefined ? 'RULE_ID_DUPLICATE' : 'RULE_TWICE', place, details));
    }
    return same === undefined;
  };
  const [keptRules, keptCorrelations] = [rules.filter(isNew), correlations.filter(isNew)];
  const keyed = <T extends Identified>(item: T): T =>
    (byId.get(item.id.toLowerCase())?.length ?? 0) > 1 ? { ...item, key: `${item.id}#${item.digest.slice(0, 8)}` } : item;
  return { rules: keptRules.map(keyed), correlations: keptCorrelations.map(keyed), warnings };
}
