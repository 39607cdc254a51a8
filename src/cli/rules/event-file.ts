import { readFileSync, statSync, type Stats } from 'node:fs';
import { HardcellError } from '../../lib/index.ts';
import type { SigmaEvent } from '../../sigma/index.ts';

/** A larger file is no event that someone wrote down. */
const MAX_BYTES = 16 * 1_048_576;

/**
 * An event that a rule's author wrote down as JSON: an object of fields, beside them `source` (`windows` without one) and `channel` (without one, the field
 * `Channel`); or `{source, channel, fields: {…}}`, as beside Hardcell's own rules. Several values of one field are a list. Throws `EVENT_FILE_INVALID`.
 */
export function readEventFile(file: string): SigmaEvent {
  const object = readObject(file);
  const own = isObject(object['fields']) ? object['fields'] : object;
  const outside = own === object ? new Set(['source', 'channel', 'about']) : new Set<string>();
  const pairs = Object.entries(own).flatMap(([name, value]) => (outside.has(name) ? [] : pairsOf(name, value, file)));
  const named = (name: string): string | undefined => pairs.find(([field]) => field === name)?.[1] ?? undefined;
  const first = new Map(pairs.toReversed());
  return {
    source: text(object['source']) ?? 'windows',
    channel: text(object['channel']) ?? named('Channel') ?? null,
    get: (field) => first.get(field),
    fields: () => pairs,
  };
}

function readObject(file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    const { size } = regularFile(file);
    if (size > MAX_BYTES) throw invalid(file, `it is larger than ${MAX_BYTES} bytes`);
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)));
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof TypeError) throw invalid(file, 'it is no JSON in UTF-8');
    throw cause;
  }
  if (!isObject(value)) throw invalid(file, 'it must hold one object of fields');
  return value;
}

/** A pipe or a device would be read for ever. */
function regularFile(file: string): Stats {
  const stat = statSync(file);
  if (!stat.isFile()) throw invalid(file, 'it is no regular file');
  return stat;
}

function pairsOf(name: string, value: unknown, file: string): [string, string | null][] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => {
    if (each === null || typeof each === 'string') return [name, each];
    if (typeof each === 'number' || typeof each === 'boolean') return [name, String(each)];
    throw invalid(file, `the value of \`${name}\` must be a text, a number, true, false, null, or a list of these`);
  });
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(file: string, why: string): HardcellError {
  return new HardcellError('EVENT_FILE_INVALID', { why }, file);
}
