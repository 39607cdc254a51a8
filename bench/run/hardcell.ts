import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');
const MOST_OUTPUT = 1 << 29;

/** Runs the command line from the sources and gives its standard output. Exit code 1 (something needs attention) is no failure; any other throws what was printed. */
export async function hardcell(args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], { maxBuffer: MOST_OUTPUT });
    return stdout;
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (code === 1 && stdout !== undefined) return stdout;
    throw new Error(`hardcell ${args.join(' ')}: ${stderr ?? String(error)}`, { cause: error });
  }
}
