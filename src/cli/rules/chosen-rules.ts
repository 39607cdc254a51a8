import { basename, resolve } from 'node:path';
import { HardcellError } from '../../lib/index.ts';
import type { Correlation, RuleLoad, SigmaRule } from '../../sigma/index.ts';

/** What a name on the command line names. */
export interface ChosenRules {
  readonly rules: readonly SigmaRule[];
  readonly correlations: readonly Correlation[];
  /** Every rule that was loaded: correlations are built on others. */
  readonly all: readonly SigmaRule[];
}

/**
 * The rules and correlations that `name` names, in load order: those with this id; else of this file, by path or by name with or without its ending; else of
 * this title. Ids and titles in either case. Throws `RULE_NOT_FOUND`, or `RULE_REJECTED` when the rule is there and could not be used.
 */
export function chosenRules(name: string, { rules, correlations, rejected }: RuleLoad): ChosenRules {
  for (const fits of [byId, byFile, byTitle]) {
    const named = (item: Named): boolean => fits(item, name);
    const chosen = { rules: rules.filter(named), correlations: correlations.filter(named), all: rules };
    if (chosen.rules.length + chosen.correlations.length > 0) return chosen;
  }
  const refused = rejected.find((item) => [byId, byFile, byTitle].some((fits) => fits(item, name)));
  if (refused === undefined) throw new HardcellError('RULE_NOT_FOUND', { name });
  throw new HardcellError('RULE_REJECTED', { cause: refused.message }, `${refused.file}:${refused.line}:${refused.column}`);
}

interface Named {
  readonly id: string | null;
  readonly title: string | null;
  readonly file: string;
}

function byId({ id }: Named, name: string): boolean {
  return id?.toLowerCase() === name.toLowerCase();
}

function byTitle({ title }: Named, name: string): boolean {
  return title?.toLowerCase() === name.toLowerCase();
}

function byFile({ file }: Named, name: string): boolean {
  const own = basename(file);
  return own === name || own.replace(/\.ya?ml$/i, '') === name || resolve(file) === resolve(name);
}
