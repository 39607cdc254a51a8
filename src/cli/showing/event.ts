import { Originals, type RawEvent } from '../../evidence/index.ts';
import { HardcellError, isoFromInstant } from '../../lib/index.ts';
import type { DocumentSource } from '../../report/index.ts';
import type { Masker } from '../../case/index.ts';
import { openMasker } from './open.ts';
import { printable } from './printable.ts';

export interface EventOptions {
  readonly key?: string;
  readonly context?: string;
  readonly evidence?: string;
  readonly json?: boolean;
}

/** The record behind a ref, read again from the evidence and masked. Throws when it is not at hand. */
export async function showEvent(source: DocumentSource, ref: string, options: EventOptions): Promise<string> {
  const { masker, context } = openMasker(source, options.key ?? null, options.context ?? null);
  const originals = new Originals(source.opened, masker, context, options.evidence ?? null);
  const shown = originals.read(ref, (event) => ({
    ref,
    time: isoFromInstant(event.time),
    host: event.host === null ? null : masker.text(event.host),
    channel: event.channel,
    record_id: event.recordId,
    offset: event.offset,
    bytes: event.size,
    fields: maskedFields(event, masker),
  }));
  if (!shown) throw new HardcellError('USAGE_REF', { ref });
  if (options.json) return `${JSON.stringify({ ...shown, fields: Object.fromEntries(shown.fields) })}\n`;
  const width = Math.max(...shown.fields.map(([name]) => name.length), 0);
  const head = `${shown.ref}  ${shown.time}  ${printable(shown.host ?? 'host not known')}  ${printable(shown.channel ?? '')}  offset ${shown.offset}, ${shown.bytes} bytes\n`;
  return head + shown.fields.map(([name, value]) => `  ${printable(name).padEnd(width)}  ${printable(value ?? '')}\n`).join('');
}

/** All fields of an original in its order, identifiers masked: a statement by its columns, everything else as free text. */
export function maskedFields(event: RawEvent, masker: Masker): [string, string | null][] {
  const mask = (value: string): string => (event.source === 'postgresql' ? masker.statement(value) : masker.text(value));
  return [...event.fields()].map(([name, value]) => [masker.text(name), value === null ? null : mask(value)]);
}
