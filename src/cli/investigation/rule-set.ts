import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { RejectedRule } from '../../report/index.ts';
import { digestOf, projectRoot } from '../../lib/index.ts';
import { loadRules, type RuleLoad } from '../../sigma/index.ts';

/** The rules of an investigation: Hardcell's own always, then those given. */
export interface LoadedRules {
  /** Folders in the order they are read. */
  readonly folders: readonly string[];
  readonly load: RuleLoad;
  /** Names the rules by what they say, wherever they lie. */
  readonly digest: string;
  /** What was not loaded; files relative to the folder given. */
  readonly rejections: readonly RejectedRule[];
}

/** Where Hardcell's own rules lie. */
export const ownRules = join(projectRoot, 'rules');

export function loadAllRules(given: readonly string[]): LoadedRules {
  const folders = [ownRules, ...given];
  const load = loadRules(folders);
  const texts = [...new Set(load.rules.map((rule) => rule.file))].map((file) => digestOf([readFileSync(file, 'utf8')]));
  return {
    folders,
    load,
    digest: digestOf(texts.sort(), 16),
    rejections: load.rejected.map((item) => ({
      file: shortName(item.file, folders),
      line: item.line,
      code: item.code,
      reason: item.message,
    })),
  };
}

/** A rule file's path below the folder it came from; where that folder lies is this machine's business. */
export function shortName(file: string, folders: readonly string[]): string {
  for (const folder of folders) {
    const below = relative(folder, file);
    if (below !== '' && !below.startsWith('..')) return below;
  }
  return file.split('/').at(-1) ?? file;
}
