import { sourceFor, type CarrierContext, type EvidenceRow, type Masker } from '../case/index.ts';
import { openEvidenceFile, readerFor, systemCode, type Quarantined, type RawEvent, type ReadSink } from '../evidence/index.ts';
import { extractFacts, type FactScope, type MappedFacts } from '../facts/index.ts';
import { problem, type ErrorCode } from '../lib/index.ts';
import type { RuleSet } from '../sigma/index.ts';
import { maskedFields } from './masked-fields.ts';
import type { Origin } from './origins.ts';
import { RecordOrigins } from './record-origins.ts';
import type { ShardWriter } from './shard.ts';
import type { Tally } from './tally.ts';
import type { TaskFile } from './task.ts';

/** What reading a file needs beside the file. */
export interface ReadEnvironment {
  readonly rules: RuleSet;
  readonly context: CarrierContext;
  readonly masker: Masker;
  readonly from: number | null;
  readonly to: number | null;
  readonly tally: Tally;
  /** What the carrier's own formats say their records are. */
  readonly mapped: MappedFacts;
}

/** What was read of one file, or of one part of it, counted. */
export type FileCounts = Omit<EvidenceRow, 'shard'>;

/** Reads one evidence file, or one part of it, into the shard: each record becomes facts and base matches, or a quarantine row. */
export function readFileInto(shard: ShardWriter, file: TaskFile, environment: ReadEnvironment): FileCounts {
  const reading = new FileReading(shard, file, environment);
  const start = file.part?.from ?? 0;
  environment.tally.begin(start);
  const whole = (code: ErrorCode, details: Record<string, string> = {}): void => {
    reading.quarantine({
      offset: start,
      bytes: Math.min(file.part?.to ?? file.size, file.size) - start,
      code,
      reason: problem(code, details),
    });
  };
  let format: string | null = null;
  const zone = sourceFor(environment.context, file.path)?.zone ?? null;
  try {
    const open = openEvidenceFile(file.place, file.path, zone);
    try {
      const before = open.fingerprint();
      const reader = open.size === 0 ? null : readerFor(open, environment.context.formats);
      format = reader?.format ?? null;
      if (open.size === 0) whole('FILE_EMPTY');
      else if (!reader) whole('FILE_UNRECOGNISED');
      else {
        reader.read(open, reading, file.part ?? undefined);
        if (open.fingerprint() !== before) whole('FILE_CHANGED');
      }
    } finally {
      reading.end();
      open.close();
    }
  } catch (cause) {
    const code = systemCode(cause);
    if (code === 'unknown cause') throw cause;
    whole('FILE_UNREADABLE', { cause: code });
  }
  environment.tally.end(Math.min(file.part?.to ?? file.size, file.size));
  return { sha256: file.sha256, part: file.part?.number ?? 0, parts: file.part?.of ?? 1, size: file.size, format, zone, ...reading.counts };
}

/** What becomes of the records of one file. */
class FileReading implements ReadSink {
  readonly counts = { records: 0, parsed: 0, quarantined: 0, out_of_scope: 0, first: null as number | null, last: null as number | null };
  readonly #shard: ShardWriter;
  readonly #sha256: string;
  readonly #environment: ReadEnvironment;
  readonly #origins: RecordOrigins;
  readonly #scope: Omit<FactScope, 'host'>;
  #lastScope: { readonly origin: Origin; readonly scope: FactScope } | null = null;

  constructor(shard: ShardWriter, file: TaskFile, environment: ReadEnvironment) {
    const source = sourceFor(environment.context, file.path);
    this.#shard = shard;
    this.#sha256 = file.sha256;
    this.#environment = environment;
    this.#origins = new RecordOrigins(shard, file, source?.host ?? null, environment.masker);
    this.#scope = { masker: environment.masker, store: source?.store ?? null, evidencePath: file.path, mapped: environment.mapped };
  }

  event(event: RawEvent): void {
    const { counts } = this;
    const { rules, from, to, masker, tally } = this.#environment;
    const { us, tick, digits } = event.time;
    if (!Number.isSafeInteger(us)) {
      const { offset, size: bytes } = event;
      this.quarantine({ offset, bytes, code: 'TIME_OUT_OF_RANGE', reason: problem('TIME_OUT_OF_RANGE') });
      return;
    }
    counts.records += 1;
    if ((from !== null && us < from) || (to !== null && us >= to)) {
      counts.out_of_scope += 1;
      return;
    }
    counts.parsed += 1;
    if (counts.first === null || us < counts.first) counts.first = us;
    if (counts.last === null || us > counts.last) counts.last = us;
    const origin = this.#origins.of(event);
    const place = { origin, recordId: origin.count(event) };
    for (const fact of extractFacts(event, this.#scopeOf(origin))) this.#shard.fact(fact, event, place);
    let matches = 0;
    for (const match of rules.match(event)) {
      matches += 1;
      const fields = maskedFields(match.fields, event.source === 'postgresql', masker, match.rule.correlated?.fields);
      this.#shard.match({ time: us, time_100ns: tick, time_digits: digits, rule: match.rule.key, fields }, event, place);
    }
    tally.record(event.offset, matches);
  }

  #scopeOf(origin: Origin): FactScope {
    if (this.#lastScope?.origin === origin) return this.#lastScope.scope;
    const { host, host_raw: hostRaw, channel } = origin.names;
    const scope = { ...this.#scope, host, hostRaw, channel };
    this.#lastScope = { origin, scope };
    return scope;
  }

  quarantine(item: Quarantined): void {
    this.counts.records += 1;
    this.counts.quarantined += 1;
    this.#shard.quarantine(item, this.#sha256);
  }

  end(): void {
    this.#origins.end();
  }
}
