import type { Condition } from '../condition.ts';

/** One way in which an extended condition holds: these rules are seen, and those are not. Numbers are positions in the list of rules. */
export interface Term {
  /** In the order of the list; at least one. */
  readonly seen: readonly number[];
  readonly absent: readonly number[];
}

/** A condition in other words may have this many. */
const MAX_TERMS = 64;

type Literals = ReadonlyMap<string, boolean>;

/** The names of a condition in the order written, each once, with the offset where it stands first. */
export function conditionNames(condition: Condition): { name: string; offset: number }[] {
  const names = new Map<string, number>();
  const visit = (part: Condition): void => {
    if (part.kind === 'name' && !names.has(part.name)) names.set(part.name, part.offset);
    else if (part.kind === 'not') visit(part.part);
    else if (part.kind === 'and' || part.kind === 'or') part.parts.forEach(visit);
  };
  visit(condition);
  return [...names].map(([name, offset]) => ({ name, offset }));
}

/**
 * The ways in which a condition holds, each without contradiction; null when there are too many. Absence is asked only where one of the
 * rules has an event: a way that asks for nothing to be seen stands for one way for each of the rules it does not forbid.
 */
export function termsOf(condition: Condition, rules: readonly string[]): Term[] | null {
  const ways = expand(condition, true);
  if (ways === null) return null;
  const terms = new Map<string, Term>();
  for (const way of ways) {
    const absent = rules.flatMap((name, i) => (way.get(name) === false ? [i] : []));
    const seen = rules.flatMap((name, i) => (way.get(name) === true ? [i] : []));
    const anchored = seen.length > 0 ? [seen] : rules.flatMap((_, i) => (absent.includes(i) ? [] : [[i]]));
    for (const some of anchored) terms.set(`${some.join(' ')}|${absent.join(' ')}`, { seen: some, absent });
  }
  return [...terms.values()];
}

/** Disjunctive form; `holds` is false below an odd number of `not`. */
function expand(condition: Condition, holds: boolean): Literals[] | null {
  if (condition.kind === 'name') return [new Map([[condition.name, holds]])];
  if (condition.kind === 'not') return expand(condition.part, !holds);
  if (condition.kind !== 'and' && condition.kind !== 'or') return null;
  const parts = condition.parts.map((part) => expand(part, holds));
  const any = (condition.kind === 'or') === holds;
  let ways: Literals[] = any ? [] : [new Map()];
  for (const part of parts) {
    if (part === null) return null;
    ways = any ? [...ways, ...part] : ways.flatMap((way) => part.flatMap((other) => both(way, other)));
    if (ways.length > MAX_TERMS) return null;
  }
  return ways;
}

function both(a: Literals, b: Literals): Literals[] {
  for (const [name, holds] of b) if (a.get(name) === !holds) return [];
  return [new Map([...a, ...b])];
}
