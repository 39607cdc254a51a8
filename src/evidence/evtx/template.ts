/**
 * Where in an event's document something stands; it decides how names are made.
 * `payload` is EventData, UserData and whatever is nested in a value of theirs.
 */
export const SCOPE = { document: 0, event: 1, system: 2, payload: 3, extra: 4 } as const;
export type Scope = (typeof SCOPE)[keyof typeof SCOPE];

/** A piece of text: constant, or the number of the substitution slot that holds it. */
export type Part = string | number;

/** A field's name and text, as `fields()` gives them; one may stand in many records, so nobody may change it. */
export type Pair = readonly [string, string | null];

/** One field of a template: its name is known when the template is compiled, its text only with the values of a record. */
export interface Field {
  readonly name: string;
  /** Set where even the name is a value (`<Data Name="%1">`); `name` is then empty. */
  readonly nameParts: readonly Part[] | null;
  readonly parts: readonly Part[];
  /** The slot when the text is one substitution and nothing else, as nearly always; otherwise -1. */
  readonly slot: number;
  /** The text when it is constant; null when it is empty or not constant. */
  readonly constant: string | null;
  /** Whether the field belongs to the System element, whose names win over those of the payload. */
  readonly system: boolean;
  /** Slots of which each must hold a value for the field to be there at all (MS-EVEN6 2.2.12: dependency ids of the elements around it). */
  readonly needs: readonly number[];
  /** Left out without a value: text beside child elements. Other fields are then there, and null. */
  readonly optional: boolean;
}

/** A template turned into what a record's values must be put into. Holds no place of the chunk it came from. */
export interface Template {
  /** In the document's order. */
  readonly fields: readonly Field[];
  /** How names are made in BinXml that a slot holds; no entry for a slot that no element's text uses. */
  readonly scopes: ReadonlyMap<number, Scope>;
  /** How often each slot is used, when one is used more than once: values then weigh more than their bytes. */
  readonly uses: ReadonlyMap<number, number> | null;
  /** The type each slot is declared with. */
  readonly types: ReadonlyMap<number, number>;
}

/** A field with a constant name. */
export function fieldOf(name: string, parts: readonly Part[], system: boolean, optional: boolean, needs: readonly number[]): Field {
  const slot = parts.length === 1 && typeof parts[0] === 'number' ? parts[0] : -1;
  const constant = parts.length > 0 && parts.every((part) => typeof part === 'string') ? parts.join('').toWellFormed() : null;
  // An element that depends on its own value is there and null without it: a rule may ask for that.
  return { name, nameParts: null, parts, slot, constant, system, needs: needs.filter((need) => need !== slot), optional };
}
