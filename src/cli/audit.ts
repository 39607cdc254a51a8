import type { Command } from 'commander';
import { verifyAuditTrail } from '../case/index.ts';
import { exitCode } from './exit-code.ts';

export function audit(program: Command): void {
  program
    .command('audit')
    .description("the case's record of who did what")
    .command('verify')
    .description('check that no line of the audit trail was changed, removed or moved; exit code 3 when one was')
    .requiredOption('--case <dir>', 'the case folder')
    .option('--json', 'one JSON document and nothing else')
    .addHelpText('after', '\nExample:\n  hardcell audit verify --case C')
    .action((options: { case: string; json?: boolean }) => {
      const verdict = verifyAuditTrail(options.case);
      const text = verdict.problem
        ? `line ${verdict.problem.line}: ${verdict.problem.reason}`
        : `${verdict.lines} lines, each follows from the one before`;
      process.stdout.write(options.json ? `${JSON.stringify(verdict)}\n` : `${text}\n`);
      process.exitCode = verdict.ok ? exitCode.done : exitCode.failed;
    });
}
