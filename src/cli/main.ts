import { Command, CommanderError } from 'commander';
import { version } from '../lib/index.ts';
import { audit } from './audit.ts';
import { demo } from './demo.ts';
import { exitCode } from './exit-code.ts';
import { investigate } from './investigate.ts';
import { machineFailure } from './machine-failure.ts';
import { plainMasker } from './plain-masker.ts';
import { rehearse } from './rehearse.ts';
import { report } from './report.ts';
import { rules } from './rules/index.ts';
import { score } from './score.ts';
import { show } from './show.ts';

/** Every command, in the order in which a newcomer meets them. */
const commands = [investigate, show, report, rehearse, score, rules, audit, demo];

const program = new Command('hardcell')
  .description('Rebuilds an intrusion into a phone carrier from its logs as one story, and says whose call records left.')
  .version(version)
  .showHelpAfterError('(hardcell --help lists the commands and options)')
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(plainMasker().text(text)) });
for (const add of commands) add(program);
for (const command of program.commands) inherit(command);

// Who reads our output may stop reading (`hardcell show quarantine | head`); that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? exitCode.done : tell(error));
});

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = tell(error);
}

function inherit(command: Command, above = 'hardcell'): void {
  const name = `${above} ${command.name()}`;
  command.copyInheritedSettings(program).showHelpAfterError(`(${name} --help lists its options)`);
  for (const inner of command.commands) inherit(inner, name);
}

/** Says what happened, where, and what to do; the trace of a defect only when asked for, because it may quote input. */
function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
  const masker = plainMasker();
  const known = machineFailure(error);
  if (known) {
    const place = known.place === null ? '' : `${known.place}: `;
    process.stderr.write(masker.text(`hardcell: ${place}${known.message}\n  ${known.remedy}\n`));
    return known.usage ? exitCode.usage : exitCode.failed;
  }
  const text =
    error instanceof Error
      ? process.env['HARDCELL_TRACE']
        ? (error.stack ?? error.message)
        : `${error.name}: ${error.message}`
      : String(error);
  process.stderr.write(masker.text(`hardcell: ${text}\n  this is a defect; run again with HARDCELL_TRACE=1 for where it happened\n`));
  return exitCode.failed;
}
