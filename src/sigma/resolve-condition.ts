import type { Condition, ConditionError } from './condition.ts';
import type { DetectionNode } from './detection.ts';

/** The search identifiers of a rule by name, in the order written. */
export type Searches = ReadonlyMap<string, DetectionNode>;

/** Puts the searches where the condition names them; every name that none has is given back as an error. */
export function resolveCondition(condition: Condition, searches: Searches): { node: DetectionNode; errors: ConditionError[] } {
  const errors: ConditionError[] = [];
  const visit = (part: Condition): DetectionNode => {
    if ('parts' in part) return { kind: part.kind, parts: part.parts.map(visit) };
    if ('part' in part) return { kind: 'not', part: visit(part.part) };
    if ('name' in part) return named([part.name], part.name, part.offset);
    return named(selected(part.pattern, searches), part.pattern, part.offset, part.kind === 'every' ? 'and' : 'or');
  };
  const named = (names: readonly string[], written: string, offset: number, kind: 'and' | 'or' = 'and'): DetectionNode => {
    const parts = names.flatMap((name): DetectionNode[] => {
      const part = searches.get(name);
      return part === undefined ? [] : [{ kind: 'search', name, part }];
    });
    if (parts.length === 0) errors.push({ code: 'RULE_CONDITION_NAME_UNKNOWN', details: { name: written }, offset });
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind, parts };
  };
  return { node: visit(condition), errors };
}

/** The names a pattern of the whole name fits, or all for `them`; `_` names are left out unless the pattern begins with `_` itself. */
function selected(pattern: string, searches: Searches): string[] {
  const names = [...searches.keys()].filter((name) => pattern.startsWith('_') || !name.startsWith('_'));
  if (pattern.toLowerCase() === 'them') return names;
  return names.filter((name) => fits(pattern.split('*'), name));
}

/** Whether a name consists of the pieces in their order, with anything between them. */
function fits(pieces: readonly string[], name: string): boolean {
  const [head = '', ...rest] = pieces;
  const tail = rest.pop();
  if (tail === undefined) return name === head;
  if (!name.startsWith(head) || !name.endsWith(tail) || name.length < head.length + tail.length) return false;
  let from = head.length;
  for (const piece of rest) {
    const at = name.indexOf(piece, from);
    if (at === -1 || at + piece.length > name.length - tail.length) return false;
    from = at + piece.length;
  }
  return true;
}
