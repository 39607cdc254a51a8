import type { RawEvent, Reader } from '../reader.ts';
import { readEventAt, readEvents } from './read-events.ts';
import { textHead } from './utf16-file.ts';

const NAMESPACE = 'http://schemas.microsoft.com/win/2004/08/events/event';

/** Windows event logs exported as XML. */
export const windowsXml: Reader = {
  format: 'windows-xml',
  source: 'windows',

  recognises(head) {
    const text = textHead(head)
      .toString('latin1')
      .replace(/^(?:\xef\xbb\xbf)?\s*/, '');
    return !/^["{[]/.test(text) && /<Event[\s>]/.test(text) && (text.includes(NAMESPACE) || /<System[\s>]/.test(text));
  },

  read(file, sink) {
    readEvents(file, sink);
  },

  readOne(file, { offset, recordId }): RawEvent | null {
    if (offset !== null) return readEventAt(file, offset);
    let found = -1;
    const event = (each: RawEvent): void => void (found = found < 0 && each.recordId === recordId ? each.offset : found);
    readEvents(file, { event, quarantine: () => undefined });
    return found < 0 ? null : readEventAt(file, found);
  },
};
