import { isoFromInstant } from '../../lib/index.ts';
import type { EvidenceFile, FieldValue, FilePart, Quarantined, RawEvent, Reader } from '../reader.ts';

/** One event as plain data, for tests. */
export interface SeenEvent {
  readonly offset: number;
  readonly size: number;
  readonly time: string;
  readonly source: string;
  readonly host: string | null;
  readonly channel: string | null;
  readonly assumed: boolean;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

export function seen(event: RawEvent): SeenEvent {
  const { offset, size, source, host, channel } = event;
  const fields = Object.fromEntries(event.fields());
  for (const [name, value] of Object.entries(fields))
    if (event.get(name) !== value) throw new Error(`get('${name}') differs from fields()`);
  return { offset, size, time: isoFromInstant(event.time), source, host, channel, assumed: event.zoneAssumed ?? false, fields };
}

/** Everything that a reader makes of a file, or of parts of it one after the other. */
export function readEvents(reader: Reader, file: EvidenceFile, parts: readonly (FilePart | undefined)[] = [undefined]) {
  const events: SeenEvent[] = [];
  const refused: Quarantined[] = [];
  for (const part of parts)
    reader.read(file, { event: (event) => events.push(seen(event)), quarantine: (item) => refused.push(item) }, part);
  return { events, refused };
}

/** The stretches of a file that belong to no event and to nothing quarantined; fails when two overlap. */
export function leftOver(bytes: Buffer, { events, refused }: ReturnType<typeof readEvents>): string[] {
  const taken = [...events, ...refused.map(({ offset, bytes: size }) => ({ offset, size }))].sort((a, b) => a.offset - b.offset);
  const rest: string[] = [];
  let next = 0;
  for (const { offset, size } of [...taken, { offset: bytes.length, size: 0 }]) {
    if (offset < next || (size <= 0 && offset < bytes.length))
      throw new Error(`a record at ${offset} overlaps the one before, or is empty`);
    if (offset > next) rest.push(bytes.toString('latin1', next, offset));
    next = offset + size;
  }
  return rest;
}
