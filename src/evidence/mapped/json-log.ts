import type { LogFormat } from '../../case/index.ts';
import { problem, type ErrorCode } from '../../lib/index.ts';
import { readJsonLines, type JsonLineVisitor } from '../json/index.ts';
import type { EvidenceFile, FilePart, RawEvent, ReadSink } from '../reader.ts';
import { MappedClock } from './clock.ts';
import { MappedEvent } from './mapped-event.ts';

/** Reads a log of one JSON object a line, or the lines that begin in a part of it. */
export function readJsonLog(format: LogFormat, file: EvidenceFile, sink: ReadSink, span?: Pick<FilePart, 'from' | 'to'>): void {
  readJsonLines(file, visitorOf(format, file, sink), span);
}

/** The record at an offset; it stays as it is until something else is read. */
export function jsonRecordAt(format: LogFormat, file: EvidenceFile, offset: number): RawEvent | null {
  let found: RawEvent | null = null;
  const visitor = visitorOf(format, file, { event: (event) => (found = event), quarantine: () => undefined });
  const only: JsonLineVisitor = {
    line: (line, at, size) => at < offset || (at === offset && visitor.line(line, at, size) && false),
    refuse: () => undefined,
  };
  readJsonLines(file, only, { from: offset, to: offset + 1 });
  // NULs before a record are set apart, so that it begins within its line.
  if (found === null) readJsonLines(file, only);
  return found;
}

function visitorOf(format: LogFormat, file: EvidenceFile, sink: ReadSink): JsonLineVisitor {
  const clock = new MappedClock(format, file.zone ?? null);
  const refuse = (offset: number, bytes: number, code: ErrorCode): void =>
    sink.quarantine({ offset, bytes, code, reason: problem(code, { bytes }) });
  return {
    line(line, offset, size) {
      const time = clock.of((name) => line.get(name));
      if (time === null) refuse(offset, size, 'MAPPED_TIME_INVALID');
      else sink.event(new MappedEvent(format, line, offset, size, time));
      return true;
    },
    refuse,
  };
}
