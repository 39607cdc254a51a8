import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { HardcellError } from '../../lib/index.ts';
import { loadRules } from '../../sigma/index.ts';
import { exitCode } from '../exit-code.ts';
import { placeholdersOf } from '../investigation/rule-set.ts';
import { printable } from '../showing/printable.ts';

/** `rules check`: what is wrong with rules, each with its place and code. */
export function checkRules(parent: Command): void {
  parent
    .command('check')
    .description('read rules and print what is wrong with them: file, line, column, code; exit code 1 when something is')
    .argument('<dir...>', 'folders or files of Sigma rules')
    .option('--placeholders <file>', 'YAML file with the values of placeholders: without them the rules that need them are rejected')
    .addHelpText('after', '\nExample:\n  hardcell rules check sigma/rules')
    .action((folders: string[], options: { placeholders?: string }) => {
      for (const folder of folders) if (!existsSync(folder)) throw new HardcellError('RULES_NOT_THERE', {}, folder);
      const load = loadRules(folders, { placeholders: placeholdersOf(options.placeholders) });
      for (const item of load.rejected.flatMap((rejected) => [rejected, ...rejected.more])) {
        process.stdout.write(`${printable(item.file)}:${item.line}:${item.column}  ${item.code}  ${printable(item.message)}\n`);
      }
      for (const item of load.warnings)
        process.stdout.write(
          `${printable(item.file)}:${item.line}:${item.column}  ${item.code}  ${printable(item.message)} (loaded all the same)\n`,
        );
      const loaded = `${load.rules.length} rules, ${load.correlations.length} correlations and ${load.filters.length} filters loaded`;
      process.stderr.write(`${loaded}, ${load.rejected.length} rejected, ${load.warnings.length} warnings\n`);
      process.exitCode = load.rejected.length ? exitCode.attention : exitCode.done;
    });
}
