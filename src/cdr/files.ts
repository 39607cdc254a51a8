import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { byText, matchGlob, type ErrorCode } from '../lib/index.ts';

/** A file below the call-record folder, or a place there that is no readable file. */
export interface FoundFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly absolute: string;
  readonly size: number;
  /** Why it is not read; null when it can be. */
  readonly refused: { readonly code: ErrorCode; readonly cause: string } | null;
}

/** Deeper folders than this are an accident or an attack. */
const MAX_DEPTH = 64;

/**
 * Every file below a folder, by path. Links are followed only while they stay inside the folder, and no folder is entered
 * twice, so that a loop ends. Throws only when the folder itself cannot be opened.
 */
export function walkFolder(folder: string): FoundFile[] {
  const root = realpathSync(folder);
  const found: FoundFile[] = [];
  enter(root, root, '', 0, found, new Set());
  return found.sort((a, b) => byText(a.path, b.path));
}

/** Those a glob names (`*` within a folder, `**` across folders). */
export function matching(files: readonly FoundFile[], glob: string): FoundFile[] {
  const pattern = glob.replace(/^\.\//, '');
  return files.filter((file) => matchGlob(pattern, file.path));
}

function enter(root: string, folder: string, relative: string, depth: number, found: FoundFile[], entered: Set<string>): void {
  const refuse = (path: string, code: ErrorCode, cause: unknown): void => {
    found.push({ path, absolute: join(root, path), size: 0, refused: { code, cause: systemCode(cause) } });
  };
  if (depth > MAX_DEPTH) return refuse(relative, 'FOLDER_TOO_DEEP', null);
  let names: string[];
  try {
    const real = realpathSync(folder);
    if (entered.has(real)) return refuse(relative, 'LINK_LOOP', null);
    entered.add(real);
    names = readdirSync(folder).sort(byText);
  } catch (cause) {
    return refuse(relative, 'FILE_UNREADABLE', cause);
  }
  for (const name of [...names.filter((n) => !isLink(join(folder, n))), ...names.filter((n) => isLink(join(folder, n)))]) {
    const path = relative === '' ? name : `${relative}/${name}`;
    const absolute = join(folder, name);
    try {
      const real = realpathSync(absolute);
      if (real !== root && !real.startsWith(root + sep)) refuse(path, 'CDR_LINK_OUTSIDE', null);
      else {
        const stat = statSync(absolute);
        if (stat.isDirectory()) enter(root, absolute, path, depth + 1, found, entered);
        else if (stat.isFile()) found.push({ path, absolute, size: stat.size, refused: null });
        else refuse(path, 'NOT_A_FILE', null);
      }
    } catch (cause) {
      refuse(path, systemCode(cause) === 'ELOOP' ? 'LINK_LOOP' : isLink(absolute) ? 'LINK_BROKEN' : 'FILE_UNREADABLE', cause);
    }
  }
}

/** Links come last, so that a file that is there both ways is found under its own name. */
function isLink(absolute: string): boolean {
  return lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** The system's name for an error, such as EACCES; never its message, which would hold the path. */
export function systemCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
}
