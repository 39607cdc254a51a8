import { problem, type ErrorCode } from '../../lib/index.ts';
import { JsonLine, keyOf, KIND, readJsonLines, type JsonLineVisitor } from '../json/index.ts';
import type { EvidenceFile, FilePart, RawEvent, ReadSink } from '../reader.ts';
import { textFile, XmlEvent, type Places } from '../windows-xml/index.ts';
import { WindowsJsonEvent } from './windows-json-event.ts';

const RAW = keyOf('_raw');
const RESULT = keyOf('result');

/** Lines that some tools put before each record. */
const NUMBER = /^Record \d{1,20}$/;

/** Reads every line of a file, or of a part of it. */
export function readLines(file: EvidenceFile, sink: ReadSink, part?: FilePart): void {
  const text = textFile(file);
  const span = part && text.file === file ? { from: part.from, to: part.to } : undefined;
  readJsonLines(text.file, new EventLines(sink, text.places, file.zone ?? null), span);
}

/** The event of the line that begins at an offset; null when none does. */
export function readLineAt(file: EvidenceFile, offset: number): RawEvent | null {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset >= file.size) return null;
  const text = textFile(file);
  const from = text.places.inText(offset);
  const found: RawEvent[] = [];
  const sink: ReadSink = { event: (event) => void (event.offset === offset && found.push(event)), quarantine: () => undefined };
  const lines = new EventLines(sink, text.places, file.zone ?? null);
  readJsonLines(
    text.file,
    { line: (line, at, size) => lines.line(line, at, size) && false, refuse: () => undefined },
    { from, to: from + 1 },
  );
  return found[0] ?? null;
}

class EventLines implements JsonLineVisitor {
  readonly #sink: ReadSink;
  readonly #places: Places;
  readonly #event: WindowsJsonEvent;
  readonly #inner: WindowsJsonEvent;
  readonly #innerLine = new JsonLine();
  readonly #xml = new XmlEvent();

  constructor(sink: ReadSink, places: Places, zone: string | null) {
    this.#sink = sink;
    this.#places = places;
    this.#event = new WindowsJsonEvent(this.#innerLine, zone);
    this.#inner = new WindowsJsonEvent(this.#innerLine, zone);
  }

  line(line: JsonLine, at: number, length: number): boolean {
    const offset = this.#places.inFile(at);
    const size = this.#places.inFile(at + length) - offset;
    const raw = rawOf(line);
    if (raw === null) this.#take(this.#event, this.#event.open(line, offset, size), offset, size);
    else this.#raw(raw, line, offset, size);
    return true;
  }

  refuse(at: number, length: number, code: ErrorCode): void {
    const offset = this.#places.inFile(at);
    const bytes = this.#places.inFile(at + length) - offset;
    this.#sink.quarantine({ offset, bytes, code, reason: problem(code, { bytes }) });
  }

  passesOver(bytes: Buffer, from: number, to: number): boolean {
    return to - from < 32 && NUMBER.test(bytes.toString('latin1', from, to));
  }

  /** An event as text within the line: Windows' XML, or JSON of any of the shapes. */
  #raw(text: string, line: JsonLine, offset: number, size: number): void {
    const bytes = Buffer.from(text);
    if (text.startsWith('<Event')) {
      const whole = this.#xml.parse(bytes, 0) === 'event';
      this.#take(this.#xml, whole ? this.#xml.complete(offset, size) : 'XML_DAMAGED', offset, size);
    } else if (text.startsWith('{') && this.#innerLine.open(bytes) === null) {
      this.#take(this.#inner, this.#inner.open(this.#innerLine, offset, size), offset, size);
    } else {
      this.#take(this.#event, this.#event.open(line, offset, size), offset, size);
    }
  }

  #take(event: RawEvent, code: ErrorCode | null, offset: number, bytes: number): void {
    if (code === null) this.#sink.event(event);
    else this.#sink.quarantine({ offset, bytes, code, reason: problem(code) });
  }
}

/** The original that Splunk keeps of an event; null where the line is no export of Splunk's. */
function rawOf(line: JsonLine): string | null {
  const outer = line.member(0, RAW);
  const node = outer >= 0 ? outer : line.member(line.member(0, RESULT), RAW);
  return node < 0 || line.kind(node) < KIND.ascii || line.kind(node) >= KIND.object ? null : (line.text(node)?.trimStart() ?? null);
}
