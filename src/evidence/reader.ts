import type { Instant } from '../lib/index.ts';

/** Where raw events come from; rules and facts route on it. */
export type EventSource =
  | 'windows'
  /** Internet Information Services; the other web servers give their fields the same W3C names (`cs-method`, `c-ip`, `sc-status`). */
  | 'iis'
  /** Exchange's HttpProxy logs. */
  | 'exchange'
  /** Apache, nginx, Tomcat. */
  | 'webserver'
  /** Errors of the Windows HTTP driver (HTTPERR). */
  | 'httperr'
  /** Zeek; `channel` is the log's path: `conn`, `dns`, `smb_files`. */
  | 'zeek'
  | 'postgresql'
  /** A source that a mapping of the carrier describes; `channel` is the mapping's name. */
  | 'mapped';

/** The value of one field: text as the native tool prints it; null when the field is there without a value. */
export type FieldValue = string | null;

/**
 * One record of one evidence file, fields under their native names (`EventID`, `TargetUserName`, `cs-uri-stem`).
 * It lives in memory only and is valid until the sink's call returns: readers reuse their buffers and decode a field when it is asked for.
 */
export interface RawEvent {
  readonly source: EventSource;
  /** Byte offset of the record in its evidence file. */
  readonly offset: number;
  /** Bytes of the record in its evidence file. */
  readonly size: number;
  /** The source's own record number (`EventRecordID`), unique in a log; null where the source has none. */
  readonly recordId: string | null;
  /** True when that number tells the record apart in its file too, so that a pointer goes by it; else pointers go by the offset. */
  readonly numbered?: boolean;
  /** Null when the source's time could not be read; such a record is quarantined by its reader instead, unless it carries other value. */
  readonly time: Instant;
  /** True when the source names no zone that can be relied on and UTC was taken. */
  readonly zoneAssumed?: boolean;
  /** Host as the record spells it; null when the record does not name one. */
  readonly host: string | null;
  /** The log it was written to: `Security`, `Microsoft-Windows-Sysmon/Operational`, `W3SVC1`, …; null when unknown. */
  readonly channel: string | null;
  /** The field's value; undefined when the record has no such field. Names are exact and case-sensitive. */
  get(field: string): FieldValue | undefined;
  /** Every field in the record's order. A name may appear more than once. */
  fields(): Iterable<readonly [string, FieldValue]>;
}

/** A stretch of a file, or a whole file, that could not be read, kept with its place. */
export interface Quarantined {
  readonly offset: number;
  readonly bytes: number;
  /** A code of the error catalogue (`src/lib/errors.ts`), such as `EVTX_RECORD_DAMAGED`. */
  readonly code: string;
  /** One plain sentence; never holds log text. */
  readonly reason: string;
}

/** What a reader calls; each record of the file ends in exactly one of the two. */
export interface ReadSink {
  event(event: RawEvent): void;
  quarantine(item: Quarantined): void;
}

/** An evidence file opened for reading; reads are synchronous because readers run in workers of their own. */
export interface EvidenceFile {
  /** Relative to the evidence argument it came from, with `/`. */
  readonly path: string;
  readonly size: number;
  /** Zone of times that the source writes without a reliable one (`context/sources.yaml`: IANA name or offset); UTC is assumed without it. */
  readonly zone?: string | null;
  /** Fills `buffer` from `position` and returns how many bytes were there; fewer than asked only at the end of the file. */
  read(buffer: Uint8Array, position: number): number;
}

/**
 * A stretch of a large file that a worker reads alone. Reading all parts of a file gives what reading it whole gives: a record belongs to the
 * part in which it begins.
 */
export interface FilePart {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** What stands before the part and decides how it is read (column directives in force), in a form of the reader's own; null where nothing does. */
  readonly state: string | null;
}

/** One format of evidence. Every reader folder exports one of these and nothing else. */
export interface Reader {
  /** The format's name as shown in the manifest: `evtx`, `iis-w3c`, `postgresql-csvlog`. */
  readonly format: string;
  readonly source: EventSource;
  /** Whether the content (the first 64 KiB at most, given the file's whole size) is this format; the file's name is never asked. */
  recognises(head: Uint8Array, size: number): boolean;
  /** Reads the file, or one part of it. Throws only when the machine fails (I/O error); whatever the bytes are is data. */
  read(file: EvidenceFile, sink: ReadSink, part?: FilePart): void;
  /**
   * Cuts a large file into parts of about `bytes` that are read apart, in order, the first from 0 and the last to the end. Absent, or one part,
   * where the format can't be cut (a quote may be open anywhere). Fast: it looks for what decides the state, and at little else.
   */
  parts?(file: EvidenceFile, bytes: number): readonly FilePart[];
  /** Reads the one record that stands at `offset` (or, when null, the one with `recordId`) again; null when it is not there. */
  readOne(file: EvidenceFile, place: { offset: number | null; recordId: string | null }): RawEvent | null;
}
