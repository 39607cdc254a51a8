import { createHash } from 'node:crypto';
import type { FactScope } from './fact-scope.ts';
import { cutText } from './column-source.ts';

/** Characters of a script that are kept. */
export const SCRIPT_LENGTH = 4096;

/** A script as it is kept: the beginning of its masked text, its size, and a hash to know it again. */
export interface ScriptText {
  readonly text: string;
  readonly size: number;
  readonly sha256: string;
}

/**
 * Masks and cuts a script. The hash is over the whole text in UTF-8, unless masking changed the text: a hash over a text that is known but for a
 * number would tell the number to whoever tries them all, so then it is over the masked text.
 */
export function scriptText(script: string, scope: FactScope): ScriptText {
  const masked = scope.masker.text(script);
  return {
    text: masked.length > SCRIPT_LENGTH ? cutText(script, SCRIPT_LENGTH, scope) : masked,
    size: script.length,
    sha256: createHash('sha256').update(masked, 'utf8').digest('hex'),
  };
}

/** Longest text that lines are looked for in. */
const LONGEST = 32_768;

/** The value of `key=value` or `Key = value` on a line of its own, as PowerShell writes its context; null where there is none. */
export function contextValue(text: string, ...keys: readonly string[]): string | null {
  const lines = text.slice(0, LONGEST).split('\n');
  for (const key of keys) {
    for (const line of lines) {
      const at = line.indexOf('=');
      if (at < 0 || line.slice(0, at).trim() !== key) continue;
      const value = line.slice(at + 1).trim();
      return value === '' ? null : value;
    }
  }
  return null;
}
