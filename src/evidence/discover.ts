import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { HardcellError, byText, problem, type ErrorCode } from '../lib/index.ts';

/** A file to be read, before anything is known of its content. */
export interface FoundFile {
  /** The evidence argument it came from, absolute. */
  readonly root: string;
  /** Relative to the argument, with `/`; the file's own name where the argument is a file. */
  readonly path: string;
  readonly absolute: string;
  readonly size: number;
}

/** Something in the evidence that is not a readable file. */
export interface NotRead {
  /** The evidence argument, absolute. */
  readonly root: string;
  readonly path: string;
  readonly code: ErrorCode;
  readonly reason: string;
}

export interface Discovery {
  /** By root in the order given, then by path. */
  readonly files: readonly FoundFile[];
  readonly notRead: readonly NotRead[];
}

/** Deeper folders than this are not evidence but an accident or an attack. */
const MAX_DEPTH = 64;

/**
 * Walks the evidence arguments. Links are followed, but no folder is entered twice, so that a loop ends;
 * whatever cannot be read is told with its place, and the walk goes on. Throws only when an argument itself is not there.
 */
export function discover(roots: readonly string[]): Discovery {
  const files: FoundFile[] = [];
  const notRead: NotRead[] = [];
  for (const argument of roots) {
    // Of its own for each argument: one may lie inside another, and what is found twice is known by its digest.
    const entered = new Set<string>();
    const root = resolve(argument);
    let isFolder: boolean;
    try {
      isFolder = statSync(root).isDirectory();
    } catch (cause) {
      throw new HardcellError('EVIDENCE_NOT_THERE', { cause: systemCode(cause) }, argument, { cause });
    }
    if (isFolder) walk(root, root, '', 0, { files, notRead, entered });
    else visitFile(root, root, basename(root), { files, notRead, entered });
  }
  return { files, notRead };
}

interface Walk {
  readonly files: FoundFile[];
  readonly notRead: NotRead[];
  readonly entered: Set<string>;
}

function walk(root: string, folder: string, relative: string, depth: number, found: Walk): void {
  const refuse = (code: ErrorCode, cause?: unknown): void => {
    found.notRead.push({ root, path: relative || basename(root), code, reason: problem(code, { cause: systemCode(cause) }) });
  };
  if (depth > MAX_DEPTH) return refuse('FOLDER_TOO_DEEP');
  let names: string[];
  try {
    const real = realpathSync(folder);
    // A link to a folder above the evidence would come back to it, and would read what nobody gave as evidence.
    if (found.entered.has(real) || (folder !== root && `${realpathSync(root)}/`.startsWith(`${real}/`))) return refuse('LINK_LOOP');
    found.entered.add(real);
    names = readdirSync(folder).sort(byText);
  } catch (cause) {
    return refuse('FILE_UNREADABLE', cause);
  }
  const links: string[] = [];
  for (const name of names) {
    const path = relative === '' ? name : `${relative}/${name}`;
    const absolute = join(folder, name);
    const kind = kindOf(absolute);
    // Links last: a folder that is there both ways is read under its own name, in whatever order the names sort.
    if (kind === 'link') links.push(name);
    else if (kind === 'folder') walk(root, absolute, path, depth + 1, found);
    else visitFile(root, absolute, path, found);
  }
  for (const name of links) {
    const path = relative === '' ? name : `${relative}/${name}`;
    const absolute = join(folder, name);
    try {
      if (statSync(absolute).isDirectory()) walk(root, absolute, path, depth + 1, found);
      else visitFile(root, absolute, path, found);
    } catch (cause) {
      const code: ErrorCode = systemCode(cause) === 'ELOOP' ? 'LINK_LOOP' : 'LINK_BROKEN';
      found.notRead.push({ root, path, code, reason: problem(code) });
    }
  }
}

function kindOf(absolute: string): 'folder' | 'link' | 'other' {
  try {
    const stat = lstatSync(absolute);
    if (stat.isSymbolicLink()) return 'link';
    return stat.isDirectory() ? 'folder' : 'other';
  } catch {
    // It vanished between listing and looking; visiting it says so with its place.
    return 'other';
  }
}

function visitFile(root: string, absolute: string, path: string, found: Walk): void {
  try {
    const stat = statSync(absolute);
    if (stat.isFile()) found.files.push({ root, path, absolute, size: stat.size });
    else found.notRead.push({ root, path, code: 'NOT_A_FILE', reason: problem('NOT_A_FILE') });
  } catch (cause) {
    found.notRead.push({ root, path, code: 'FILE_UNREADABLE', reason: problem('FILE_UNREADABLE', { cause: systemCode(cause) }) });
  }
}

/** The system's name for an error, such as EACCES; never its message, which would hold the path. */
export function systemCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
}
