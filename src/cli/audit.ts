import type { Command } from 'commander';
import { openExistingCase, verifyAuditTrail } from '../case/index.ts';
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
      // A folder without a case has no trail to be sound.
      openExistingCase(options.case).manifest.close();
      const verdict = verifyAuditTrail(options.case);
      const sound = `${verdict.lines} lines, each follows from the one before`;
      const missing = 'the trail is missing: every case has one from its first command on';
      const text = verdict.problem ? `line ${verdict.problem.line}: ${verdict.problem.reason}` : verdict.lines === 0 ? missing : sound;
      process.stdout.write(options.json ? `${JSON.stringify(verdict)}\n` : `${text}\n`);
      process.exitCode = verdict.ok && verdict.lines > 0 ? exitCode.done : exitCode.failed;
    });
}
