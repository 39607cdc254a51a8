import type { Command } from 'commander';
import { checkRules } from './check.ts';
import { explainRules } from './explain.ts';
import { listRules } from './list.ts';

export function rules(program: Command): void {
  const parent = program.command('rules').description('check, list and explain detection rules');
  for (const add of [checkRules, listRules, explainRules]) add(parent);
}
