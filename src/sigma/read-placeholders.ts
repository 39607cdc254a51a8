import { readFileSync } from 'node:fs';
import { HardcellError } from '../lib/index.ts';
import type { Placeholders } from './placeholders.ts';
import type { Place } from './problem.ts';
import { textOf } from './rule-header.ts';
import { readYamlDocuments, type MapEntry } from './yaml-documents.ts';

/** What a placeholder file may hold at most. */
const MAX_BYTES = 1_048_576;

/**
 * Reads the values of placeholders from a YAML file: a mapping of names (without percent signs) to a value or a list of values, texts or
 * numbers; the `vars` of a SigmaHQ pipeline is taken for such a mapping. Throws `PLACEHOLDERS_UNREADABLE` with the place of what is
 * wrong; no value is ever in its text.
 */
export function readPlaceholders(file: string): Placeholders {
  const refuse = (cause: string, place: Place | null = null): never => {
    throw new HardcellError('PLACEHOLDERS_UNREADABLE', { cause }, place === null ? file : `${file}:${place.line}:${place.column}`);
  };
  const [document, second] = readYamlDocuments(readText(file, refuse), file);
  const [problem] = document?.collector.problems ?? [];
  if (problem !== undefined) return refuse(problem.code === 'RULE_NOT_YAML' ? 'it is not YAML' : problem.message, problem);
  if (second !== undefined) return refuse('it is more than one YAML document', second);
  if (document?.root?.kind !== 'map') return refuse('it is no mapping of names to values');
  const vars = document.root.entries.find(({ key, value }) => key === 'vars' && value.kind === 'map')?.value;
  const { entries } = vars?.kind === 'map' ? vars : document.root;
  return new Map(entries.map((entry) => [entry.key, valuesOf(entry, refuse)]));
}

function readText(file: string, refuse: (cause: string) => never): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    return refuse('it cannot be read');
  }
  if (bytes.length > MAX_BYTES) return refuse(`it has more than ${MAX_BYTES} bytes`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('it is not UTF-8 text');
  }
}

function valuesOf({ key, place, value }: MapEntry, refuse: (cause: string, place: Place) => never): string[] {
  if (/[%\\]/.test(key)) return refuse('a name is written without percent signs and backslashes', place);
  const nodes = value.kind === 'list' ? value.items : [value];
  const texts = nodes.map(
    (node) => (node.kind === 'scalar' && node.value === '' ? '' : textOf(node)) ?? refuse('a value must be a text or a number', node),
  );
  return texts.length === 0 ? refuse('a placeholder needs at least one value', place) : texts;
}
