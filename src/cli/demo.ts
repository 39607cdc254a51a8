import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { spawn } from 'node:child_process';
import type { Command } from 'commander';
import { HardcellError } from '../lib/index.ts';
import { rehearse } from '../range/index.ts';
import { exitCode } from './exit-code.ts';
import { investigateCase } from './investigate.ts';
import { investigateOptions } from './investigation/options.ts';
import { openProgress } from './progress.ts';
import { writeReport } from './report.ts';

/** Names a folder as ours, so that another demo may take its place and nothing else is ever removed. */
const MARK = '.made-by-hardcell-demo';

export function demo(program: Command): void {
  program
    .command('demo')
    .description('rehearse a small intrusion, investigate it, and print where the report is')
    .option('--open', 'open the report in your browser')
    .option('--out <dir>', 'where to put it', 'hardcell-demo')
    .addHelpText('after', '\nExample:\n  hardcell demo --open')
    .action(async (options: { open?: boolean; out: string }) => {
      const out = resolve(options.out);
      clear(out);
      process.stderr.write('writing the logs of a carrier that never existed …\n');
      const progress = openProgress();
      await rehearse({
        scenario: 'soft-cell',
        seed: 1,
        quiet: false,
        size: 'small',
        out: join(out, 'rehearsal'),
        progress: progress.update,
      });
      progress.end();
      const caseDir = join(out, 'case');
      const context = join(out, 'rehearsal', 'context');
      const code = await investigateCase(
        investigateOptions([join(out, 'rehearsal', 'evidence')], {
          case: caseDir,
          cdr: join(out, 'rehearsal', 'cdr'),
          context,
          key: join(out, 'demo.key'),
        }),
      );
      const report = join(out, 'report.html');
      await writeReport({ case: caseDir, format: 'html', out: report, context, key: join(out, 'demo.key') });
      process.stdout.write(`The report is at ${report}\n`);
      if (options.open) openInBrowser(report);
      process.exitCode = code === exitCode.attention ? exitCode.done : code;
    });
}

function clear(out: string): void {
  if (existsSync(out)) {
    if (!existsSync(join(out, MARK))) throw new HardcellError('USAGE_OUT_EXISTS', {}, out);
    rmSync(out, { recursive: true });
  }
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, MARK), '');
}

function openInBrowser(file: string): void {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(opener, [file], { stdio: 'ignore', detached: true });
  child.on('error', () => process.stderr.write(`no browser could be started (${opener}); open the file yourself\n`));
  child.unref();
}
