import type { RawEvent } from '../../src/evidence/index.ts';
import type { SigmaEvent } from '../../src/sigma/index.ts';

type Pair = readonly [string, string | null];

/** A record kept in memory with all its fields, so that matching is measured without reading. */
export class MemoryEvent implements SigmaEvent {
  readonly source: string;
  readonly channel: string | null;
  readonly #pairs: readonly Pair[];
  readonly #values: ReadonlyMap<string, string | null>;

  private constructor(source: string, channel: string | null, pairs: readonly Pair[], values: ReadonlyMap<string, string | null>) {
    this.source = source;
    this.channel = channel;
    this.#pairs = pairs;
    this.#values = values;
  }

  static of(event: RawEvent): MemoryEvent {
    const pairs = [...event.fields()];
    const values = new Map<string, string | null>();
    for (const [name] of pairs) values.set(name, event.get(name) ?? null);
    return new MemoryEvent(event.source, event.channel, pairs, values);
  }

  get(field: string): string | null | undefined {
    return this.#values.get(field);
  }

  fields(): readonly Pair[] {
    return this.#pairs;
  }
}
