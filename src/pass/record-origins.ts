import type { Masker } from '../case/index.ts';
import { collectorHost, type RawEvent } from '../evidence/index.ts';
import { canonicalHost } from '../facts/index.ts';
import type { Origin } from './origins.ts';
import type { ShardWriter } from './shard.ts';
import type { TaskFile } from './task.ts';

/** Logs of one file that are kept open at a time; a hostile one may name another host in every record. */
const MOST_OPEN = 10_000;

/** Finds the origin of each record of one file. Most records have the origin of the one before. */
export class RecordOrigins {
  readonly #shard: ShardWriter;
  readonly #sha256: string;
  readonly #masker: Masker;
  readonly #fallback: string;
  readonly #configured: string | null;
  readonly #open = new Map<string, Origin>();
  #lastKey: readonly [string | null, string | null, string | null, boolean] | null = null;
  #last: Origin | null = null;

  /** `configured` is the host that the carrier gives for the file (`sources.yaml`). */
  constructor(shard: ShardWriter, file: TaskFile, configured: string | null, masker: Masker) {
    this.#shard = shard;
    this.#sha256 = file.sha256;
    this.#masker = masker;
    const given = configured ?? collectorHost(file.path);
    this.#configured = given === null ? null : (canonicalHost(given) ?? given);
    this.#fallback = `evidence:${file.sha256.slice(0, 16)}`;
  }

  /** Hosts and logs are masked: log text is hostile, wherever it stands. */
  of(event: RawEvent): Origin {
    const { host, channel } = event;
    const numbered = event.numbered ?? false;
    const server = host === null ? serverOf(event) : null;
    const before = this.#lastKey;
    if (this.#last && before && before[0] === host && before[1] === channel && before[2] === server && before[3] === numbered)
      return this.#last;
    this.#lastKey = [host, channel, server, numbered];
    const key = JSON.stringify(this.#lastKey);
    const known = this.#open.get(key) ?? this.#begin(key, event, server, numbered);
    this.#last = known;
    return known;
  }

  end(): void {
    for (const origin of this.#open.values()) origin.end();
    this.#open.clear();
    this.#last = null;
  }

  #begin(key: string, event: RawEvent, server: string | null, numbered: boolean): Origin {
    if (this.#open.size >= MOST_OPEN) this.end();
    const origin = this.#shard.origin({
      evidence: this.#sha256,
      host: this.#masker.text(this.#hostOf(event, server)),
      host_raw: this.#masked(event.host ?? server),
      record_host: this.#masked(event.host),
      source: event.source,
      channel: this.#masked(event.channel),
      numbered,
    });
    this.#open.set(key, origin);
    return origin;
  }

  /** The host a record is about: the record's own word, else the carrier's, else the collector's layout, else the server address it gives, else the file. */
  #hostOf(event: RawEvent, server: string | null): string {
    const own = canonicalHost(event.host);
    if (own !== null) return own;
    return this.#configured ?? canonicalHost(server) ?? this.#fallback;
  }

  #masked(name: string | null): string | null {
    return name === null || name === '' ? null : this.#masker.text(name);
  }
}

/** What a web server's record says of the machine it was written on. */
function serverOf(event: RawEvent): string | null {
  const name = event.get('s-computername');
  return name && name !== '-' ? name : (event.get('s-ip') ?? null);
}
