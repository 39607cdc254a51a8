import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { RejectedRule } from '../../report/index.ts';
import { byText, digestOf, projectRoot } from '../../lib/index.ts';
import { loadRules, noPlaceholders, readPlaceholders, type Placeholders, type RuleLoad } from '../../sigma/index.ts';

/** The rules of an investigation: Hardcell's own always, then those given. */
export interface LoadedRules {
  /** Folders in the order they are read. */
  readonly folders: readonly string[];
  readonly load: RuleLoad;
  /** Names the rules by what they say, wherever they lie, with the values of placeholders, which it does not tell. */
  readonly digest: string;
  /** What was not loaded; files relative to the folder given. */
  readonly rejections: readonly RejectedRule[];
  /** What was loaded and may not mean what its author thought. */
  readonly warnings: readonly RejectedRule[];
}

/** Where Hardcell's own rules lie. */
export const ownRules = join(projectRoot, 'rules');

/** Reads Hardcell's own rules and those given; `placeholderFile` has the values for `expand`. */
export function loadAllRules(given: readonly string[], placeholderFile: string | null): LoadedRules {
  const folders = [ownRules, ...given];
  const placeholders = placeholdersOf(placeholderFile);
  const load = loadRules(folders, { placeholders });
  const all = [...load.rules, ...load.correlations, ...load.filters];
  const texts = [...new Set(all.map(({ file }) => file))].map((file) => digestOf([readFileSync(file, 'utf8')]));
  const told = ({ file, line, code, message }: RuleLoad['warnings'][number]): RejectedRule => ({
    file: shortName(file, folders),
    line,
    code,
    reason: message,
  });
  const values = [...placeholders].sort(([a], [b]) => byText(a, b)).map(([name, of]) => digestOf([name, ...of]));
  return {
    folders,
    load,
    digest: digestOf([...texts.sort(), ...values], 16),
    rejections: load.rejected.map(told),
    warnings: load.warnings.map(told),
  };
}

/** The values that the option `--placeholders` gives; none without it. */
export function placeholdersOf(file: string | null | undefined): Placeholders {
  return file === null || file === undefined ? noPlaceholders : readPlaceholders(file);
}

/** A rule file's path below the folder it came from; where that folder lies is this machine's business. */
export function shortName(file: string, folders: readonly string[]): string {
  for (const folder of folders) {
    const below = relative(folder, file);
    if (below !== '' && !below.startsWith('..')) return below;
  }
  return file.split('/').at(-1) ?? file;
}
