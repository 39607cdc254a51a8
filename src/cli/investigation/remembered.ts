import { resolve } from 'node:path';
import type { Case, Masker } from '../../case/index.ts';
import type { InvestigateOptions } from './options.ts';

/** Inputs that a later command on the same case takes over when they are not given again. Absolute paths. */
export interface Remembered {
  readonly rules: readonly string[];
  /** Absent in notes of older versions. */
  readonly placeholders?: string | null;
  readonly cdr: string | null;
  readonly context: string | null;
  readonly key: string | null;
  readonly from: number | null;
  readonly to: number | null;
}

const nothing: Remembered = { rules: [], placeholders: null, cdr: null, context: null, key: null, from: null, to: null };

export function remembered(opened: Case): Remembered {
  const note = opened.manifest.setting('inputs');
  // Written by `remember` below, and by nothing else.
  return note === null ? nothing : (JSON.parse(note) as Remembered);
}

/** The options with what an earlier run was given in place of what this one was not. */
export function withRemembered(options: InvestigateOptions, before: Remembered): InvestigateOptions {
  return {
    ...options,
    rules: options.rules.length ? options.rules : before.rules,
    placeholders: options.placeholders ?? before.placeholders ?? null,
    cdr: options.cdr ?? before.cdr,
    context: options.context ?? before.context,
    key: options.key ?? before.key,
    from: options.from ?? before.from,
    to: options.to ?? before.to,
  };
}

/** Notes the inputs for later commands; a path that holds an identifier is not written down and must be given again. */
export function remember(opened: Case, options: InvestigateOptions, masker: Masker): void {
  const safe = (path: string): boolean => masker.text(path) === path;
  const kept = (path: string | null): string | null => (path !== null && safe(resolve(path)) ? resolve(path) : null);
  const note: Remembered = {
    rules: options.rules.map((path) => resolve(path)).filter(safe),
    placeholders: kept(options.placeholders),
    cdr: kept(options.cdr),
    context: kept(options.context),
    key: kept(options.key),
    from: options.from,
    to: options.to,
  };
  opened.manifest.set('inputs', JSON.stringify(note));
}
