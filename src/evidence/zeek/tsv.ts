import type { EvidenceFile, FilePart, RawEvent, Reader } from '../reader.ts';
import { byteOrderMark, readPlacedLines } from '../text/index.ts';
import { Header } from './header.ts';
import { directiveOf, isDirective, TsvLog } from './tsv-log.ts';

/** Longest line that is read, in bytes. */
const LINE_LIMIT = 1 << 20;

const DIRECTIVE = /^#(?:separator \\x[0-9a-fA-F]{2}|fields\t\S|path\t\S)/;

/** Zeek's text logs: directives, then a line a record, columns separated by tabs as a rule (Zeek manual, "Zeek TSV Format Logs"). */
export const zeekTsv: Reader = {
  format: 'zeek-tsv',
  source: 'zeek',

  recognises(head) {
    const nul = head.indexOf(0);
    const text = Buffer.from(head.subarray(byteOrderMark(head), nul < 0 ? undefined : nul)).toString('latin1');
    return text.split('\n').some((line) => line.startsWith('#') && DIRECTIVE.test(line));
  },

  read(file, sink, part) {
    const log = new TsvLog(new Header(part?.state ?? null), sink);
    readPlacedLines(file, LINE_LIMIT, log, part);
  },

  parts(file, bytes) {
    return bytes < file.size ? cut(file, bytes) : [{ from: 0, to: file.size, state: null }];
  },

  readOne(file, { offset }): RawEvent | null {
    if (offset === null) return null;
    let found: RawEvent | null = null;
    const log = new TsvLog(new Header(), { event: (event) => event.offset === offset && (found = event), quarantine: () => undefined });
    // Only directives and the line itself are looked at.
    readPlacedLines(file, LINE_LIMIT, {
      line(line, start, end, at, size) {
        if (at === offset || isDirective(line, start)) log.line(line, start, end, at, size);
        return at < offset;
      },
      refuse: () => undefined,
    });
    return found;
  },
};

/** Parts of so many bytes, each with the directives that stand before it. */
function cut(file: EvidenceFile, bytes: number): FilePart[] {
  const parts: FilePart[] = [];
  const header = new Header();
  const cutBefore = (offset: number): void => {
    for (let from = parts.length * bytes; from <= offset && from < file.size; from += bytes) {
      parts.push({ from, to: Math.min(from + bytes, file.size), state: from === 0 ? null : header.state() });
    }
  };
  let refused = { from: 0, to: 0 };
  readPlacedLines(file, LINE_LIMIT, {
    line(line, start, end, offset) {
      if (!isDirective(line, start)) return true;
      // A line begins with the NULs in front of it. What is refused as a line of its own is taken for such too: reading a directive twice changes nothing.
      cutBefore(refused.to === offset ? refused.from : offset);
      header.directive(directiveOf(line, start, end));
      return true;
    },
    refuse: (offset, size) => void (refused = { from: offset, to: offset + size }),
  });
  cutBefore(file.size);
  return parts;
}
