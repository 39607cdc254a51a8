import type { Command } from 'commander';
import { exitCode } from './exit-code.ts';
import { readTruth, score as scoreCase, type Score } from '../score/index.ts';
import { openMasker, withCase } from './showing/open.ts';
import { printable } from './showing/printable.ts';

interface ScoreOptions {
  readonly case: string;
  readonly truth: string;
  readonly key?: string;
  readonly context?: string;
  readonly json?: boolean;
}

export function score(program: Command): void {
  program
    .command('score')
    .description('measure a case against the truth that `rehearse` wrote')
    .requiredOption('--case <dir>', 'the case folder')
    .requiredOption('--truth <file>', 'truth.json')
    .option('--key <file>', "the case's key file, when it is not in your configuration folder")
    .option('--context <dir>', 'the context the case was made with, when it was moved')
    .option('--json', 'one JSON document and nothing else')
    .addHelpText('after', '\nExample:\n  hardcell score --case C --truth rehearsal/truth.json')
    .action(async (options: ScoreOptions) => {
      const truth = readTruth(options.truth);
      await withCase(options.case, 'score', {}, async (source) => {
        const { masker } = openMasker(source, options.key ?? null, options.context ?? null);
        const result = await scoreCase(source.input, truth, masker);
        process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : scoreText(result));
        if (!result.same_carrier) process.exitCode = exitCode.attention;
      });
    });
}

function scoreText(result: Score): string {
  const { hops, hosts, stolen_at, exposure, targets } = result;
  const rows: [string, number | null, number | null, string][] = [
    ['hops', hops.precision, hops.recall, `recall of observable hops ${figure(hops.recall_observable)}`],
    ['hosts', hosts.precision, hosts.recall, ''],
    ['stolen at', stolen_at.precision, stolen_at.recall, ''],
    [
      'records confirmed',
      exposure.confirmed.precision,
      exposure.confirmed.recall,
      `recall where understood ${figure(exposure.confirmed.recall_understood)}`,
    ],
    ['records possible', exposure.possible.precision, exposure.possible.recall, 'recall of confirmed and possible together'],
    [`targets at ${targets.k}`, targets.precision_at_k, null, ''],
  ];
  const table = rows.map(([name, precision, recall, note]) =>
    `${name.padEnd(20)}${figure(precision).padStart(9)}  ${figure(recall).padStart(6)}  ${note}`.trimEnd(),
  );
  const misses = [
    ...result.misses.map(
      (m) => `${m.kind} hop: ${m.time}  ${printable(m.from)} → ${printable(m.to)}  ${printable(m.account)}: ${printable(m.reason)}`,
    ),
    ...result.theft_misses.map((m) => `theft: ${printable(m.account)} as used at ${printable(m.to)} ${m.time}: ${printable(m.reason)}`),
    ...result.host_misses.map((m) => `${m.kind} host: ${printable(m.host)}: ${printable(m.reason)}`),
  ];
  const hint = result.same_carrier
    ? []
    : ['none of the hosts and stores of this truth is in the case: is it the truth of another carrier?'];
  return `${['                    precision  recall', ...table, `operations          ${result.operations} claimed, ${result.operations_true} true`, ...hint, ...misses].join('\n')}\n`;
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}
