import { baseMatchTable, sourceFor, type CarrierContext, type EvidenceRow, type Masker } from '../case/index.ts';
import { openEvidenceFile, readerFor, systemCode, type Quarantined, type RawEvent } from '../evidence/index.ts';
import { canonicalHost, extractFacts } from '../facts/index.ts';
import { problem, type ErrorCode } from '../lib/index.ts';
import type { RuleSet } from '../sigma/index.ts';
import type { Shard } from './shard.ts';
import type { TaskFile } from './task.ts';

/** What reading a file needs beside the file. */
export interface ReadEnvironment {
  readonly rules: RuleSet;
  readonly context: CarrierContext;
  readonly masker: Masker;
  readonly from: number | null;
  readonly to: number | null;
}

/** What was read of one file, counted. */
export type FileCounts = Omit<EvidenceRow, 'shard'>;

/** Reads one evidence file into the shard: each record becomes a record row, its facts and its base matches, or a quarantine row. */
export function readFileInto(shard: Shard, file: TaskFile, environment: ReadEnvironment): FileCounts {
  const count = { records: 0, parsed: 0, quarantined: 0, out_of_scope: 0, first: null as number | null, last: null as number | null };
  const quarantine = (item: Quarantined): void => {
    count.records += 1;
    count.quarantined += 1;
    shard.quarantine(item, file.sha256);
  };
  const whole = (code: ErrorCode, details: Record<string, string> = {}): void => {
    quarantine({ offset: 0, bytes: file.size, code, reason: problem(code, details) });
  };
  let format: string | null = null;
  const names = new MaskedNames(environment.masker);
  try {
    const source = sourceFor(environment.context, file.path);
    const open = openEvidenceFile(file.place, file.path, source?.zone ?? null);
    try {
      const before = open.fingerprint();
      const reader = open.size === 0 ? null : readerFor(open);
      format = reader?.format ?? null;
      if (open.size === 0) whole('FILE_EMPTY');
      else if (!reader) whole('FILE_UNRECOGNISED');
      else {
        reader.read(open, {
          event(event) {
            count.records += 1;
            const { us } = event.time;
            if ((environment.from !== null && us < environment.from) || (environment.to !== null && us >= environment.to)) {
              count.out_of_scope += 1;
              return;
            }
            count.parsed += 1;
            if (count.first === null || us < count.first) count.first = us;
            if (count.last === null || us > count.last) count.last = us;
            const host = names.of(hostOf(event, source?.host ?? null, file.sha256)) ?? '';
            const place = { sha256: file.sha256, host, spelledHost: names.of(event.host), channel: names.of(event.channel) };
            shard.record(event, place);
            const scope = { host, masker: environment.masker, store: source?.store ?? null, evidencePath: file.path };
            for (const { table, row } of extractFacts(event, scope)) {
              const hostRaw = typeof row.host_raw === 'string' ? names.of(row.host_raw) : null;
              shard.row(table, { ...row, host_raw: hostRaw, channel: place.channel }, event, place);
            }
            for (const match of environment.rules.match(event)) {
              const fields = maskedFields(match.fields, event.source === 'postgresql', environment.masker);
              const row = { time: us, time_100ns: event.time.tick, time_digits: event.time.digits, host, rule: match.rule.id, fields };
              shard.row(baseMatchTable, row, event, place);
            }
          },
          quarantine,
        });
        if (open.fingerprint() !== before) whole('FILE_CHANGED');
      }
    } finally {
      open.close();
    }
  } catch (cause) {
    const code = systemCode(cause);
    if (code === 'unknown cause') throw cause;
    whole('FILE_UNREADABLE', { cause: code });
  }
  return { sha256: file.sha256, size: file.size, format, ...count };
}

/** The host a record is about: the record's own word, else the carrier's (`sources.yaml`), else the server address it gives, else the file. */
function hostOf(event: RawEvent, configured: string | null, sha256: string): string {
  const own = event.host === null ? null : canonicalHost(event.host);
  if (own !== null) return own;
  if (configured !== null) return canonicalHost(configured) ?? configured;
  const address = event.get('s-ip');
  return (address ? canonicalHost(address) : null) ?? `evidence:${sha256.slice(0, 16)}`;
}

/** Hosts and logs are few and stand in every record: each name is masked once. */
class MaskedNames {
  readonly #masker: Masker;
  readonly #known = new Map<string, string>();

  constructor(masker: Masker) {
    this.#masker = masker;
  }

  of(name: string | null): string | null {
    if (name === null) return null;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    // A hostile log may name another host in every record.
    if (this.#known.size >= MAX_NAMES) this.#known.clear();
    const masked = this.#masker.text(name);
    this.#known.set(name, masked);
    return masked;
  }
}

const MAX_NAMES = 10_000;

/** The fields a rule looked at as one JSON object, masked: a statement by its columns, everything else as free text. */
function maskedFields(fields: Iterable<readonly [string, string | null]>, statements: boolean, masker: Masker): string {
  const object: Record<string, string | null> = {};
  for (const [name, value] of fields) object[name] = value === null ? null : statements ? masker.statement(value) : masker.text(value);
  return JSON.stringify(object);
}
