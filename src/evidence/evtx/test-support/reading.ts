import { isoFromInstant } from '../../../lib/index.ts';
import type { EvidenceFile, FieldValue, FilePart, Quarantined } from '../../reader.ts';
import { evtx } from '../evtx.ts';
import { ChunkBytes, logOf, type Instance } from './handmade.ts';

/** Bytes as an evidence file. */
export function memoryFile(bytes: Uint8Array): EvidenceFile {
  return {
    path: 'made.evtx',
    size: bytes.length,
    read(buffer, position) {
      const part = bytes.subarray(position, position + buffer.length);
      buffer.set(part);
      return part.length;
    },
  };
}

/** A copy of what an event said, to be looked at after the reader has gone on. */
export interface Seen {
  readonly offset: number;
  readonly size: number;
  readonly recordId: string | null;
  readonly host: string | null;
  readonly channel: string | null;
  readonly time: string;
  readonly fields: readonly (readonly [string, FieldValue])[];
}

export function readAll(
  bytes: Uint8Array,
  part?: FilePart,
): { readonly events: readonly Seen[]; readonly quarantined: readonly Quarantined[] } {
  const events: Seen[] = [];
  const quarantined: Quarantined[] = [];
  evtx.read(
    memoryFile(bytes),
    {
      event(event) {
        const { offset, size, recordId, host, channel } = event;
        events.push({ offset, size, recordId, host, channel, time: isoFromInstant(event.time), fields: [...event.fields()] });
      },
      quarantine(item) {
        quarantined.push(item);
      },
    },
    part,
  );
  return { events, quarantined };
}

/** The fields of the one event that a log with this record gives, without those of System. */
export function payloadOf(instance: Instance): readonly (readonly [string, FieldValue])[] {
  const [only] = readAll(logOf([new ChunkBytes().record(instance).finish()])).events;
  const system = ['Provider_Name', 'EventID', 'TimeCreated', 'EventRecordID', 'Channel', 'Computer'];
  return only?.fields.slice(system.length) ?? [];
}
