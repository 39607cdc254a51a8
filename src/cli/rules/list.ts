import type { Command } from 'commander';
import { loadRules } from '../../sigma/index.ts';
import { ownRules, placeholdersOf, shortName } from '../investigation/rule-set.ts';
import { printable } from '../showing/printable.ts';

/** `rules list`: every rule that would be asked. */
export function listRules(parent: Command): void {
  parent
    .command('list')
    .description("list rules: Hardcell's own, and those given")
    .option('--rules <dir...>', 'further folders of Sigma rules')
    .option('--placeholders <file>', 'YAML file with the values of placeholders')
    .option('--json', 'JSON lines and nothing else')
    .addHelpText('after', '\nExample:\n  hardcell rules list --json')
    .action((options: { rules?: string[]; placeholders?: string; json?: boolean }) => {
      const folders = [ownRules, ...(options.rules ?? [])];
      const { rules, correlations } = loadRules(folders, { placeholders: placeholdersOf(options.placeholders) });
      for (const rule of [...rules, ...correlations]) {
        const terminal = rule.custom['hardcell']?.['terminal'] === true;
        const file = shortName(rule.file, folders);
        if (options.json) {
          const { id, title, level, author, attack } = rule;
          process.stdout.write(`${JSON.stringify({ id, title, level, author, terminal, attack, file })}\n`);
        } else
          process.stdout.write(`${rule.id}  ${rule.level}${terminal ? ' terminal' : ''}  ${printable(rule.title)}  ${printable(file)}\n`);
      }
    });
}
