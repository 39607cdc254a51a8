import type { Command } from 'commander';
import {
  coverageDocument,
  exposureDocument,
  findingDocuments,
  ledgerDocument,
  quarantineDocuments,
  storyDocument,
  summaryDocument,
  type DocumentSource,
} from '../report/index.ts';
import { coverageText } from './showing/coverage-text.ts';
import { showEvent, type EventOptions } from './showing/event.ts';
import { withCase } from './showing/open.ts';
import { printStolenRecords } from './showing/stolen-records.ts';
import { exposureText, findingText, ledgerText, quarantineText, storyText, summaryText } from './showing/text.ts';

interface ShowOptions extends EventOptions {
  readonly case: string;
  readonly json?: boolean;
  readonly records?: boolean;
}

/** A document that is one JSON value, or a list printed a line each. */
interface Subject {
  readonly about: string;
  readonly lines: boolean;
  json(source: DocumentSource): Promise<unknown>;
  text(source: DocumentSource): Promise<string>;
}

const subjects: Readonly<Record<string, Subject>> = {
  summary: {
    about: 'what was read, and what came of it',
    lines: false,
    json: summaryDocument,
    text: async (source) => summaryText(await summaryDocument(source)),
  },
  findings: {
    about: 'every rule and analytic that fired (JSON lines)',
    lines: true,
    json: findingDocuments,
    text: async (source) => (await findingDocuments(source)).map(findingText).join(''),
  },
  story: {
    about: 'the intrusion, host after host',
    lines: false,
    json: storyDocument,
    text: async (source) => storyText(await storyDocument(source)),
  },
  exposure: {
    about: 'whose call records left, access by access (--records: the stolen set as CSV)',
    lines: false,
    json: exposureDocument,
    text: async (source) => exposureText(await exposureDocument(source)),
  },
  ledger: {
    about: 'queried, staged and sent bytes set against each other',
    lines: false,
    json: ledgerDocument,
    text: async (source) => ledgerText(await ledgerDocument(source)),
  },
  coverage: {
    about: 'which logs there are, what could not be seen, and which logs to save first',
    lines: false,
    json: coverageDocument,
    text: async (source) => coverageText(await coverageDocument(source), process.stdout.columns),
  },
  quarantine: {
    about: 'what could not be read, each with its place and reason (JSON lines)',
    lines: true,
    json: quarantineDocuments,
    text: async (source) => (await quarantineDocuments(source)).map(quarantineText).join(''),
  },
};

export function show(program: Command): void {
  const parent = program.command('show').description('print what a case holds, as text or as JSON');
  for (const [name, subject] of Object.entries(subjects)) {
    const command = parent.command(name).description(subject.about);
    command
      .requiredOption('--case <dir>', 'the case folder')
      .option('--json', 'one JSON document (JSON lines where noted) and nothing else');
    if (name === 'exposure') command.option('--records', 'the stolen set as CSV: record_id,grade,access_ids');
    command.addHelpText('after', `\nExample:\n  hardcell show ${name} --case C --json`);
    command.action(async (options: ShowOptions) => {
      await withCase(options.case, `show ${name}`, {}, async (source) => {
        if (options.records) return printStolenRecords(source, process.stdout);
        print(options.json ? jsonText(await subject.json(source), subject.lines) : await subject.text(source));
      });
    });
  }
  parent
    .command('event')
    .description('print the original record behind a pointer, identifiers masked')
    .argument('<ref>', 'evidence pointer, as findings print it')
    .requiredOption('--case <dir>', 'the case folder')
    .option('--key <file>', "the case's key file, when it is not in your configuration folder")
    .option('--context <dir>', 'the context the case was made with, when it was moved')
    .option('--evidence <dir>', 'where the evidence lies now, when it was moved')
    .option('--json', 'one JSON document and nothing else')
    .addHelpText('after', '\nExample:\n  hardcell show event 9c41f07be2a85d13:44718 --case C')
    .action(async (ref: string, options: ShowOptions) => {
      await withCase(options.case, 'show event', { ref }, async (source) => print(await showEvent(source, ref, options)));
    });
}

function jsonText(document: unknown, lines: boolean): string {
  return lines && Array.isArray(document) ? document.map((line) => `${JSON.stringify(line)}\n`).join('') : `${JSON.stringify(document)}\n`;
}

function print(text: string): void {
  process.stdout.write(text);
}
