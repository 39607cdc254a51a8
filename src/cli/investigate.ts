import type { Command } from 'commander';
import { stageInput } from '../case/index.ts';
import { coverageStage } from '../coverage/index.ts';
import { detectStage } from '../detect/index.ts';
import { exposureStage } from '../exposure/index.ts';
import { Originals } from '../evidence/index.ts';
import { namesStage } from '../names/index.ts';
import { compactStage } from '../pass/index.ts';
import { runStage } from '../case/index.ts';
import { storyStage } from '../story/index.ts';
import { exitCode } from './exit-code.ts';
import { placesOf } from './investigation/gather.ts';
import { endRun, printOutcome } from './investigation/outcome.ts';
import { investigateOptions, type InvestigateOptions, type RawInvestigateOptions } from './investigation/options.ts';
import { readEvidence } from './investigation/read-evidence.ts';
import { openSession } from './investigation/session.ts';
import { statementSource } from './investigation/statement-source.ts';
import { openProgress } from './progress.ts';

const EXAMPLES = `
Examples:
  hardcell investigate collected/ --case C
  hardcell investigate collected/ --case C --cdr cdr/ --context context/ --key ~/keys/case.key
  hardcell investigate more/ --case C                     adds evidence to the case
  hardcell investigate collected/ --case C --rules sigma/rules --from 2024-03-01 --to 2024-06-01

What was read once is not read again: a run that was cut off goes on where it was.
Exit code 0: done. 1: done, and something needs attention (quarantined input, rejected rules). 2: wrong usage. 3: failed.`;

export function investigate(program: Command): void {
  program
    .command('investigate')
    .description('read evidence into a case, and rebuild what happened: findings, story, whose records left')
    .argument('<evidence...>', 'folders or files as they were collected; they are never changed')
    .requiredOption('--case <dir>', 'the case folder: made when it is not there, continued when it is')
    .option('--rules <dir...>', "folders of Sigma rules, beside Hardcell's own")
    .option('--placeholders <file>', 'YAML file with the values of placeholders in rules: a name, and a value or a list')
    .option('--cdr <dir>', 'the call-record store: a folder of files that context/mappings describe')
    .option('--context <dir>', 'what the carrier knows: sources, numbers, mappings, tickets …')
    .option('--key <file>', 'key of the pseudonyms (default: in your configuration folder, by case id; never inside the case)')
    .option('--jobs <n>', 'workers (default: one a core)')
    .option('--from <time>', 'records before this are out of scope (2024-04-01 or 2024-04-01T00:32:44Z)')
    .option('--to <time>', 'records at or after this are out of scope')
    .addHelpText('after', EXAMPLES)
    .action(async (evidence: string[], raw: RawInvestigateOptions) => {
      process.exitCode = await investigateCase(investigateOptions(evidence, raw));
    });
}

/** The whole way: evidence ─▶ facts ─▶ findings ─▶ story ─▶ exposure. Reports are made from the case afterwards. */
export async function investigateCase(given: InvestigateOptions): Promise<number> {
  const started = Date.now();
  const progress = openProgress();
  const session = await openSession(given, progress.update);
  try {
    const { options, opened, engine, rules, context, masker } = session;
    await readEvidence(session, progress.update);
    progress.update('sorting facts');
    const evidence = await runStage(opened, engine, compactStage(opened, engine, session.generation));
    progress.update('telling who is who');
    const names = await runStage(opened, engine, namesStage([evidence]));
    progress.update('looking for what could not be seen');
    const coverage = await runStage(opened, engine, coverageStage([evidence, names]));
    progress.update('looking for findings');
    const findings = await runStage(opened, engine, detectStage(rules.load, { context, masker }, [evidence, rules.digest, context.digest]));
    progress.update('rebuilding the story');
    const story = await runStage(opened, engine, storyStage(context, [evidence, names, coverage, findings, context.digest]));
    progress.update('counting the records that left');
    const originals = new Originals(opened, masker, context, null, placesOf(session.gathered));
    const exposure = exposureStage({ context, masker, cdr: options.cdr, statements: statementSource(originals) }, [
      evidence,
      story,
      context.digest,
      session.cdrDigest,
    ]);
    await runStage(opened, engine, exposure);
    progress.end();
    endRun(session, started);
    return (await printOutcome(session, stageInput(opened, engine), progress)) ? exitCode.attention : exitCode.done;
  } finally {
    session.close();
  }
}
