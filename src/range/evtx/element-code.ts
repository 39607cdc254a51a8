import { put32 } from './bytes.ts';
import type { ChunkNames } from './chunk-names.ts';
import type { Content, Element } from './element.ts';
import { nameOf, type Name } from './name.ts';
import { valueTypes } from './value-type.ts';

/** Tokens of binary XML (MS-EVEN6 2.2.12); 0x40 says that attributes, or more of them, follow. */
const OPEN = 0x01;
const CLOSE_START = 0x02;
const CLOSE_EMPTY = 0x03;
const END = 0x04;
const TEXT = 0x05;
const ATTRIBUTE = 0x06;
const NORMAL = 0x0d;
const OPTIONAL = 0x0e;
const MORE = 0x40;
const NO_DEPENDENCY = 0xffff;

/** One step of writing an element: bytes that are always the same; a name, which the chunk may have already; the size of what comes up to `close`. */
type Step = { readonly bytes: Uint8Array } | { readonly name: Name } | 'open' | 'close';

/**
 * An element and all within it, compiled: only where names stand for the first time and how long that makes what is around them differs
 * from chunk to chunk.
 */
export class ElementCode {
  readonly #steps: readonly Step[];

  constructor(element: Element) {
    const compiler = new Compiler();
    compiler.element(element);
    this.#steps = compiler.steps();
  }

  /** Writes the element at `at`; names go in where the chunk does not have them yet. Returns the end. */
  write(out: Uint8Array, at: number, names: ChunkNames): number {
    let end = at;
    const open: number[] = [];
    for (const step of this.#steps) {
      if (step === 'open') {
        open.push(end);
        end += 4;
      } else if (step === 'close') {
        const sizeAt = open.pop() ?? at;
        put32(out, sizeAt, end - sizeAt - 4);
      } else if ('name' in step) end = writeName(out, end, step.name, names);
      else {
        out.set(step.bytes, end);
        end += step.bytes.length;
      }
    }
    return end;
  }
}

class Compiler {
  readonly #steps: Step[] = [];
  #bytes: number[] = [];

  element(element: Element): void {
    const attributes = element.attributes ?? [];
    this.#bytes.push(attributes.length > 0 ? OPEN | MORE : OPEN);
    this.#put16(element.dependsOn ?? NO_DEPENDENCY);
    this.#step('open');
    this.#step({ name: nameOf(element.name) });
    if (attributes.length > 0) this.#attributes(attributes);
    this.#inside(element);
    this.#step('close');
  }

  steps(): readonly Step[] {
    this.#flush();
    return this.#steps;
  }

  #inside(element: Element): void {
    if (element.content === undefined && element.children === undefined) {
      this.#bytes.push(CLOSE_EMPTY);
      return;
    }
    this.#bytes.push(CLOSE_START);
    if (element.content !== undefined) this.#content(element.content);
    for (const child of element.children ?? []) {
      if ('index' in child) this.#content(child);
      else this.element(child);
    }
    this.#bytes.push(END);
  }

  #attributes(attributes: NonNullable<Element['attributes']>): void {
    this.#step('open');
    attributes.forEach(([name, value], i) => {
      this.#bytes.push(i + 1 < attributes.length ? ATTRIBUTE | MORE : ATTRIBUTE);
      this.#step({ name: nameOf(name) });
      this.#content(value);
    });
    this.#step('close');
  }

  #content(content: Content): void {
    if (typeof content !== 'string') {
      this.#bytes.push(content.optional ? OPTIONAL : NORMAL);
      this.#put16(content.index);
      this.#bytes.push(valueTypes[content.type]);
      return;
    }
    this.#bytes.push(TEXT, valueTypes.UnicodeString);
    this.#put16(content.length);
    this.#bytes.push(...Buffer.from(content, 'utf16le'));
  }

  #put16(value: number): void {
    this.#bytes.push(value & 0xff, value >>> 8);
  }

  #step(step: Step): void {
    this.#flush();
    this.#steps.push(step);
  }

  #flush(): void {
    if (this.#bytes.length > 0) this.#steps.push({ bytes: Uint8Array.from(this.#bytes) });
    this.#bytes = [];
  }
}

/** A name is an offset within the chunk; the first time it stands right there, with its hash and a closing NUL. */
function writeName(out: Uint8Array, at: number, name: Name, names: ChunkNames): number {
  const known = names.offsetOfName(name);
  if (known !== 0) return put32(out, at, known);
  const offset = at + 4;
  put32(out, at, offset);
  put32(out, offset, names.addName(name, offset));
  out.set(name.bytes, offset + 4);
  return offset + 4 + name.bytes.length;
}
