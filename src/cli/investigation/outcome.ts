import { callRecordProblemTable, type StageInput } from '../../case/index.ts';
import { coverageDocument, documentSource, summaryDocument, type RejectedRule, type RulesNote, type RunNote } from '../../report/index.ts';
import type { Progress } from '../progress.ts';
import { exposedText } from '../showing/text.ts';
import { coverageLines } from './coverage-lines.ts';
import type { Session } from './session.ts';

/** Notes in the manifest what the summary says of this run. */
export function endRun(session: Session, started: number): void {
  const run: RunNote = { seconds: (Date.now() - started) / 1000, peak_memory: process.resourceUsage().maxRSS * 1024 };
  const masked = (item: RejectedRule): RejectedRule => ({ ...item, file: session.masker.text(item.file) });
  const rules: RulesNote = {
    loaded: session.rules.load.rules.length + session.rules.load.correlations.length,
    rejections: session.rules.rejections.map(masked),
    warnings: session.rules.warnings.map(masked),
  };
  session.opened.manifest.set('run_note', JSON.stringify(run));
  session.opened.manifest.set('rules_note', JSON.stringify(rules));
  session.opened.manifest.set('unfinished', 'no');
}

/** How many rejected rules are named on the terminal; `show summary` names all. */
const NAMED = 20;

/** Prints what came out, a few lines to standard error, and says whether something needs attention. */
export async function printOutcome(session: Session, input: StageInput, progress: Progress): Promise<boolean> {
  const source = documentSource(session.opened, input);
  const summary = await summaryDocument(source);
  const { evidence, rules, findings } = summary;
  const levels = Object.entries(findings).map(([level, n]) => `${n} ${level}`);
  progress.line(
    `${evidence.files} files, ${evidence.records} records = ${evidence.parsed} parsed + ${evidence.duplicate} duplicate + ${evidence.quarantined} quarantined + ${evidence.out_of_scope} out of scope`,
  );
  progress.line(`${rules.loaded} rules loaded, ${rules.rejected} rejected; findings: ${levels.join(', ')}`);
  progress.line(`${summary.operations} operations; call records that left: ${exposedText(summary.records_exposed)}`);
  const { masker } = session;
  for (const line of coverageLines(await coverageDocument(source))) progress.line(masker.text(line));
  for (const item of rules.rejections.slice(0, NAMED))
    progress.line(masker.text(`rejected rule ${item.file}:${item.line ?? 1}: ${item.reason}`));
  if (rules.rejections.length > NAMED) progress.line(`… and ${rules.rejections.length - NAMED} more: hardcell show summary --json`);
  for (const item of rules.warnings.slice(0, NAMED))
    progress.line(masker.text(`warning: rule ${item.file}:${item.line ?? 1}: ${item.reason}`));
  if (rules.warnings.length > NAMED) progress.line(`… and ${rules.warnings.length - NAMED} more warnings: hardcell show summary --json`);
  const { problems, numbers } = session.context;
  if (numbers === null)
    progress.line('no number plan was given (context/numbers.yaml): outside statements only numbers written with + or 00 are masked');
  for (const item of problems)
    progress.line(masker.text(`context ${item.file}${item.line === null ? '' : `:${item.line}`}: ${item.reason}`));
  const stores = await input.rows(callRecordProblemTable);
  for (const item of stores.slice(0, NAMED)) progress.line(masker.text(`call records ${item.file}@${item.offset}: ${item.reason}`));
  if (stores.length > NAMED) progress.line(`… and ${stores.length - NAMED} more: hardcell show quarantine`);
  if (Number(evidence.quarantined) > 0)
    progress.line(
      `${evidence.quarantined} items are in quarantine, each with its reason: hardcell show quarantine --case ${masker.text(session.opened.paths.dir)}`,
    );
  return rules.rejections.length > 0 || problems.length > 0 || stores.length > 0 || Number(evidence.quarantined) > 0;
}
