import { existsSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { Originals, systemCode } from '../evidence/index.ts';
import { HardcellError, version } from '../lib/index.ts';
import { reportDocuments, reportFormats } from '../report/index.ts';
import { maskedFields, type EventOptions } from './showing/event.ts';
import { openMasker, withCase } from './showing/open.ts';

interface ReportOptions extends EventOptions {
  readonly case: string;
  readonly format: string;
  readonly out: string;
}

export function report(program: Command): void {
  program
    .command('report')
    .description('write the report of a case')
    .requiredOption('--case <dir>', 'the case folder')
    .addOption(new Option('--format <format>', 'what to write').choices(reportFormats.map((format) => format.name)).default('html'))
    .requiredOption('--out <path>', 'the file to write')
    .option('--key <file>', "the case's key file, when it is not in your configuration folder")
    .option('--context <dir>', 'the context the case was made with, when it was moved')
    .option('--evidence <dir>', 'where the evidence lies now, when it was moved')
    .addHelpText('after', '\nExample:\n  hardcell report --case C --format html --out report.html')
    .action(async (options: ReportOptions) => {
      await writeReport(options);
    });
}

/** Writes one report; the originals it quotes are read again from the evidence and masked. */
export async function writeReport(options: ReportOptions): Promise<void> {
  await withCase(options.case, 'report', { format: options.format }, async (source) => {
    const roots = source.opened.manifest.paths().map((row) => row.root);
    const { masker, context } = openMasker(source, options.key ?? null, options.context ?? null);
    const originals = new Originals(source.opened, masker, context, options.evidence ?? null);
    const documents = await reportDocuments(source, version, (ref) =>
      originals.read(ref, (event) => Object.fromEntries(maskedFields(event, masker))),
    );
    const format = reportFormats.find((known) => known.name === options.format);
    if (format) writeOut(options.out, format.render(documents), [source.opened.paths.dir, ...roots]);
  });
}

/** Writes a file in whole or not at all; never into evidence or a case. */
function writeOut(out: string, content: string | Uint8Array, kept: readonly string[]): void {
  const path = resolve(out);
  for (const root of new Set(kept)) {
    const below = relative(real(root), join(real(dirname(path)), basename(path)));
    if (below === '' || (!below.startsWith('..') && !isAbsolute(below))) throw new HardcellError('OUT_INSIDE', {}, out);
  }
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, content);
    renameSync(unfinished, path);
  } catch (cause) {
    rmSync(unfinished, { force: true });
    throw new HardcellError('OUT_NOT_WRITABLE', { cause: systemCode(cause) }, out, { cause });
  }
}

/** A path without links, where it exists. */
function real(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}
