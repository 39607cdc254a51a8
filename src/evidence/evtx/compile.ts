import type { Chunk } from './chunk.ts';
import { Cursor } from './cursor.ts';
import { FieldList } from './field-list.ts';
import type { Scope, Template } from './template.ts';
import { ENTITIES, TOKEN, TYPE } from './tokens.ts';

/** The highest slot a substitution may name; a record's table of values cannot be longer. */
const SLOT_LIMIT = 0x4000;

/** What compiling gave: the template, and the places of the chunk's names it was made with. */
export interface Compiled {
  readonly template: Template;
  readonly nameOffsets: readonly number[];
  /** Where the element ended. */
  readonly end: number;
}

/**
 * Compiles the element that starts at `start` (MS-EVEN6 2.2.12). Null when it breaks the grammar, nests too deep or names something
 * outside the chunk. `inTemplate`: elements of a template carry a dependency id of two bytes, others do not.
 */
export function compile(chunk: Chunk, start: number, end: number, scope: Scope, inTemplate: boolean): Compiled | null {
  const cursor = new Cursor(chunk, start, end);
  const fields = new FieldList(scope);
  const nameOffsets: number[] = [];
  const name = (): string => {
    const offset = cursor.nameOffset();
    nameOffsets.push(offset);
    return chunk.name(offset) ?? '';
  };
  do {
    if (!step(cursor, fields, name, inTemplate)) return null;
  } while (fields.depth > 0 && !cursor.damaged);
  return cursor.damaged ? null : { template: fields.template(), nameOffsets, end: cursor.position };
}

/** Takes one token; false when it cannot stand here. Every token is at least one byte, so the loop above ends. */
function step(cursor: Cursor, fields: FieldList, name: () => string, inTemplate: boolean): boolean {
  const token = cursor.u8();
  switch (token & 0x3f) {
    case TOKEN.openStart: {
      const dependency = inTemplate ? cursor.u16() : 0xffff;
      cursor.skip(4);
      if (!fields.startElement(name(), dependency)) return false;
      if (token & 0x40) cursor.skip(4);
      return true;
    }
    case TOKEN.closeStart:
      fields.endAttributes();
      return true;
    case TOKEN.closeEmpty:
    case TOKEN.endElement:
      fields.endAttributes();
      fields.endElement();
      return true;
    case TOKEN.attribute:
      fields.startAttribute(name());
      return true;
    case TOKEN.text:
      if (cursor.u8() !== TYPE.string) return false;
      fields.text(cursor.text());
      return true;
    case TOKEN.cdata:
      fields.text(cursor.text());
      return true;
    case TOKEN.charRef:
      fields.text(String.fromCharCode(cursor.u16()));
      return true;
    case TOKEN.entityRef: {
      const entity = name();
      fields.text(ENTITIES.get(entity) ?? `&${entity};`);
      return true;
    }
    case TOKEN.piTarget:
      name();
      return true;
    case TOKEN.piData:
      cursor.text();
      return true;
    case TOKEN.substitution:
    case TOKEN.optionalSubstitution: {
      const slot = cursor.u16();
      if (slot >= SLOT_LIMIT) return false;
      fields.substitution(slot, cursor.u8());
      return true;
    }
    default:
      return false;
  }
}
