import type { EvidenceFile, FilePart, RawEvent, Reader } from '../reader.ts';
import { textHead, utf16Order } from '../windows-xml/index.ts';
import { readLineAt, readLines } from './read-lines.ts';

/** Signs of a Windows event in a first line that is longer than what is seen of it. */
const SIGNS = [
  /"EventID(?:_attributes)?"\s*:/,
  /"event_id"\s*:/,
  /"(?:Channel|log_name|channel|Hostname|Computer|computer_name)"\s*:/,
  /"_raw"\s*:\s*"\s*<Event[ >]/,
] as const;

/** Windows events as JSON lines, in the shapes of the tools that ship them. */
export const windowsJson: Reader = {
  format: 'windows-json',
  source: 'windows',

  recognises(head) {
    const text = textHead(head);
    const end = text.lastIndexOf(0x0a);
    let events = 0;
    const seen = end < 0 ? text : text.subarray(0, end);
    const file: EvidenceFile = { path: '', size: seen.length, read: (buffer, position) => seen.copy(buffer, 0, position) };
    readLines(file, { event: () => void events++, quarantine: () => undefined });
    return events > 0 || (end < 0 && looksLikeEvent(text));
  },

  read(file, sink, part) {
    readLines(file, sink, part);
  },

  parts(file, bytes) {
    const mark = Buffer.alloc(2);
    file.read(mark, 0);
    const step = utf16Order(mark) === null ? Math.max(1, Math.floor(bytes)) : file.size;
    const parts: FilePart[] = [];
    for (let from = 0; from < file.size; from += step) parts.push({ from, to: Math.min(file.size, from + step), state: null });
    return parts;
  },

  readOne(file, { offset, recordId }): RawEvent | null {
    if (offset !== null) return readLineAt(file, offset);
    let found = -1;
    const event = (each: RawEvent): void => void (found = found < 0 && each.recordId === recordId ? each.offset : found);
    readLines(file, { event, quarantine: () => undefined });
    return found < 0 ? null : readLineAt(file, found);
  },
};

function looksLikeEvent(head: Buffer): boolean {
  const text = head.toString('latin1').trimStart();
  const [eventId, winlogbeatId, log, raw] = SIGNS;
  return /^[[{\xef]/.test(text) && (raw.test(text) || ((eventId.test(text) || winlogbeatId.test(text)) && log.test(text)));
}
