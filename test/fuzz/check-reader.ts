import { memoryFile } from './memory-file.ts';
import { readerFor, type EvidenceFile, type FilePart, type Quarantined, type RawEvent } from '../../src/evidence/index.ts';
import type { Reader } from '../../src/evidence/reader.ts';
import { extractFacts, type FactScope } from '../../src/facts/index.ts';

/** Milliseconds for one input of some tens of kilobytes; thousands of times what reading takes. */
const LONGEST_MS = 3000;

/** What was read, counted. */
interface Outcome {
  events: number;
  items: number;
  first: number | null;
}

/**
 * Reads bytes with a reader, as a whole and in parts, and throws an `Error` that says which promise was broken: nothing is thrown, nothing hangs,
 * records lie in the file and not on each other, parts give what the whole gives, and a record can be found again.
 */
export function checkReader(reader: Reader, bytes: Buffer, scope: FactScope): void {
  const file = memoryFile(bytes);
  const started = performance.now();
  readerFor(file);
  const whole = readAll(reader, file, scope);
  const parts = reader.parts?.(file, Math.max(1, bytes.length >> 1)) ?? [];
  if (parts.length > 1) checkParts(reader, file, parts, whole, scope);
  if (whole.first !== null && reader.readOne(file, { offset: whole.first, recordId: null }) === null)
    throw new Error(`the record at ${whole.first} is not found again`);
  const took = performance.now() - started;
  if (took > LONGEST_MS) throw new Error(`reading ${bytes.length} bytes took ${Math.round(took)} ms`);
}

function checkParts(reader: Reader, file: EvidenceFile, parts: readonly FilePart[], whole: Outcome, scope: FactScope): void {
  if (parts[0]?.from !== 0 || (parts.at(-1)?.to ?? 0) < file.size) throw new Error('the parts do not cover the file');
  const apart = parts.map((part) => readAll(reader, file, scope, part));
  const events = apart.reduce((sum, part) => sum + part.events, 0);
  const items = apart.reduce((sum, part) => sum + part.items, 0);
  if (events !== whole.events || items !== whole.items)
    throw new Error(`${parts.length} parts give ${events} events and ${items} items, the whole ${whole.events} and ${whole.items}`);
}

function readAll(reader: Reader, file: EvidenceFile, scope: FactScope, part?: FilePart): Outcome {
  const outcome: Outcome = { events: 0, items: 0, first: null };
  let bytes = 0;
  const place = (offset: number, size: number): void => {
    if (!(offset >= 0 && size >= 0 && offset + size <= file.size))
      throw new Error(`${size} bytes at ${offset} lie outside the ${file.size} of the file`);
    bytes += size;
    if (bytes > file.size) throw new Error('records and quarantined stretches lie on each other');
  };
  reader.read(
    file,
    {
      event(event: RawEvent) {
        place(event.offset, event.size);
        outcome.events += 1;
        outcome.first ??= event.offset;
        if (!Number.isSafeInteger(event.time.us)) throw new Error(`a time of ${event.time.us} µs`);
        for (const [name, value] of event.fields())
          if (typeof name !== 'string' || (value !== null && typeof value !== 'string')) throw new Error('a field is no text');
        extractFacts(event, scope);
      },
      quarantine(item: Quarantined) {
        place(item.offset, item.bytes);
        outcome.items += 1;
      },
    },
    part,
  );
  return outcome;
}
