import { joinPatterns, parsePattern, type Pattern } from './pattern.ts';
import { MAX_ALTERNATIVES, type Trouble } from './trouble.ts';

/** The values of the placeholders that rules with `expand` name, without their percent signs; each has at least one. */
export type Placeholders = ReadonlyMap<string, readonly string[]>;

export const noPlaceholders: Placeholders = new Map();

/** `%name%`: anything but a percent sign or a backslash between two percent signs, as SigmaHQ's converter reads it. */
const NAME = /%([^%\\]+)%/g;

/** A pattern with its placeholders resolved: one for each combination of their values, in which wildcards count as in any value. */
export function expandPattern(pattern: Pattern, placeholders: Placeholders): Pattern[] | Trouble {
  const choices: Pattern[][] = [];
  for (const part of pattern) {
    if (typeof part !== 'string') choices.push([[part]]);
    else {
      const found = split(part, placeholders);
      if ('trouble' in found) return found;
      choices.push(...found.map(({ name, texts }) => texts.map((text) => (name ? parsePattern(text) : [text]))));
    }
  }
  return combinations(choices, joinPatterns);
}

/** The source of an expression with its placeholders resolved: values are put in as they are written, so they are expressions too. */
export function expandSource(source: string, placeholders: Placeholders): string[] | Trouble {
  const found = split(source, placeholders);
  if ('trouble' in found) return found;
  const choices = found.map(({ texts }) => texts);
  return combinations(choices, (parts) => parts.join(''));
}

/** A stretch of text as written, or the values of a placeholder. */
interface Stretch {
  readonly name: boolean;
  readonly texts: readonly string[];
}

function split(text: string, placeholders: Placeholders): Stretch[] | Trouble {
  const stretches: Stretch[] = [];
  let from = 0;
  for (const match of text.matchAll(NAME)) {
    const [written, name = ''] = match;
    const texts = placeholders.get(name);
    if (texts === undefined) return { trouble: 'RULE_PLACEHOLDER_UNRESOLVED', details: { name: written } };
    stretches.push({ name: false, texts: [text.slice(from, match.index)] }, { name: true, texts });
    from = match.index + written.length;
  }
  stretches.push({ name: false, texts: [text.slice(from)] });
  return stretches;
}

function combinations<T>(choices: readonly (readonly T[])[], join: (parts: readonly T[]) => T): T[] | Trouble {
  let all: T[][] = [[]];
  for (const texts of choices) {
    if (all.length * texts.length > MAX_ALTERNATIVES)
      return { trouble: 'RULE_TOO_LARGE', details: { limit: MAX_ALTERNATIVES, what: 'combinations of placeholder values' } };
    all = all.flatMap((parts) => texts.map((text) => [...parts, text]));
  }
  return all.map(join);
}
