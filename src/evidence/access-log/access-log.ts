import { problem, type ErrorCode } from '../../lib/index.ts';
import type { EvidenceFile, RawEvent, Reader, ReadSink } from '../reader.ts';
import { byteOrderMark, cutAtLines, readPlacedLines, type PlacedLineVisitor } from '../text/index.ts';
import { AccessEvent } from './access-event.ts';
import { AccessLine } from './access-line.ts';
import { AccessClock } from './log-time.ts';

/** Longest line that is read, in bytes. Web servers refuse requests far shorter. */
export const LINE_LIMIT = 1 << 20;

const NEWLINE = 0x0a;
/** Lines that are looked at to recognise a log. */
const LOOKED_AT = 40;

/** Access logs of Apache, nginx and Tomcat in the common and the combined form. Every line that is not blank is a record. */
export const accessLog: Reader = {
  format: 'access-log',
  source: 'webserver',

  recognises(head, size) {
    const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
    const line = new AccessLine();
    const clock = new AccessClock(null);
    let requests = 0;
    let others = 0;
    for (let at = byteOrderMark(head); at < bytes.length && requests + others < LOOKED_AT;) {
      const newline = bytes.indexOf(NEWLINE, at);
      // The last line of a head is cut.
      if (newline < 0 && head.length < size) break;
      const behind = newline < 0 ? bytes.length : newline + 1;
      const end = textEnd(bytes, at, behind);
      if (end > at && line.parse(bytes, at, end) && clock.read(bytes, line.time.from, line.time.to)) requests++;
      else if (end > at) others++;
      at = behind;
    }
    return requests > others;
  },

  read(file, sink, part) {
    readPlacedLines(file, LINE_LIMIT, new AccessLines(sink, file.zone ?? null), part);
  },

  parts: (file, bytes) => cutAtLines(file, bytes).map((span) => ({ ...span, state: null })),

  readOne(file: EvidenceFile, { offset }): RawEvent | null {
    if (offset === null || offset < 0 || offset >= file.size) return null;
    let found: RawEvent | null = null;
    const lines = new AccessLines({ event: (event) => (found = event), quarantine: () => undefined }, file.zone ?? null);
    const visitor: PlacedLineVisitor = {
      keepsNul: true,
      line(bytes, start, end, at, size) {
        // The event outlives the block it stands in.
        const own = Buffer.from(bytes.subarray(start, end));
        if (at === offset) lines.line(own, 0, own.length, at, size);
        return at < offset;
      },
      refuse: () => undefined,
    };
    // NULs before a line are apart from it, so that it may begin before the record does.
    readPlacedLines(file, LINE_LIMIT, visitor, { from: Math.max(0, offset - LINE_LIMIT), to: offset + 1 });
    return found;
  },
};

class AccessLines implements PlacedLineVisitor {
  /** Tomcat writes what clients send, NULs too, and nobody shall hide a request with one. */
  readonly keepsNul = true;
  readonly #sink: ReadSink;
  readonly #clock: AccessClock;
  readonly #line = new AccessLine();

  constructor(sink: ReadSink, zone: string | null) {
    this.#sink = sink;
    this.#clock = new AccessClock(zone);
  }

  line(bytes: Buffer, start: number, end: number, offset: number, size: number): true {
    const from = start + (bytes[start] === 0xef ? byteOrderMark(bytes.subarray(start, end)) : 0);
    const until = textEnd(bytes, from, end);
    if (until === from) return true;
    const line = this.#line;
    const time = line.parse(bytes, from, until) ? this.#clock.read(bytes, line.time.from, line.time.to) : null;
    if (!time) this.#quarantine(offset, size, 'ACCESS_LINE_DAMAGED', {});
    else if (time.instant.us === 0) this.#quarantine(offset, size, 'ACCESS_TIME_UNSET', {});
    else this.#sink.event(new AccessEvent(offset, size, time, line));
    return true;
  }

  refuse(offset: number, bytes: number, code: ErrorCode): void {
    this.#quarantine(offset, bytes, code, { bytes });
  }

  #quarantine(offset: number, bytes: number, code: ErrorCode, details: Record<string, number>): void {
    this.#sink.quarantine({ offset, bytes, code, reason: problem(code, details) });
  }
}

/** Where the text of a line ends: blanks behind it belong to no column. */
function textEnd(bytes: Buffer, start: number, behind: number): number {
  let end = behind;
  while (end > start && isBlank(bytes[end - 1])) end--;
  return end;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === NEWLINE;
}
