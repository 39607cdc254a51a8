import { problem, type ErrorCode } from '../../lib/index.ts';
import { JsonLine, readJsonLines, type JsonLineVisitor } from '../json/index.ts';
import type { EvidenceFile, RawEvent, Reader, ReadSink } from '../reader.ts';
import { instantFromJson } from './epoch.ts';
import { ZeekJsonEvent } from './json-event.ts';
import { JsonRecord } from './json-record.ts';
import { logKindOf } from './log-kind.ts';

/** How much of a file's beginning is asked which log it is. */
const HEAD_BYTES = 65_536;
/** So many records of it are looked at. */
const HEAD_RECORDS = 64;

/** Zeek's JSON logs, one object a line: with the log's path in each, wrapped in it, or without, as Zeek writes them into one file a log. */
export const zeekJson: Reader = {
  format: 'zeek-json',
  source: 'zeek',

  recognises(head, size) {
    const { records, zeek } = lookAt(head, size);
    return zeek > 0 && 2 * zeek >= records;
  },

  read(file, sink, part) {
    readJsonLines(file, new JsonLog(sink, usualPath(file)), part);
  },

  parts(file, bytes) {
    const count = Math.max(1, Math.ceil(file.size / bytes));
    return Array.from({ length: count }, (_, i) => ({ from: i * bytes, to: Math.min((i + 1) * bytes, file.size), state: null }));
  },

  readOne(file, { offset }): RawEvent | null {
    if (offset === null) return null;
    let found: RawEvent | null = null;
    const sink: ReadSink = { event: (event) => event.offset === offset && (found = event), quarantine: () => undefined };
    readJsonLines(file, new JsonLog(sink, usualPath(file)), { from: offset, to: offset + 1 });
    return found;
  },
};

class JsonLog implements JsonLineVisitor {
  readonly #sink: ReadSink;
  readonly #usual: string | null;
  readonly #record = new JsonRecord(new JsonLine());
  readonly #event = new ZeekJsonEvent(this.#record);
  readonly #has = (field: string): boolean => this.#record.has(field);

  constructor(sink: ReadSink, usual: string | null) {
    this.#sink = sink;
    this.#usual = usual;
  }

  line(line: JsonLine, offset: number, size: number): true {
    const record = this.#record;
    record.open(line);
    const text = record.time;
    const time = text === null ? null : instantFromJson(text);
    if (time === null) this.refuse(offset, size, 'ZEEK_TIME_MISSING');
    else {
      const event = this.#event;
      event.offset = offset;
      event.size = size;
      event.time = time;
      event.channel = record.path ?? logKindOf(this.#has, this.#usual) ?? this.#usual;
      this.#sink.event(event);
    }
    return true;
  }

  refuse(offset: number, bytes: number, code: ErrorCode): void {
    this.#sink.quarantine({ offset, bytes, code, reason: problem(code, { bytes }) });
  }
}

/** What a file's first records say: how many there are, how many are of Zeek, and which logs they are of. */
interface Beginning {
  readonly records: number;
  readonly zeek: number;
  readonly paths: ReadonlySet<string>;
}

function lookAt(head: Uint8Array, size: number): Beginning {
  let records = 0;
  let zeek = 0;
  const paths = new Set<string>();
  const record = new JsonRecord(new JsonLine());
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const beginning: EvidenceFile = {
    path: '',
    size: bytes.length,
    read: (buffer, position) => bytes.copy(buffer, 0, position, position + buffer.length),
  };
  readJsonLines(beginning, {
    line(line) {
      records++;
      record.open(line);
      const path = pathOf(record);
      if (path !== null) paths.add(path);
      if (path !== null || isConnection(record) || isScriptName(record)) zeek++;
      return records < HEAD_RECORDS;
    },
    // The last line is cut where the file goes on behind the head.
    refuse: (offset, length) => void (offset + length < head.length || size === head.length ? records++ : 0),
  });
  return { records, zeek, paths };
}

/** The log that a file's records are of which do not show it: Zeek writes one file a log. Null where its beginning holds several. */
function usualPath(file: EvidenceFile): string | null {
  const head = new Uint8Array(Math.min(HEAD_BYTES, file.size));
  const [path, ...more] = lookAt(head.subarray(0, file.read(head, 0)), file.size).paths;
  return path !== undefined && more.length === 0 ? path : null;
}

/** The log that a record is of, if it is of Zeek: by its fields, by the path that Zeek puts into it, or by what a message bus says of the process. */
function pathOf(record: JsonRecord): string | null {
  const timed = record.has('ts');
  const kind = timed ? logKindOf((field) => record.has(field)) : null;
  const ours = kind !== null || (timed && record.get('_path')) || record.get('@proc') === 'zeek';
  return ours ? (record.path ?? kind) : null;
}

/** Kinds that have few fields leave all but the ends of the connection out. */
function isConnection(record: JsonRecord): boolean {
  return record.has('ts') && record.has('uid') && record.has('id.orig_h');
}

/** A record of loaded_scripts has nothing but the script's name. */
function isScriptName(record: JsonRecord): boolean {
  return /\.(?:zeek|bro)$/.test(record.get('name') ?? '') && record.fields().length === 1;
}
