import { decodeText } from '../text/index.ts';
import { ElementNames, isWritten, type ElementName } from './element-names.ts';
import { attributeName, SCOPE, scopeInside, type Scope } from './field-names.ts';
import { NamedFields } from './named-fields.ts';
import { nativeText } from './native-text.ts';
import { xmlText } from './xml-text.ts';

/** `more`: what is there is a beginning and no more. */
export type XmlOutcome = 'event' | 'more' | 'damaged' | 'declaration';

/** How deep elements may nest; documents of real providers stay below ten. */
const DEPTH_LIMIT = 64;
const FIELD_LIMIT = 8192;

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const names = new ElementNames();

const COMMENT = Buffer.from('<!--');
const CDATA = Buffer.from('<![CDATA[');

interface OpenElement {
  readonly qualified: string;
  readonly name: string;
  readonly scope: Scope;
  /** Goes before the names of everything in an element beside System, EventData and UserData. */
  readonly prefix: string;
  readonly texts: string[];
  /** The `Name` attribute of a `Data` element. */
  dataName: string | null;
  children: number;
  attributes: number;
}

/**
 * Reads one `<Event>` element into its flat fields: elements, attributes, text, CDATA, comments and processing instructions, and of entities only
 * the five that XML has itself. A document type is refused. Every byte is looked at once.
 */
export class XmlParser {
  readonly fields = new NamedFields();
  /** Index behind the element once `parse` said `event`, else behind what was looked at. */
  end = 0;
  #bytes: Buffer = Buffer.alloc(0);
  readonly #open: OpenElement[] = [];

  /** Reads the element whose `<` stands at `from`. */
  parse(bytes: Buffer, from: number): XmlOutcome {
    this.#bytes = bytes;
    this.#open.length = 0;
    this.fields.clear();
    this.end = from;
    for (;;) {
      const less = bytes.indexOf(LESS, this.end);
      if (less < 0) return this.#stop(bytes.length, 'more');
      const open = this.#open.at(-1);
      if (open && less > this.end) open.texts.push(xmlText(bytes, this.end, less));
      const outcome = this.#markup(less);
      if (outcome !== null) return outcome;
      if (this.#open.length === 0) return 'event';
      if (this.fields.count > FIELD_LIMIT) return 'damaged';
    }
  }

  #stop(end: number, outcome: XmlOutcome): XmlOutcome {
    this.end = end;
    return outcome;
  }

