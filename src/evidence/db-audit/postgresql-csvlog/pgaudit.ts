/** What pgaudit's message says, by its own names and in its order (pgaudit README, "Format"). */
export const AUDIT_FIELDS = [
  'audit_type',
  'statement_id',
  'substatement_id',
  'class',
  'command',
  'object_type',
  'object_name',
  'statement',
  'parameter',
  // With pgaudit.log_rows.
  'rows',
] as const;

export type Audit = ReadonlyMap<string, string | null>;

const PREFIX = 'AUDIT: ';

/**
 * Reads the message of an audit line: one CSV record, quoted only where a value needs it. Null when the message is none, or is one that breaks
 * the format. Nothing between two commas is null; `<not logged>`, `<previously logged>` and `<none>` stay as they are.
 */
export function auditOf(message: string): Audit | null {
  if (!message.startsWith(PREFIX)) return null;
  const values = csvValues(message, PREFIX.length, AUDIT_FIELDS.length);
  if (!values || values.length < AUDIT_FIELDS.length - 1) return null;
  if (values[0] !== 'SESSION' && values[0] !== 'OBJECT') return null;
  return new Map(AUDIT_FIELDS.slice(0, values.length).map((name, i) => [name, values[i] ?? null]));
}

/** The values of one CSV record in a text; null when quotes are misplaced or there are more than `most`. */
function csvValues(text: string, from: number, most: number): (string | null)[] | null {
  const values: (string | null)[] = [];
  for (let at = from; values.length < most;) {
    const end = text[at] === '"' ? quotedEnd(text, at) : plainEnd(text, at);
    if (end < 0 || (end < text.length && text[end] !== ',')) return null;
    values.push(valueOf(text.slice(at, end)));
    if (end >= text.length) return values;
    at = end + 1;
  }
  return null;
}

function valueOf(raw: string): string | null {
  if (raw === '') return null;
  return raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw;
}

function plainEnd(text: string, at: number): number {
  const comma = text.indexOf(',', at);
  return comma < 0 ? text.length : comma;
}

/** Index behind the closing quote; -1 when there is none. */
function quotedEnd(text: string, at: number): number {
  for (let from = at + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return -1;
    if (text[quote + 1] !== '"') return quote + 1;
    from = quote + 2;
  }
}
