import type { EvidenceFile, FilePart } from '../reader.ts';
import { byteOrderMark, cutAtLines, decodeText, readMarkedLines, type Span } from '../text/index.ts';
import { columnsOf, type Columns } from './columns.ts';

/** Longest line that is read, in bytes. Web servers refuse requests far shorter. */
export const LINE_LIMIT = 1 << 20;

const HASH = 0x23;
const BYTE_ORDER_MARK = 0xef;
const MARKS = ['#Fields:', '#Software:', '#Date:'];
/** How far a search for directives goes back at a time. */
const STRIDE = 16 << 20;

/** What the directives before a line say about it. */
export class Directives {
  columns: Columns | null = null;
  /** The text behind the last `#Fields:`, and the `#Software:` that stood before it. */
  #fields: string | null = null;
  #writer: string | null = null;
  /** The software named since the last `#Fields`: each `#Fields` belongs to the header it stands in. */
  #software: string | null = null;

  /** Takes in a line that begins with `#`; comments change nothing. */
  apply(text: string): void {
    if (text.startsWith('#Software:')) this.#software = text.slice(10);
    else if (text.startsWith('#Fields:')) {
      this.#fields = text.slice(8);
      this.#writer = this.#software;
      this.#software = null;
      this.columns = columnsOf(this.#fields, this.#writer);
    }
  }

  /** Whether the day of a line hangs on the lines before it. */
  get undated(): boolean {
    return this.columns !== null && this.columns.date < 0;
  }

  /** Everything that was said, as text from which `Directives.from` makes it again. */
  state(): string {
    return JSON.stringify([this.#writer, this.#fields, this.#software]);
  }

  /** `state` is what `state()` gave; null before the first line of a file. */
  static from(state: string | null): Directives {
    const directives = new Directives();
    const [writer = null, fields = null, software = null] = state === null ? [] : (JSON.parse(state) as (string | null)[]);
    // An empty text was said too.
    if (writer !== null) directives.apply(`#Software:${writer}`);
    if (fields !== null) directives.apply(`#Fields:${fields}`);
    if (software !== null) directives.apply(`#Software:${software}`);
    return directives;
  }
}

/** Where the text of a line begins: logs that were joined carry byte order marks in their middle too. */
export function textStart(bytes: Buffer, start: number, end: number): number {
  return bytes[start] === BYTE_ORDER_MARK ? start + byteOrderMark(bytes.subarray(start, end)) : start;
}

/** The text of a line that is a directive or a comment; null for any other. `start` is where its text begins. */
export function directiveOf(bytes: Buffer, start: number, end: number): string | null {
  return bytes[start] === HASH && start < end ? decodeText(bytes.subarray(start, end)) : null;
}

/** Cuts a log into parts, each with the directives in force where it begins. One part where a day hangs on the lines before. */
export function w3cParts(file: EvidenceFile, bytes: number): readonly FilePart[] {
  const spans = cutAtLines(file, bytes);
  const whole: FilePart = { from: 0, to: file.size, state: null };
  if (spans.length < 2) return [whole];
  const directives = new Directives();
  const parts: FilePart[] = [];
  const partsUntil = (offset: number): void => {
    for (let span = spans[parts.length]; span && span.from <= offset; span = spans[parts.length]) {
      parts.push({ ...span, state: parts.length === 0 ? null : directives.state() });
    }
  };
  let undated = false;
  eachDirective(file, { from: 0, to: Infinity }, (text, offset) => {
    partsUntil(offset);
    directives.apply(text);
    undated ||= directives.undated;
    return !undated;
  });
  if (undated) return [whole];
  partsUntil(Infinity);
  return parts;
}

/** The directives in force at an offset, and from where on lines must be read to know the day of the line there. */
export interface Standing {
  readonly state: string | null;
  readonly from: number;
}

/** Searches backwards from an offset, `stride` bytes at a time, for what decides how the line there is read. */
export function standingAt(file: EvidenceFile, offset: number, stride = STRIDE): Standing {
  let found: { text: string; offset: number }[] = [];
  for (let to = offset; to > 0 && !isEnough(found); to = Math.max(0, to - stride)) {
    const here: typeof found = [];
    eachDirective(file, { from: Math.max(0, to - stride), to }, (text, at) => here.push({ text, offset: at }) > 0);
    found = [...here, ...found];
  }
  const directives = new Directives();
  let day: Standing | null = null;
  for (const { text, offset: at } of found) {
    if (text.startsWith('#Date:')) day = { state: directives.state(), from: at };
    directives.apply(text);
  }
  return directives.undated && day ? day : { state: directives.state(), from: offset };
}

/** Whether nothing further back can change how a line behind these directives is read. */
function isEnough(found: readonly { text: string }[]): boolean {
  const texts = found.map(({ text }) => text);
  const last = texts.findLastIndex((text) => text.startsWith('#Fields:'));
  if (last < 0) return false;
  const undated = columnsOf(texts[last]?.slice(8) ?? '', null)?.date === -1;
  // The columns in force where the day was said, and who wrote them, stand before it.
  const day = undated ? texts.findLastIndex((text) => text.startsWith('#Date:')) : last;
  const before = texts.slice(0, Math.max(0, Math.min(day, last)));
  const fields = before.findLastIndex((text) => text.startsWith('#Fields:'));
  if (!undated) return fields >= 0 || before.some((text) => text.startsWith('#Software:'));
  return before.slice(0, Math.max(0, fields)).some((text) => /^#(?:Fields|Software):/.test(text));
}

function eachDirective(file: EvidenceFile, span: Span, use: (text: string, offset: number) => boolean): void {
  const line = (bytes: Buffer, start: number, end: number, offset: number): boolean => {
    const text = directiveOf(bytes, textStart(bytes, start, end), end);
    return text === null || use(text, offset);
  };
  readMarkedLines(file, LINE_LIMIT, MARKS, { line, refuse: () => undefined }, span);
}
