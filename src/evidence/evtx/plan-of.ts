import { BESIDE, inValue, OUTERMOST, type Instance } from './instance.ts';
import { NESTED, Plan, UNUSED, type Entry } from './plan.ts';
import type { Field } from './template.ts';

/** Templates of more fields or slots have no plan. */
const SIZE_LIMIT = 256;

/** The plan of the records that are made of these instances' templates in this way; null where only `FieldTexts` follows. */
export function planOf(instances: readonly Instance[]): Plan | null {
  if (!instances.every(({ template }) => isPlain(template.fields))) return null;
  const layout = new Layout(instances);
  return layout.list(OUTERMOST) && layout.listed === instances.length ? layout.plan() : null;
}

function isPlain(fields: readonly Field[]): boolean {
  return fields.length <= SIZE_LIMIT && slotsOf(fields) <= SIZE_LIMIT && fields.every((field) => field.nameParts === null);
}

/** How many slots the fields speak of. */
function slotsOf(fields: readonly Field[]): number {
  return fields.reduce((most, { slot, needs }) => Math.max(most, slot, ...needs), -1) + 1;
}

/** Puts the fields of instances in the order in which a record has them. */
class Layout {
  readonly #instances: readonly Instance[];
  readonly #entries: Entry[] = [];
  readonly #feeds: readonly Int32Array[];
  /** How many instances found their place. */
  listed = 0;

  constructor(instances: readonly Instance[]) {
    this.#instances = instances;
    this.#feeds = instances.map(({ template }) => new Int32Array(slotsOf(template.fields)).fill(UNUSED));
  }

  /** Takes the instance that stands at a place, what is nested in it and what stands beside it. False when a plan cannot have it. */
  list(holder: number): boolean {
    const index = this.#instances.findIndex((instance) => instance.holder === holder);
    const instance = this.#instances[index];
    if (instance === undefined) return true;
    this.listed++;
    for (const field of instance.template.fields) {
      if (field.parts.some((part) => typeof part === 'number' && this.#holds(index, part))) {
        if (!this.#listNested(index, field)) return false;
      } else {
        this.#entries.push({ instance: index, field });
      }
    }
    return this.list(BESIDE - index);
  }

  plan(): Plan {
    const slots = this.#feeds.map((feeds) => ({
      feeds,
      needed: new Uint8Array(feeds.length),
      kinds: new Int32Array(feeds.length).fill(-1),
      places: new Int32Array(feeds.length),
    }));
    return new Plan(this.#entries, slots);
  }

  #holds(index: number, slot: number): boolean {
    return this.#instances.some((instance) => instance.holder === inValue(index, slot));
  }

  #listNested(index: number, { slot, needs }: Field): boolean {
    const feeds = this.#feeds[index];
    if (feeds === undefined || slot < 0 || needs.length > 0 || feeds[slot] === NESTED) return false;
    feeds[slot] = NESTED;
    return this.list(inValue(index, slot));
  }
}
