import { fieldOf, SCOPE, type Field, type Part, type Scope, type Template } from './template.ts';

/** Attributes of System's elements under the names that rules use for them; others become `Element_Attribute`. */
const SYSTEM_ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['Provider/Name', 'Provider_Name'],
  ['Provider/Guid', 'ProviderGuid'],
  ['TimeCreated/SystemTime', 'TimeCreated'],
  ['Correlation/ActivityID', 'ActivityID'],
  ['Correlation/RelatedActivityID', 'RelatedActivityID'],
  ['Execution/ProcessID', 'ExecutionProcessID'],
  ['Execution/ThreadID', 'ExecutionThreadID'],
  ['Security/UserID', 'UserID'],
]);

/** How deep elements may nest; documents of real providers stay below ten. */
const DEPTH_LIMIT = 64;

interface OpenElement {
  readonly name: string;
  readonly scope: Scope;
  /** Goes before the names of everything in an element beside System, EventData and UserData. */
  readonly prefix: string;
  readonly parts: Part[];
  readonly needs: readonly number[];
  /** The value of the `Name` attribute of a `Data` element. */
  nameParts: readonly Part[] | null;
  children: number;
  attributes: number;
}

/** Takes a document's elements, attributes and text in order and makes the flat list of its fields. */
export class FieldList {
  readonly #fields: Field[] = [];
  readonly #scopes = new Map<number, Scope>();
  readonly #uses = new Map<number, number>();
  readonly #types = new Map<number, number>();
  readonly #open: OpenElement[] = [];
  readonly #scope: Scope;
  #attribute: { readonly name: string; readonly parts: Part[] } | null = null;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** How many elements are open. */
  get depth(): number {
    return this.#open.length;
  }

  /** `dependency`: the slot the element needs a value in, 0xffff for none. False when elements nest too deep. */
  startElement(qualified: string, dependency: number): boolean {
    const parent = this.#open.at(-1);
    if (parent) parent.children++;
    const name = localName(qualified);
    const scope = parent ? scopeInside(parent.scope, parent.name) : this.#scope;
    const prefix = scope === SCOPE.event && scopeInside(scope, name) === SCOPE.extra ? `${name}_` : (parent?.prefix ?? '');
    const outer = parent?.needs ?? [];
    const needs = dependency === 0xffff || outer.includes(dependency) ? outer : [...outer, dependency];
    this.#open.push({ name, scope, prefix, parts: [], needs, nameParts: null, children: 0, attributes: 0 });
    return this.#open.length <= DEPTH_LIMIT;
  }

  startAttribute(name: string): void {
    this.endAttributes();
    this.#attribute = { name, parts: [] };
  }

  endAttributes(): void {
    const element = this.#open.at(-1);
    const attribute = this.#attribute;
    this.#attribute = null;
    if (!element || !attribute || attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:')) return;
    if (element.scope === SCOPE.payload && attribute.name === 'Name' && (element.name === 'Data' || element.name === 'ComplexData')) {
      element.nameParts = attribute.parts;
      return;
    }
    element.attributes++;
    const system = element.scope === SCOPE.system ? SYSTEM_ATTRIBUTES.get(`${element.name}/${attribute.name}`) : undefined;
    const name = system ?? `${element.prefix}${element.name}_${localName(attribute.name)}`;
    this.#fields.push(fieldOf(name, attribute.parts, element.scope === SCOPE.system, false, element.needs));
  }

  text(text: string): void {
    if (text !== '') (this.#attribute ?? this.#open.at(-1))?.parts.push(text);
  }

  substitution(slot: number, type: number): void {
    const element = this.#open.at(-1);
    if (!this.#types.has(slot)) this.#types.set(slot, type);
    this.#uses.set(slot, (this.#uses.get(slot) ?? 0) + 1);
    if (this.#attribute) this.#attribute.parts.push(slot);
    else if (element) {
      element.parts.push(slot);
      if (!this.#scopes.has(slot)) this.#scopes.set(slot, scopeInside(element.scope, element.name));
    }
  }

  endElement(): void {
    const element = this.#open.pop();
    if (!element) return;
    const container = element.children > 0 || element.scope === SCOPE.document || element.scope === SCOPE.event;
    const parts = container ? element.parts.filter((part) => typeof part === 'number' || part.trim() !== '') : element.parts;
    const system = element.scope === SCOPE.system;
    if (parts.length === 0 && (container || system || element.attributes > 0)) return;
    const { nameParts } = element;
    if (nameParts?.some((part) => typeof part === 'number')) {
      this.#fields.push({ ...fieldOf('', parts, false, container, element.needs), nameParts });
      return;
    }
    // Windows spells some names with spaces (`Threat Name`); rules spell them without.
    const name = nameParts?.join('').replaceAll(' ', '') || element.name;
    this.#fields.push(fieldOf(element.prefix + name, parts, system, container, element.needs));
  }

  template(): Template {
    const repeated = [...this.#uses.values()].some((count) => count > 1);
    return { fields: this.#fields, scopes: this.#scopes, uses: repeated ? this.#uses : null, types: this.#types };
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).replaceAll(' ', '');
}

function scopeInside(scope: Scope, element: string): Scope {
  if (scope === SCOPE.document) return element === 'Event' ? SCOPE.event : SCOPE.payload;
  if (scope === SCOPE.event) {
    if (element === 'System') return SCOPE.system;
    return element === 'EventData' || element === 'UserData' ? SCOPE.payload : SCOPE.extra;
  }
  return scope === SCOPE.extra ? SCOPE.extra : SCOPE.payload;
}
