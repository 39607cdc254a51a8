import type { Instance } from './instance.ts';
import type { Plan } from './plan.ts';
import { planOf } from './plan-of.ts';
import type { Field, Template } from './template.ts';

/** A field of one of a record's instances. */
export interface Place {
  readonly instance: number;
  readonly field: Field;
  /** Its number in the shape's plan; -1 where the plan has none. */
  readonly entry: number;
}

/** Where a name's values are: System's own, if any, and those of the payload in the record's order. */
export interface Named {
  readonly system: Place | null;
  readonly payload: readonly Place[];
}

/** What all records have in common that are made of the same templates in the same way. */
export interface Shape {
  readonly named: ReadonlyMap<string, Named>;
  readonly hasSystem: boolean;
  readonly time: Place | null;
  /** Whether some name is itself a value, so that a record may have other names than these. */
  readonly unnamed: boolean;
  /** Null where the templates are put together in a way that only `FieldTexts` follows. */
  readonly plan: Plan | null;
}

/** How many fields the shapes remembered may have together; the logs of a host have some hundred shapes of some thirty fields. */
const FIELD_LIMIT = 0x10000;
/** Records of more instances than this are looked at anew each time. */
const LONGEST = 4;

interface Node {
  readonly holder: number;
  shape: Shape | null;
  readonly next: Map<Template, Node[]>;
  lastTemplate: Template | null;
  last: Node | null;
}

const nodeOf = (holder: number): Node => ({ holder, shape: null, next: new Map(), lastTemplate: null, last: null });

/** The shapes met before, found instance by instance. */
export class Shapes {
  #root = nodeOf(0);
  #fields = 0;

  of(instances: readonly Instance[], count: number): Shape {
    if (count > LONGEST) return shapeOf(instances.slice(0, count), false);
    let node = this.#root;
    for (let index = 0; index < count; index++) {
      const instance = instances[index];
      if (instance === undefined) break;
      const { last } = node;
      node =
        last !== null && node.lastTemplate === instance.template && last.holder === instance.holder ? last : this.#step(node, instance);
    }
    return (node.shape ??= shapeOf(instances.slice(0, count), true));
  }

  #clear(): void {
    this.#root = nodeOf(0);
    this.#fields = 0;
  }

  #step(from: Node, { template, holder }: Instance): Node {
    const nodes = from.next.get(template) ?? [];
    let to = nodes.find((node) => node.holder === holder);
    if (to === undefined) {
      this.#fields += template.fields.length + 1;
      if (this.#fields > FIELD_LIMIT) this.#clear();
      to = nodeOf(holder);
      from.next.set(template, [...nodes, to]);
    }
    from.lastTemplate = template;
    from.last = to;
    return to;
  }
}

function shapeOf(instances: readonly Instance[], planned: boolean): Shape {
  const plan = planned ? planOf(instances) : null;
  const named = new Map<string, { system: Place | null; readonly payload: Place[] }>();
  let hasSystem = false;
  let unnamed = false;
  for (const { index: instance, template } of instances) {
    for (const field of template.fields) {
      hasSystem ||= field.system;
      unnamed ||= field.nameParts !== null;
      if (field.nameParts !== null) continue;
      const known = named.get(field.name) ?? { system: null, payload: [] };
      named.set(field.name, known);
      const place = { instance, field, entry: plan?.entryOf(instance, field) ?? -1 };
      if (!field.system) known.payload.push(place);
      else known.system ??= place;
    }
  }
  return { named, hasSystem, unnamed, time: named.get('TimeCreated')?.system ?? null, plan };
}
