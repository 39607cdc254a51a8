import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { factsAt } from '../../detect/index.ts';
import { Originals } from '../../evidence/index.ts';
import { HardcellError, isoFromInstant } from '../../lib/index.ts';
import { mappedRoutes } from '../../pass/index.ts';
import type { DocumentSource } from '../../report/index.ts';
import { loadRules, readLogsources, type SigmaEvent } from '../../sigma/index.ts';
import { remembered } from '../investigation/remembered.ts';
import { ownRules, placeholdersOf, shortName } from '../investigation/rule-set.ts';
import { plainMasker } from '../plain-masker.ts';
import { openMasker, withCase } from '../showing/open.ts';
import { chosenRules, type ChosenRules } from './chosen-rules.ts';
import { readEventFile } from './event-file.ts';
import { explained } from './explained.ts';
import type { ExplanationDocument, Shown } from './explanation-document.ts';
import { explanationText } from './explanation-text.ts';

interface ExplainOptions {
  readonly event: string;
  readonly case?: string;
  readonly rules?: string[];
  readonly placeholders?: string;
  readonly key?: string;
  readonly context?: string;
  readonly evidence?: string;
  readonly json?: boolean;
}

/** `rules explain`: why a rule is, or is not, found in an event. */
export function explainRules(parent: Command): void {
  parent
    .command('explain')
    .description('show why a rule is, or is not, found in an event: where it looks, and its condition with true or false at each node')
    .argument('<rule>', 'id, title, file name or path of the rule; a file with several rules gives all of them')
    .requiredOption('--event <ref>', 'evidence pointer, as findings print it; without --case a JSON file of one event')
    .option('--case <dir>', 'the case folder')
    .option(
      '--rules <dir...>',
      "further folders of Sigma rules (without this, those the case was made with); Hardcell's own are always there",
    )
    .option('--placeholders <file>', 'values of the placeholders that rules with `expand` name (docs/sigma.md)')
    .option('--key <file>', "the case's key file, when it is not in your configuration folder")
    .option('--context <dir>', 'the context the case was made with, when it was moved')
    .option('--evidence <dir>', 'where the evidence lies now, when it was moved')
    .option('--json', 'one JSON document and nothing else')
    .addHelpText(
      'after',
      `
Examples:
  hardcell rules explain web-server-starts-shell --event 9c41f07be2a85d13:44718 --case C
  hardcell rules explain mine.yml --rules mine.yml --event event.json`,
    )
    .action(async (name: string, options: ExplainOptions) => {
      const { case: caseDir, event } = options;
      const document =
        caseDir === undefined
          ? explainFile(name, options)
          : await withCase(caseDir, 'rules explain', { rule: name, ref: event }, (source) => explainRecord(name, source, options));
      process.stdout.write(options.json ? `${JSON.stringify(document)}\n` : explanationText(document));
    });
}

/** An event that the rule's author wrote down. */
function explainFile(name: string, options: ExplainOptions): ExplanationDocument {
  if (!existsSync(options.event)) throw new HardcellError('EVENT_FILE_MISSING', {}, options.event);
  const { chosen, file } = choose(name, options.rules ?? [], options.placeholders);
  const event = readEventFile(options.event);
  const masker = plainMasker();
  const shown: Shown = { mask: (text) => masker.text(text), file };
  const { channel } = event;
  const head = {
    ref: null,
    time: null,
    host: null,
    source: shown.mask(event.source),
    channel: channel === null ? null : shown.mask(channel),
  };
  return { event: head, rules: explained(chosen, () => [event], readLogsources(), shown) };
}

/** A record of a case, read again from the evidence; rules over facts are shown the facts it gave. */
async function explainRecord(name: string, source: DocumentSource, options: ExplainOptions): Promise<ExplanationDocument> {
  const { masker, context } = openMasker(source, options.key ?? null, options.context ?? null);
  const before = remembered(source.opened);
  const placeholders = options.placeholders ?? before.placeholders ?? undefined;
  const { chosen, file } = choose(name, options.rules ?? before.rules, placeholders);
  const facts = await factsFor(chosen, source, options.event);
  const routes = [...readLogsources(), ...mappedRoutes(context.formats)];
  const originals = new Originals(source.opened, masker, context, options.evidence ?? null);
  const document = originals.read(options.event, (event): ExplanationDocument => {
    const shown: Shown = { mask: (text) => (event.source === 'postgresql' ? masker.statement(text) : masker.text(text)), file };
    const head = {
      ref: options.event,
      time: isoFromInstant(event.time),
      host: event.host === null ? null : masker.text(event.host),
      source: event.source,
      channel: event.channel,
    };
    return { event: head, rules: explained(chosen, (rule) => facts.get(rule.logsource.category ?? '') ?? [event], routes, shown) };
  });
  if (document === null) throw new HardcellError('USAGE_REF', { ref: options.event });
  return document;
}

/** The facts behind a ref, of every kind that one of the rules asks for; a kind without any is left out. */
async function factsFor({ all }: ChosenRules, source: DocumentSource, ref: string): Promise<Map<string, SigmaEvent[]>> {
  const kinds = new Set(
    all.flatMap(({ logsource: { product, category } }) => (product === 'hardcell' && category !== null ? [category] : [])),
  );
  const facts = new Map<string, SigmaEvent[]>();
  for (const kind of kinds) {
    const events = await factsAt(source.input, kind, ref);
    if (events.length > 0) facts.set(kind, events);
  }
  return facts;
}

function choose(name: string, given: readonly string[], placeholders: string | undefined): { chosen: ChosenRules; file: Shown['file'] } {
  for (const folder of given) if (!existsSync(folder)) throw new HardcellError('RULES_NOT_THERE', {}, folder);
  const folders = [ownRules, ...given];
  const load = loadRules(folders, { placeholders: placeholdersOf(placeholders) });
  return { chosen: chosenRules(name, load), file: (path) => shortName(path, folders) };
}
