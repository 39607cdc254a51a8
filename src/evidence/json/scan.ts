import { KIND, type Kind, type Nodes } from './nodes.ts';
import { stringText } from './string-text.ts';

/** Why a line is not read; codes of the error catalogue. */
export type JsonRefusal = 'JSON_DAMAGED' | 'JSON_TOO_DEEP' | 'JSON_TOO_WIDE';

/** How deep values may nest; logs stay below ten. */
const DEPTH_LIMIT = 64;
/** From here on the search for a string's end is left to the machine's own. */
const LONG_STRING = 96;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const ZERO = 0x30;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

const LITERALS = [
  { kind: KIND.true, text: Buffer.from('true') },
  { kind: KIND.false, text: Buffer.from('false') },
  { kind: KIND.null, text: Buffer.from('null') },
] as const;

const NO_BYTES = Buffer.alloc(0);

/**
 * Goes once over the bytes of one JSON object (RFC 8259) and writes down where its values stand. Strings are not looked into: control characters
 * and unknown escapes in them pass. Every byte is looked at once, whatever they are.
 */
export class Scan {
  readonly #nodes: Nodes;
  readonly #stack = new Int32Array(DEPTH_LIMIT);
  #bytes: Buffer = NO_BYTES;
  #at = 0;
  #to = 0;

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  /** Scans the object in [from, to), with nothing but white space around it; the reason why not when it is none. */
  run(bytes: Buffer, from: number, to: number): JsonRefusal | null {
    const nodes = this.#nodes;
    nodes.count = 0;
    this.#bytes = bytes;
    this.#at = from;
    this.#to = to;
    if (this.#skip() !== OPEN_OBJECT) return 'JSON_DAMAGED';
    nodes.keyFrom[0] = -1;
    let depth = 0;
    for (;;) {
      const node = nodes.count++;
      const byte = this.#at < to ? bytes[this.#at] : 0;
      if (byte === QUOTE) {
        if (!this.#string(node)) return 'JSON_DAMAGED';
      } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        if (depth === DEPTH_LIMIT) return 'JSON_TOO_DEEP';
        nodes.kind[node] = byte === OPEN_OBJECT ? KIND.object : KIND.array;
        nodes.from[node] = this.#at++;
        const first = this.#skip();
        if (first !== (byte === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_ARRAY)) {
          this.#stack[depth++] = node;
          if (!nodes.grow()) return 'JSON_TOO_WIDE';
          if (!this.#member(byte === OPEN_OBJECT)) return 'JSON_DAMAGED';
          continue;
        }
        nodes.to[node] = ++this.#at;
      } else if (!this.#literal(node)) {
        return 'JSON_DAMAGED';
      }
      nodes.next[node] = node + 1;
      // Behind a value: what is closed here, then the next member of what is still open.
      let open = node;
      let behind = this.#skip();
      while (depth > 0) {
        open = this.#stack[depth - 1] ?? 0;
        if (behind !== (nodes.kind[open] === KIND.object ? CLOSE_OBJECT : CLOSE_ARRAY)) break;
        nodes.to[open] = ++this.#at;
        nodes.next[open] = nodes.count;
        depth--;
        behind = this.#skip();
      }
      if (depth === 0) return this.#at === to ? null : 'JSON_DAMAGED';
      if (behind !== COMMA) return 'JSON_DAMAGED';
      this.#at++;
      this.#skip();
      if (!nodes.grow()) return 'JSON_TOO_WIDE';
      if (!this.#member(nodes.kind[open] === KIND.object)) return 'JSON_DAMAGED';
    }
  }

  /** Moves to the next byte that is no white space and gives it; 0 at the end. */
  #skip(): number {
    const bytes = this.#bytes;
    let at = this.#at;
    while (at < this.#to) {
      const byte = bytes[at] ?? 0;
      if (byte > 0x20 || (byte !== 0x20 && byte !== 9 && byte !== 10 && byte !== 13)) {
        this.#at = at;
        return byte;
      }
      at++;
    }
    this.#at = at;
    return 0;
  }

  /** Moves to the value of the next member: over its key where it has one. */
  #member(keyed: boolean): boolean {
    const nodes = this.#nodes;
    const node = nodes.count;
    if (!keyed) {
      nodes.keyFrom[node] = -1;
      return true;
    }
    const bytes = this.#bytes;
    const from = this.#at + 1;
    if (bytes[this.#at] !== QUOTE) return false;
    let hash = 0;
    let odd = 0;
    let at = from;
    for (; ; at++) {
      if (at >= this.#to) return false;
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) {
        odd = 0x80;
        at++;
      }
      odd |= byte;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    nodes.keyFrom[node] = from;
    nodes.keyTo[node] = at;
    nodes.keyOdd[node] = odd & 0x80;
    nodes.keyHash[node] = odd < 0x80 ? hash : hashOfKey(Buffer.from(stringText(bytes, from, at, KIND.escaped)));
    this.#at = at + 1;
    if (this.#skip() !== COLON) return false;
    this.#at++;
    this.#skip();
    return true;
  }

  /** Reads the string that begins here. */
  #string(node: number): boolean {
    const bytes = this.#bytes;
    const from = this.#at + 1;
    const near = Math.min(this.#to, from + LONG_STRING);
    let kind: Kind = KIND.ascii;
    let seen = 0;
    let at = from;
    while (at < near) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) break;
      seen |= byte;
      if (byte === BACKSLASH) {
        kind = KIND.escaped;
        at++;
      }
      at++;
    }
    if (at >= near) {
      at = this.#farEnd(at);
      if (at < 0) return false;
      kind = KIND.escaped;
    } else if (seen >= 0x80 && kind === KIND.ascii) {
      kind = KIND.wide;
    }
    const nodes = this.#nodes;
    nodes.kind[node] = kind;
    nodes.from[node] = from;
    nodes.to[node] = at;
    this.#at = at + 1;
    return true;
  }

  /** The quote that ends a string, looked for from a place in it that is in no escape: one with an even number of backslashes before it. */
  #farEnd(start: number): number {
    const bytes = this.#bytes;
    for (let at = start; ;) {
      const quote = bytes.indexOf(QUOTE, at);
      if (quote < 0 || quote >= this.#to) return -1;
      let first = quote;
      while (first > start && bytes[first - 1] === BACKSLASH) first--;
      if ((quote - first) % 2 === 0) return quote;
      at = quote + 1;
    }
  }

  #literal(node: number): boolean {
    const bytes = this.#bytes;
    const nodes = this.#nodes;
    const from = this.#at;
    const first = from < this.#to ? (bytes[from] ?? 0) : 0;
    nodes.from[node] = from;
    if (first === MINUS || isDigit(first)) {
      const end = numberEnd(bytes, from, this.#to);
      if (end < 0) return false;
      nodes.kind[node] = KIND.number;
      nodes.to[node] = this.#at = end;
      return true;
    }
    for (const { kind, text } of LITERALS) {
      if (first !== text[0]) continue;
      const end = from + text.length;
      if (end > this.#to || bytes.compare(text, 0, text.length, from, end) !== 0) return false;
      nodes.kind[node] = kind;
      nodes.to[node] = this.#at = end;
      return true;
    }
    return false;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= 0x39;
}

/** Where the number that begins here ends; -1 when it is none. */
function numberEnd(bytes: Buffer, from: number, to: number): number {
  let at = bytes[from] === MINUS ? from + 1 : from;
  if (bytes[at] === ZERO) at++;
  else {
    const first = at;
    at = digitsEnd(bytes, at, to);
    if (at === first) return -1;
  }
  if (at < to && bytes[at] === 0x2e) {
    const first = at + 1;
    at = digitsEnd(bytes, first, to);
    if (at === first) return -1;
  }
  if (at < to && ((bytes[at] ?? 0) | 0x20) === 0x65) {
    const sign = bytes[at + 1];
    const first = sign === MINUS || sign === 0x2b ? at + 2 : at + 1;
    at = digitsEnd(bytes, first, to);
    if (at === first) return -1;
  }
  return at;
}

function digitsEnd(bytes: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && isDigit(bytes[at])) at++;
  return at;
}

/** The number keys are found by; the same for a key's UTF-8 wherever it stands. */
export function hashOfKey(utf8: Uint8Array): number {
  let hash = 0;
  for (const byte of utf8) hash = (Math.imul(hash, 31) + byte) | 0;
  return hash;
}