  /** Reads what begins with the `<` at this index and moves behind it; null when reading goes on. */
  #markup(less: number): XmlOutcome | null {
    const bytes = this.#bytes;
    switch (bytes[less + 1]) {
      case undefined:
        return this.#stop(bytes.length, 'more');
      case SLASH:
        return this.#endTag(less);
      case 0x3f:
        return this.#skipTo('?>', less + 2);
      case 0x21:
        if (less + CDATA.length > bytes.length && !bytes.includes(GREATER, less)) return this.#stop(bytes.length, 'more');
        if (startsWith(bytes, less, COMMENT)) return this.#skipTo('-->', less + COMMENT.length);
        return startsWith(bytes, less, CDATA) ? this.#cdata(less + CDATA.length) : this.#stop(less, 'declaration');
      default:
        return this.#startTag(less);
    }
  }

  #skipTo(mark: string, from: number): XmlOutcome | null {
    const at = this.#bytes.indexOf(mark, from, 'latin1');
    this.end = at < 0 ? this.#bytes.length : at + mark.length;
    return at < 0 ? 'more' : null;
  }

  #cdata(from: number): XmlOutcome | null {
    const outcome = this.#skipTo(']]>', from);
    if (outcome === null) this.#open.at(-1)?.texts.push(decodeText(this.#bytes.subarray(from, this.end - 3)));
    return outcome;
  }

  #endTag(less: number): XmlOutcome | null {
    const bytes = this.#bytes;
    const greater = bytes.indexOf(GREATER, less);
    if (greater < 0) return this.#stop(bytes.length, 'more');
    this.end = greater + 1;
    const open = this.#open.at(-1);
    if (!open || !isWritten(open.qualified, bytes, less + 2, greater)) {
      if (open?.qualified !== decodeText(bytes.subarray(less + 2, greater)).trimEnd()) return 'damaged';
    }
    this.#close();
    return null;
  }

  #startTag(less: number): XmlOutcome | null {
    const bytes = this.#bytes;
    const nameEnd = wordEnd(bytes, less + 1);
    if (nameEnd === less + 1) return this.#stop(nameEnd, 'damaged');
    if (!this.#start(names.at(bytes, less + 1, nameEnd))) return this.#stop(nameEnd, 'damaged');
    for (let at = nameEnd; ;) {
      at = blankEnd(bytes, at);
      const byte = bytes[at];
      if (byte === undefined) return this.#stop(at, 'more');
      if (byte === GREATER) return this.#next(at + 1);
      if (byte === SLASH) {
        if (bytes[at + 1] === undefined) return this.#stop(at, 'more');
        if (bytes[at + 1] !== GREATER) return this.#stop(at, 'damaged');
        this.#close();
        return this.#next(at + 2);
      }
      const end = this.#attribute(at);
      if (end < 0) return this.#stop(at, end === MORE ? 'more' : 'damaged');
      at = end;
    }
  }

  #next(end: number): null {
    this.end = end;
    return null;
  }

  /** Reads the attribute at this index; the index behind it, or why there is none. */
  #attribute(from: number): number {
    const bytes = this.#bytes;
    const nameEnd = wordEnd(bytes, from);
    const equals = blankEnd(bytes, nameEnd);
    const quoteAt = blankEnd(bytes, equals + 1);
    if (quoteAt >= bytes.length) return MORE;
    const quote = bytes[quoteAt];
    if (nameEnd === from || bytes[equals] !== EQUALS || (quote !== 0x22 && quote !== 0x27)) return DAMAGED;
    const end = bytes.indexOf(quote, quoteAt + 1);
    if (end < 0) return MORE;
    this.#named(names.at(bytes, from, nameEnd).qualified, xmlText(bytes, quoteAt + 1, end));
    return end + 1;
  }

  #start({ qualified, local: name }: ElementName): boolean {
    const parent = this.#open.at(-1);
    if (parent) parent.children++;
    const scope = parent ? scopeInside(parent.scope, parent.name) : SCOPE.document;
    const prefix = scope === SCOPE.event && scopeInside(scope, name) === SCOPE.extra ? `${name}_` : (parent?.prefix ?? '');
    this.#open.push({ qualified, name, scope, prefix, texts: [], dataName: null, children: 0, attributes: 0 });
    return this.#open.length <= DEPTH_LIMIT;
  }

  #named(attribute: string, value: string): void {
    const element = this.#open.at(-1);
    if (!element || attribute === 'xmlns' || attribute.startsWith('xmlns:')) return;
    if (element.scope === SCOPE.payload && attribute === 'Name' && (element.name === 'Data' || element.name === 'ComplexData')) {
      element.dataName = value.replaceAll(' ', '');
      return;
    }
    element.attributes++;
    const name = attributeName(element.scope, element.name, attribute);
    this.fields.add(element.prefix + name, value === '' ? null : nativeText(value), element.scope === SCOPE.system);
  }

  #close(): void {
    const element = this.#open.pop();
    if (!element) return;
    const container = element.children > 0 || element.scope === SCOPE.document || element.scope === SCOPE.event;
    const texts = container ? element.texts.filter((text) => text.trim() !== '') : element.texts;
    const text = texts.join('');
    const system = element.scope === SCOPE.system;
    if (text === '' && (container || system || element.attributes > 0)) return;
    this.fields.add(element.prefix + (element.dataName || element.name), text === '' ? null : nativeText(text), system);
  }
}

const MORE = -1;
const DAMAGED = -2;

function startsWith(bytes: Buffer, at: number, mark: Buffer): boolean {
  return bytes.subarray(at, at + mark.length).equals(mark);
}

function blankEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && isBlank(bytes[at] ?? 0)) at++;
  return at;
}

/** Behind a name: all up to white space or markup. */
function wordEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (isBlank(byte) || byte === GREATER || byte === SLASH || byte === EQUALS || byte === LESS || byte === 0x22 || byte === 0x27) break;
    at++;
  }
  return at;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 9 || byte === 10 || byte === 13;
}
