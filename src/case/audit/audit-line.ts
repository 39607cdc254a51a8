import { createHash } from 'node:crypto';
import type { AuditEntry, AuditLine, TornBytes } from './types.ts';

/** What stands before the first line. */
export const NO_HASH = '0'.repeat(64);

/** What every line says, in the order it is written in. */
const FIELDS = ['seq', 'time', 'who', 'version', 'command', 'flags', 'rules_digest', 'evidence', 'torn', 'prev', 'hash'] as const;

/** The end of a chain, to which the next line is tied. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

/** Makes the line that follows the end of a chain. */
export function chainedLine(end: ChainEnd, entry: AuditEntry, time: string, torn: TornBytes | null): AuditLine {
  const { who, version, command, flags, rules_digest, evidence } = entry;
  const body = { seq: end.seq + 1, time, who, version, command, flags, rules_digest, evidence, torn, prev: end.hash };
  return { ...body, hash: hashOf(body) };
}

/** A line of the file, without its newline: the same fields in the same order always. */
export function printLine(line: AuditLine): string {
  return JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, line[field]])));
}

/** Why a parsed line is not the one that follows the end of a chain; null when it is. */
export function breach(end: ChainEnd, line: AuditLine): string | null {
  const { hash, ...body } = line;
  if (hash !== hashOf(body)) return 'its content was changed: it does not give its own hash';
  if (line.prev !== end.hash) return 'it does not follow the line before it: one was removed, added or moved';
  if (line.seq !== end.seq + 1) return `it has number ${line.seq} where ${end.seq + 1} is due`;
  return null;
}

/** A line as parsed; null when it is none. Only the fields that the chain needs are looked at: the hash answers for the rest. */
export function parseLine(text: string): AuditLine | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isLine(value) ? value : null;
}

function isLine(value: unknown): value is AuditLine {
  if (typeof value !== 'object' || value === null || !('seq' in value) || !('prev' in value) || !('hash' in value) || !('torn' in value))
    return false;
  const { seq, prev, hash, torn } = value;
  return Number.isSafeInteger(seq) && typeof prev === 'string' && typeof hash === 'string' && (torn === null || isTorn(torn));
}

function isTorn(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'bytes' in value &&
    'sha256' in value &&
    typeof value.sha256 === 'string' &&
    Number.isSafeInteger(value.bytes)
  );
}

function hashOf(body: object): string {
  return createHash('sha256').update(canonicalJson(body)).digest('hex');
}

/** JSON with the keys of every object in code-unit order and no spaces (as RFC 8785 for text, booleans, null and integers). */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}
