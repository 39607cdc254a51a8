import type { Finding } from '../case/index.ts';
import { baseName } from './process-tree.ts';
import type { ProcessFact } from './story-facts.ts';

/**
 * Folders that only installers and administrators write to: a program there is the system's, or somebody's who installed it, whoever runs it.
 * What an intruder brings lies elsewhere, or under another name.
 */
const INSTALLED =
  /^(?:[a-z]:|\\device\\harddiskvolume\d+|%systemroot%|\\systemroot)?\\(?:windows\\(?:system32|syswow64|winsxs|microsoft\.net|servicing)|program files(?: \(x86\))?)\\/i;

/** Whether a program lies where programs are installed. */
export function isInstalled(image: string | null): boolean {
  return image !== null && INSTALLED.test(image);
}

/** What a program is known by from host to host: its bytes where a record has their digest, and its file name. */
export function toolKeys({ image, hashes }: Pick<ProcessFact, 'image' | 'hashes'>): string[] {
  if (image === null || isInstalled(image)) return [];
  const digest = /\bSHA256=([0-9a-f]{64})/i.exec(hashes ?? '')?.[1];
  return [...(digest === undefined ? [] : [`sha256:${digest.toLowerCase()}`]), `name:${baseName(image)}`];
}

/** A program that a terminal lies in the line of, and that terminal. */
export interface Tainted {
  readonly start: ProcessFact;
  readonly terminal: Finding;
}

/**
 * The intruder's own tools, by key, each with the earliest terminal that shows one at work: programs with a terminal in their line, outside of where
 * programs are installed, that nobody ran anywhere before the first terminal of all. `novel` are the keys of such programs.
 */
export function intruderTools(tainted: Iterable<Tainted>, novel: ReadonlySet<string>): ReadonlyMap<string, Finding> {
  const tools = new Map<string, Finding>();
  for (const { start, terminal } of tainted)
    for (const key of toolKeys(start)) {
      const known = tools.get(key);
      if (novel.has(key) && (known === undefined || terminal.time < known.time)) tools.set(key, terminal);
    }
  return tools;
}
