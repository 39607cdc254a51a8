import { problem, type ErrorCode } from '../../lib/index.ts';
import type { EvidenceFile, RawEvent, ReadSink } from '../reader.ts';
import { byteOrderMark } from '../text/index.ts';
import { Window } from '../text/window.ts';
import { textFile, type Places } from './utf16-file.ts';
import { XmlEvent } from './xml-event.ts';
import type { XmlOutcome } from './xml-parser.ts';

/** Longest element that is read, in bytes; a record of an EVTX file has 64 KiB at most. */
const LIMIT = 4 << 20;
/** Most bytes that stand between two events without being looked at as damage: a declaration, a comment, a root. */
const BETWEEN = 4096;
/** Bytes that are looked at again after damage, beside as many as were read. */
const SPARE = 1 << 20;

const EVENT = '<Event';
const REFUSALS: Readonly<Record<Exclude<XmlOutcome, 'event'>, ErrorCode>> = {
  more: 'XML_CUT',
  damaged: 'XML_DAMAGED',
  declaration: 'XML_DECLARATION',
};

/**
 * Reads every `<Event>` element, whatever stands around them: nothing, a root, XML declarations, the numbers that some tools put before each. An
 * element that is damaged is quarantined up to the next place where one begins.
 */
export function readEvents(file: EvidenceFile, sink: ReadSink): void {
  const text = textFile(file);
  new EventScan(new Window(text.file, 0), text.places, sink).run();
}

/** The event that begins at an offset; null when none does. */
export function readEventAt(file: EvidenceFile, offset: number): RawEvent | null {
  const text = textFile(file);
  if (!Number.isSafeInteger(offset) || offset < 0 || offset >= file.size) return null;
  const window = new Window(text.file, text.places.inText(offset));
  const event = new XmlEvent();
  while (window.more(0) && window.bytes.length <= LIMIT) {
    if (!startsEvent(window.bytes, 0)) return null;
    const outcome = event.parse(window.bytes, 0);
    if (outcome === 'more') continue;
    const size = text.places.inFile(window.base + event.end) - offset;
    return outcome === 'event' && event.complete(offset, size) === null ? event : null;
  }
  return null;
}

class EventScan {
  readonly #window: Window;
  readonly #places: Places;
  readonly #sink: ReadSink;
  readonly #event = new XmlEvent();
  /** Index in the window of the first byte that is not dealt with. */
  #start = 0;
  /** Offset of a stretch that is being passed over, and why; -1 when none is. */
  #stray = -1;
  #code: ErrorCode = 'XML_DAMAGED';
  /** Bytes that were looked at in vain so far. */
  #wasted = 0;

  constructor(window: Window, places: Places, sink: ReadSink) {
    this.#window = window;
    this.#places = places;
    this.#sink = sink;
  }

  run(): void {
    this.#more();
    this.#start = byteOrderMark(this.#window.bytes);
    while (this.#toEvent()) this.#element();
    this.#close();
  }

  /** Reads the element that begins here. */
  #element(): void {
    for (;;) {
      const outcome = this.#event.parse(this.#window.bytes, this.#start);
      const length = this.#event.end - this.#start;
      const long = length > LIMIT;
      if (outcome === 'more' && !long && this.#more()) continue;
      if (outcome === 'event' && !long) return this.#complete(length);
      this.#refuse(outcome === 'event' || long ? 'XML_TOO_LONG' : REFUSALS[outcome]);
      this.#wasted += length;
      this.#start += this.#wasted > this.#window.base + this.#start + SPARE ? length : EVENT.length;
      return;
    }
  }

  #complete(length: number): void {
    const offset = this.#places.inFile(this.#window.base + this.#start);
    this.#start += length;
    const bytes = this.#places.inFile(this.#window.base + this.#start) - offset;
    const code = this.#event.complete(offset, bytes);
    if (code === null) this.#sink.event(this.#event);
    else this.#sink.quarantine({ offset, bytes, code, reason: problem(code) });
  }

  /** Moves to the next place where an element begins; what is no separator on the way becomes a stray. False at the end. */
  #toEvent(): boolean {
    for (;;) {
      if (this.#window.bytes.length - this.#start < BETWEEN) this.#more();
      const { bytes } = this.#window;
      if (this.#start >= bytes.length) return false;
      if (startsEvent(bytes, this.#start)) {
        this.#close();
        return true;
      }
      const behind = this.#stray < 0 ? separatorEnd(bytes, this.#start) : -1;
      if (behind > this.#start) {
        this.#start = behind;
        continue;
      }
      if (this.#stray < 0)
        this.#refuse(bytes.toString('latin1', this.#start, this.#start + 9) === '<!DOCTYPE' ? 'XML_DECLARATION' : 'XML_DAMAGED');
      const next = bytes.indexOf(EVENT, this.#start + 1, 'latin1');
      this.#start = next < 0 ? Math.max(this.#start + 1, bytes.length - EVENT.length) : next;
    }
  }

  #refuse(code: ErrorCode): void {
    this.#stray = this.#window.base + this.#start;
    this.#code = code;
  }

  /** Ends the stretch that is passed over. */
  #close(): void {
    if (this.#stray < 0) return;
    const offset = this.#places.inFile(this.#stray);
    const bytes = this.#places.inFile(this.#window.base + this.#start) - offset;
    this.#stray = -1;
    this.#sink.quarantine({ offset, bytes, code: this.#code, reason: problem(this.#code) });
  }

  #more(): boolean {
    const more = this.#window.more(this.#start);
    this.#start = 0;
    return more;
  }
}

/** Whether an `<Event>` begins here; `<Events>` is another element. */
function startsEvent(bytes: Buffer, at: number): boolean {
  if (bytes[at] !== 0x3c || bytes.toString('latin1', at, at + EVENT.length) !== EVENT) return false;
  const byte = bytes[at + EVENT.length];
  return byte === undefined || byte <= 0x20 || byte === 0x3e || byte === 0x2f;
}

const SEPARATOR = /^(?:\s+|\xef\xbb\xbf|<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->|<\/?Events(?:\s[^<>]*)?>|Record \d{1,20}(?=\r?\n))/;

/** Behind white space, a declaration, a comment, the root's tag or a record's number; the index itself where none stands. */
function separatorEnd(bytes: Buffer, at: number): number {
  const match = SEPARATOR.exec(bytes.toString('latin1', at, at + BETWEEN));
  return at + (match?.[0].length ?? 0);
}
