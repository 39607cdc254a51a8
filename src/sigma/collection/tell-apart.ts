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
 * Gives each rule and correlation a key of its own. Of the same text twice the first stays (`RULE_TWICE`); of one id (in either case)
 * with different texts all stay (`RULE_ID_DUPLICATE`): the first under its id, the others under `<id>#` and 8 hex of their digest.
 */
export function tellApart<R extends Identified, C extends Identified>(rules: readonly R[], correlations: readonly C[]): ToldApart<R, C> {
  const first = new Map<string, Identified>();
  const texts = new Map<string, Identified>();
  const warnings: RuleProblem[] = [];
  const told = <T extends Identified>(item: T): T[] => {
    const id = item.id.toLowerCase();
    const text = `${id} ${item.digest}`;
    const same = texts.get(text);
    const other = same ?? first.get(id);
    if (same === undefined) texts.set(text, item);
    if (other === undefined) {
      first.set(id, item);
      return [item];
    }
    const code = same === undefined ? 'RULE_ID_DUPLICATE' : 'RULE_TWICE';
    const place = { line: item.line, column: 1 };
    warnings.push(ruleProblem(item.file, code, place, { id: item.id, other: `${other.file}:${other.line}` }));
    return same === undefined ? [{ ...item, key: `${item.id}#${item.digest.slice(0, 8)}` }] : [];
  };
  return { rules: rules.flatMap(told), correlations: correlations.flatMap(told), warnings };
}
