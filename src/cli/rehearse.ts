import { Option, type Command } from 'commander';
import { loadContext } from '../case/index.ts';
import { rehearse as rehearseScenario, scenarios } from '../range/index.ts';

interface RehearseOptions {
  readonly seed: string;
  readonly size: string;
  readonly out: string;
  readonly quiet?: boolean;
  readonly context?: string;
}

export function rehearse(program: Command): void {
  program
    .command('rehearse')
    .description('write the logs and call records of a carrier that never existed, with the truth about what happened in it')
    .addHelpText(
      'after',
      `\nScenarios: ${[...scenarios.keys()].join(', ')}\n\nExample:\n  hardcell rehearse slice --seed 1 --out rehearsal\n\nWrites evidence/, cdr/, context/ and truth.json: log files and nothing else.`,
    )
    .argument('<scenario>', 'which course of events')
    .requiredOption('--out <dir>', 'a folder that is not there yet, or is empty')
    .option('--seed <n>', 'the same seed gives the same bytes', '1')
    .addOption(new Option('--size <size>', 'how much of everything').choices(['small']).default('small'))
    .option('--quiet', 'the same carrier without the intruder')
    .option('--context <dir>', 'take the number plan from this context folder, in place of the fictional one')
    .action(async (scenario: string, options: RehearseOptions) => {
      const numbers = loadContext(options.context ?? null).numbers;
      const plan = numbers === null ? {} : { numbers };
      const summary = await rehearseScenario({
        scenario,
        seed: Number(options.seed),
        quiet: options.quiet === true,
        out: options.out,
        ...plan,
      });
      process.stderr.write(`${JSON.stringify(summary)}\n`);
    });
}
