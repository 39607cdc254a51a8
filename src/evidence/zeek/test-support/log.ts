import { isoFromInstant } from '../../../lib/index.ts';
import type { FieldValue, FilePart, Quarantined, RawEvent, Reader } from '../../reader.ts';
import { bytesFile } from '../../text/bytes-file.ts';

/** A column of a log for tests: name, type, and the elements' type of a set. */
export type Column = readonly [name: string, type: string];

/** A value as Zeek has it in memory; null is unset. */
export type Value = string | number | boolean | null | readonly (string | number | boolean)[];

/** One log as a text log and as a JSON log. */
export function bothForms(path: string, columns: readonly Column[], rows: readonly (readonly Value[])[]): { tsv: string; json: string } {
  const head = `#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\t${path}\n#open\t2024-02-01-00-00-00\n`;
  const fields = `#fields\t${columns.map(([name]) => name).join('\t')}\n#types\t${columns.map(([, type]) => type).join('\t')}\n`;
  const lines = rows.map((row) => `${columns.map(([, type], i) => asText(row[i] ?? null, type)).join('\t')}\n`);
  const objects = rows.map((row) => {
    const members = columns.flatMap(([name, type], i) => {
      const value = row[i] ?? null;
      return value === null ? [] : [`${JSON.stringify(name)}:${asJson(value, type)}`];
    });
    return `{${members.join(',')}}\n`;
  });
  return { tsv: head + fields + lines.join('') + '#close\t2024-02-01-01-00-00\n', json: objects.join('') };
}

function asText(value: Value, type: string): string {
  if (value === null) return '-';
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value === 'number') return isFraction(type) ? value.toFixed(6) : String(value);
  if (typeof value === 'string') return value === '' ? '(empty)' : escapedText(value);
  return value.length === 0 ? '(empty)' : value.map((element) => asText(element, type).replaceAll(',', '\\x2c')).join(',');
}

function asJson(value: Value, type: string): string {
  if (typeof value === 'number') return isFraction(type) && Number.isInteger(value) ? `${value}.0` : String(value);
  if (typeof value === 'object' && value !== null) return `[${value.map((element) => asJson(element, type)).join(',')}]`;
  return JSON.stringify(value);
}

function isFraction(type: string): boolean {
  return /double|interval|time/.test(type);
}

/** As Zeek's writer escapes: what is not printable, the backslash, and what would read as something else. */
function escapedText(text: string): string {
  const hex = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;
  const escaped = text.replaceAll('\\', '\\\\').replace(/[^ -~]/gu, (char) => Array.from(Buffer.from(char), hex).join(''));
  return /^(?:-|\(empty\)|#.*)$/.test(escaped) ? hex(escaped.charCodeAt(0)) + escaped.slice(1) : escaped;
}

export interface Seen {
  readonly events: readonly { channel: string | null; host: string | null; time: string; offset: number; size: number; fields: Pairs }[];
  readonly refused: readonly Quarantined[];
}

export type Pairs = readonly (readonly [string, FieldValue])[];

/** What a reader makes of a file. */
export function read(reader: Reader, content: string | Uint8Array, part?: FilePart): Seen {
  const events: Seen['events'][number][] = [];
  const refused: Quarantined[] = [];
  const sink = {
    event(event: RawEvent) {
      const { channel, host, offset, size } = event;
      events.push({ channel, host, time: isoFromInstant(event.time), offset, size, fields: [...event.fields()] });
    },
    quarantine: (item: Quarantined) => void refused.push(item),
  };
  if (part) reader.read(bytesFile(content), sink, part);
  else reader.read(bytesFile(content), sink);
  return { events, refused };
}

/** The fields that have a value. */
export function valued(fields: Pairs): Pairs {
  return fields.filter(([, value]) => value !== null);
}
