import type { EventView, FieldNumbers } from './event-view.ts';
import { LiteralScan } from './literal-scan.ts';
import type { Literal, Need } from './literals.ts';
import type { FieldMapping } from './logsources.ts';
import type { ScanBytes } from './scan-bytes.ts';

/** What all indexes of a rule set share. */
export interface IndexParts {
  readonly fields: FieldNumbers;
  /** The view whose events are looked up. */
  readonly view: EventView;
  readonly bytes: ScanBytes;
}

/** How one field of the rules is read and scanned. */
interface FieldScan {
  readonly scan: LiteralScan;
  /** The field's number, where the mapping has a say in how it is read. */
  readonly number: number;
  /** Its native name, where it is read as it stands; null otherwise. */
  readonly name: string | null;
}

/** The rules that can match an event of one kind, found by the literals they need. */
export class RuleIndex {
  readonly #fields: readonly FieldScan[];
  /** Of the literals that may stand in any field. */
  readonly #keywords: LiteralScan | null;
  /** Rules without a literal: always candidates. */
  readonly #always: number[] = [];
  readonly #marked: Uint32Array;
  #round = 0;

  /** `needs[i]` is what rule i needs of events read under the mapping. */
  constructor(needs: readonly Need[], mapping: FieldMapping, { fields, view, bytes }: IndexParts) {
    this.#marked = new Uint32Array(needs.length);
    const byField = new Map<string | null, { literal: Literal; owner: number }[]>();
    for (const [owner, need] of needs.entries()) {
      if (need === null) this.#always.push(owner);
      for (const literal of need ?? []) {
        const list = byField.get(literal.field);
        if (list === undefined) byField.set(literal.field, [{ literal, owner }]);
        else list.push({ literal, owner });
      }
    }
    const keywords = byField.get(null);
    this.#keywords = keywords === undefined ? null : new LiteralScan(keywords, bytes, view.memory);
    this.#fields = [...byField].flatMap(([field, list]): FieldScan[] => {
      if (field === null) return [];
      const plain = !mapping.fields.has(field) && !mapping.repeated.has(field) && !(mapping.dropSpaces && field.includes(' '));
      return [{ scan: new LiteralScan(list, bytes, view.memory), number: fields.of(field), name: plain ? field : null }];
    });
  }

  /** The rules whose need the event may meet, each once, in no particular order. */
  candidates(view: EventView): readonly number[] {
    const round = ++this.#round;
    let found: number[] | null = null;
    const mark = (owners: readonly number[]): void => {
      found ??= [...this.#always];
      for (const owner of owners) {
        if (this.#marked[owner] === round) continue;
        this.#marked[owner] = round;
        found.push(owner);
      }
    };
    for (const { scan, number, name } of this.#fields) {
      if (name !== null) {
        const text = view.plain(name);
        if (text === undefined || text === null) continue;
        const owners = scan.owners(text);
        if (owners.length > 0) mark(owners);
      } else {
        for (const text of view.cell(number).texts) {
          const owners = scan.owners(text);
          if (owners.length > 0) mark(owners);
        }
      }
    }
    if (this.#keywords !== null) {
      const owners = this.#keywords.scan(view.joined());
      if (owners.length > 0) mark(owners);
    }
    return found ?? this.#always;
  }
}
