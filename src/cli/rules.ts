import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { HardcellError } from '../lib/index.ts';
import { loadRules } from '../sigma/index.ts';
import { exitCode } from './exit-code.ts';
import { ownRules, shortName } from './investigation/rule-set.ts';
import { printable } from './showing/printable.ts';

export function rules(program: Command): void {
  const parent = program.command('rules').description('check and list detection rules');
  parent
    .command('check')
    .description('read rules and print what is wrong with them: file, line, column, code; exit code 1 when something is')
    .argument('<dir...>', 'folders or files of Sigma rules')
    .addHelpText('after', '\nExample:\n  hardcell rules check sigma/rules')
    .action((folders: string[]) => {
      for (const folder of folders) if (!existsSync(folder)) throw new HardcellError('RULES_NOT_THERE', {}, folder);
      const load = loadRules(folders);
      for (const item of load.rejected.flatMap((rejected) => [rejected, ...rejected.more])) {
        process.stdout.write(`${printable(item.file)}:${item.line}:${item.column}  ${item.code}  ${printable(item.message)}\n`);
      }
      for (const item of load.warnings)
        process.stdout.write(
          `${printable(item.file)}:${item.line}:${item.column}  ${item.code}  ${printable(item.message)} (loaded all the same)\n`,
        );
      process.stderr.write(`${load.rules.length} rules loaded, ${load.rejected.length} rejected, ${load.warnings.length} warnings\n`);
      process.exitCode = load.rejected.length ? exitCode.attention : exitCode.done;
    });
  parent
    .command('list')
    .description("list rules: Hardcell's own, and those given")
    .option('--rules <dir...>', 'further folders of Sigma rules')
    .option('--json', 'JSON lines and nothing else')
    .addHelpText('after', '\nExample:\n  hardcell rules list --json')
    .action((options: { rules?: string[]; json?: boolean }) => {
      const folders = [ownRules, ...(options.rules ?? [])];
      for (const rule of loadRules(folders).rules) {
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
