import type { LogFormat } from '../../case/index.ts';
import { timeReader, utcOfWall, zoneOf, type Instant } from '../../lib/index.ts';
import type { FieldValue } from '../reader.ts';

/** When a record was written, in UTC. */
export interface RecordTime {
  readonly instant: Instant;
  /** No zone is known and UTC was taken. */
  readonly assumed: boolean;
}

/** Reads the times of one log: a zone in the record wins over that of `sources.yaml`, else UTC is assumed. */
export class MappedClock {
  readonly #fields: readonly string[];
  readonly #read: ReturnType<typeof timeReader>;
  readonly #zone: ReturnType<typeof zoneOf>;

  constructor({ time }: LogFormat, zone: string | null) {
    this.#fields = time.fields;
    this.#read = timeReader(time.format);
    this.#zone = zone === null ? null : zoneOf(zone);
  }

  /** Null when the record has no time of the form. */
  of(field: (name: string) => FieldValue | undefined): RecordTime | null {
    const texts = this.#fields.map((name) => field(name) ?? '');
    const written = this.#read?.(texts.length === 1 ? (texts[0] ?? '') : texts.join(' ')) ?? null;
    if (written === null) return null;
    const { instant, offset } = written;
    const us = offset !== null ? instant.us - offset : this.#zone === null ? instant.us : utcOfWall(this.#zone, instant.us);
    return { instant: { ...instant, us }, assumed: offset === null && this.#zone === null };
  }
}
