import type { EventView, FieldNumbers } from './event-view.ts';
import { LiteralScan } from './literal-scan.ts';
import type { Literal, Need } from './literals.ts';

/** The rules that can match an event of one kind, found by the literals they need. */
export class RuleIndex {
  readonly #scans: (readonly [field: number | null, scan: LiteralScan])[] = [];
  /** Rules without a literal: always candidates. */
  readonly #always: number[] = [];
  readonly #marked: Uint32Array;
  #round = 0;

  /** `needs[i]` is what rule i needs. */
  constructor(needs: readonly Need[], fields: FieldNumbers) {
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
    for (const [field, list] of byField) this.#scans.push([field === null ? null : fields.of(field), new LiteralScan(list)]);
  }

  /** The rules whose need the event meets, each once, in no particular order. */
  candidates(view: EventView): number[] {
    const round = ++this.#round;
    const candidates = [...this.#always];
    const mark = (owner: number): void => {
      if (this.#marked[owner] === round) return;
      this.#marked[owner] = round;
      candidates.push(owner);
    };
    for (const [field, scan] of this.#scans) {
      const cell = field === null ? view.all() : view.cell(field);
      for (const text of cell.folded()) scan.scan(text, mark);
    }
    return candidates;
  }
}
