import type { EvidenceFile, RawEvent, Reader } from '../reader.ts';
import { byteOrderMark, readPlacedLines, type PlacedLineVisitor } from '../text/index.ts';
import { LINE_LIMIT, standingAt, w3cParts } from './directives.ts';
import { W3cLines, type W3cDialect } from './w3c-lines.ts';

/** A reader of logs in the W3C extended format; `knows` tells its directives from those of the others. */
export function w3cReader(format: string, dialect: W3cDialect, knows: (line: string) => boolean): Reader {
  return {
    format,
    source: dialect.source,

    recognises(head) {
      const nul = head.indexOf(0);
      const text = Buffer.from(head.subarray(byteOrderMark(head), nul < 0 ? undefined : nul)).toString('latin1');
      return text.split('\n').some((line) => line.startsWith('#') && knows(line));
    },

    read(file, sink, part) {
      readPlacedLines(file, LINE_LIMIT, new W3cLines(dialect, sink, file.zone ?? null, part?.state ?? null), part);
    },

    parts: w3cParts,

    readOne(file: EvidenceFile, { offset }): RawEvent | null {
      if (offset === null || offset < 0 || offset >= file.size) return null;
      let found: RawEvent | null = null;
      const { state, from } = standingAt(file, offset);
      const sink = { event: (event: RawEvent) => event.offset === offset && (found = event), quarantine: () => undefined };
      const lines = new W3cLines(dialect, sink, file.zone ?? null, state);
      const visitor: PlacedLineVisitor = {
        line(bytes, start, end, at, size) {
          if (at < from) return true;
          if (at < offset) return lines.line(bytes, start, end, at, size);
          // The event outlives the block it stands in.
          const own = Buffer.from(bytes.subarray(start, end));
          if (at === offset) lines.line(own, 0, own.length, at, size);
          return false;
        },
        refuse: () => undefined,
      };
      // NULs before a line are apart from it, so that it may begin before the record does.
      readPlacedLines(file, LINE_LIMIT, visitor, { from: Math.max(0, Math.min(from, offset - LINE_LIMIT)), to: offset + 1 });
      return found;
    },
  };
}
