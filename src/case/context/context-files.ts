import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { byText, digestOf, HardcellError, problem } from '../../lib/index.ts';
import type { ContextProblem } from './types.ts';

/** What a carrier can tell; those that no stage asks for yet are part of the digest all the same. */
const PARTS = ['accounts', 'assets', 'catalogue', 'cells', 'honey', 'numbers', 'sources', 'tac', 'tickets'] as const;
type ContextPart = (typeof PARTS)[number] | 'mapping' | 'format';

/** One file of the context folder. */
export interface ContextFile {
  readonly part: ContextPart;
  /** Relative to the folder, with `/`. */
  readonly file: string;
  readonly format: 'yaml' | 'csv';
  readonly text: string;
}

export interface ContextFiles {
  readonly files: readonly ContextFile[];
  readonly digest: string;
}

/** Reads the files of a context folder in the order of their paths. Throws CONTEXT_UNREADABLE when there is no such folder. */
export function readContextFiles(dir: string, problems: ContextProblem[]): ContextFiles {
  const files: ContextFile[] = [];
  const digested: string[] = [];
  const taken = new Map<ContextPart, string>();
  for (const file of list(dir)) {
    const known = knownName(file);
    if (known === null) {
      problems.push({ file, line: null, code: 'CONTEXT_FILE_UNKNOWN', reason: problem('CONTEXT_FILE_UNKNOWN') });
      continue;
    }
    const bytes = read(dir, file, problems);
    if (bytes === null) continue;
    digested.push(file, createHash('sha256').update(bytes).digest('hex'));
    const other = taken.get(known.part);
    if (other === undefined || known.part === 'mapping' || known.part === 'format')
      files.push({ ...known, file, text: new TextDecoder().decode(bytes) });
    else problems.push({ file, line: null, code: 'CONTEXT_FILE_TWICE', reason: problem('CONTEXT_FILE_TWICE', { other }) });
    taken.set(known.part, other ?? file);
  }
  return { files, digest: digestOf(digested) };
}

/** Names of files in the folder, in formats/ and in mappings/; hidden ones belong to editors and version control. */
function list(dir: string): string[] {
  let names: string[];
  try {
    names = readdirSync(dir);
  } catch (cause) {
    throw new HardcellError('CONTEXT_UNREADABLE', { cause: errorCode(cause) }, dir, { cause });
  }
  const visible = (all: readonly string[]): string[] => all.filter((name) => !name.startsWith('.'));
  const paths = visible(names).flatMap((name) => {
    if (!FOLDERS.has(name) || !isFolder(join(dir, name))) return [name];
    return visible(readdirSync(join(dir, name))).map((inner) => `${name}/${inner}`);
  });
  return paths.sort(byText);
}

const FOLDERS: ReadonlySet<string> = new Set(['mappings', 'formats']);

function knownName(file: string): { part: ContextPart; format: 'yaml' | 'csv' } | null {
  if (/^mappings\/[^/]+\.yaml$/.test(file)) return { part: 'mapping', format: 'yaml' };
  if (/^formats\/[^/]+\.yaml$/.test(file)) return { part: 'format', format: 'yaml' };
  const part = PARTS.find((name) => file === `${name}.yaml` || file === `${name}.csv`);
  return part === undefined ? null : { part, format: file.endsWith('.csv') ? 'csv' : 'yaml' };
}

function read(dir: string, file: string, problems: ContextProblem[]): Uint8Array | null {
  try {
    return readFileSync(join(dir, file));
  } catch (cause) {
    problems.push({
      file,
      line: null,
      code: 'CONTEXT_FILE_UNREADABLE',
      reason: problem('CONTEXT_FILE_UNREADABLE', { cause: errorCode(cause) }),
    });
    return null;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function errorCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
}
