import { baseMatchTable, sourceFor, type CarrierContext, type EvidenceRow, type Masker } from '../case/index.ts';
import { openEvidenceFile, readerFor, systemCode, type Quarantined, type RawEvent, type ReadSink } from '../evidence/index.ts';
import { extractFacts, type FactScope } from '../facts/index.ts';
import { problem, type ErrorCode } from '../lib/index.ts';
import type { RuleSet } from '../sigma/index.ts';
import { RecordOrigins } from './record-origins.ts';
import type { ShardWriter } from './shard.ts';
import type { TaskFile } from './task.ts';

/** What reading a file needs beside the file. */
export interface ReadEnvironment {
  readonly rules: RuleSet;
  readonly context: CarrierContext;
  readonly masker: Masker;
  readonly from: number | null;
  readonly to: number | null;
}

/** What was read of one file, or of one part of it, counted. */
export type FileCounts = Omit<EvidenceRow, 'shard'>;

/** Reads one evidence file, or one part of it, into the shard: each record becomes facts and base matches, or a quarantine row. */
export function readFileInto(shard: ShardWriter, file: TaskFile, environment: ReadEnvironment): FileCounts {
  const reading = new FileReading(shard, file, environment);
  const start = file.part?.from ?? 0;
  const whole = (code: ErrorCode, details: Record<string, string> = {}): void => {
    reading.quarantine({ offset: start, bytes: Math.min(file.part?.to ?? file.size, file.size) - start, code, reason: problem(code, details) });
  };
  let format: string | null = null;
  try {
    const open = openEvidenceFile(file.place, file.path, sourceFor(environment.context, file.path)?.zone ?? null);
    try {
      const before = open.fingerprint();
      const reader = open.size === 0 ? null : readerFor(open);
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
  return { sha256: file.sha256, part: file.part?.number ?? 0, parts: file.part?.of ?? 1, size: file.size, format, ...reading.counts };
}

/** What becomes of the records of one file. */
class FileReading implements ReadSink {
  readonly counts = { records: 0, parsed: 0, quarantined: 0, out_of_scope: 0, first: null as number | null, last: null as number | null };
  readonly #shard: ShardWriter;
  readonly #sha256: string;
  readonly #environment: ReadEnvironment;
  readonly #origins: RecordOrigins;
  readonly #scope: Omit<FactScope, 'host'>;

  constructor(shard: ShardWriter, file: TaskFile, environment: ReadEnvironment) {
    const source = sourceFor(environment.context, file.path);
    this.#shard = shard;
    this.#sha256 = file.sha256;
    this.#environment = environment;
    this.#origins = new RecordOrigins(shard, file, source?.host ?? null, environment.masker);
    this.#scope = { masker: environment.masker, store: source?.store ?? null, evidencePath: file.path };
  }

  event(event: RawEvent): void {
    const { counts } = this;
    const { rules, from, to, masker } = this.#environment;
    const { us, tick, digits } = event.time;
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
    const scope = { ...this.#scope, host: origin.names.host };
    for (const { table, row } of extractFacts(event, scope)) this.#shard.row(table, row, event, place);
    for (const match of rules.match(event)) {
      const fields = maskedFields(match.fields, event.source === 'postgresql', masker);
      this.#shard.row(baseMatchTable, { time: us, time_100ns: tick, time_digits: digits, rule: match.rule.id, fields }, event, place);
    }
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

/** The fields a rule looked at as one JSON object, masked: a statement by its columns, everything else as free text. */
function maskedFields(fields: Iterable<readonly [string, string | null]>, statements: boolean, masker: Masker): string {
  const object: Record<string, string | null> = {};
  for (const [name, value] of fields) object[name] = value === null ? null : statements ? masker.statement(value) : masker.text(value);
  return JSON.stringify(object);
}
