import { spawn } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a command left behind. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command line in a process of its own, with a home of its own; kills it after so many milliseconds, where they are given. */
export function hardcell(args: readonly string[], env: Record<string, string> = {}, killAfter?: number): Promise<Ended> {
  // The tests themselves run under the Node that the launcher found.
  const node = process.execPath;
  return new Promise((resolve, reject) => {
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/main.ts'), ...args], {
      env: { ...process.env, UV_THREADPOOL_SIZE: '8', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** A folder that is removed by `cleanUp`. */
const made: string[] = [];

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-test-'));
  made.push(folder);
  return folder;
}

export function cleanUp(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Every file below a folder, relative, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile())
    .map((path) => relative(folder, path))
    .toSorted();
}

/** The tables of a case by name, as bytes in hex digest form would hide where they differ: the bytes themselves. */
export function tablesOf(caseDir: string): Map<string, Buffer> {
  const tables = join(caseDir, 'tables');
  return new Map(filesBelow(tables).map((name) => [name, readFileSync(join(tables, name))]));
}

/** Parses the one JSON document, or the JSON lines, that a command printed. */
export function json(text: string): unknown {
  return JSON.parse(text);
}
