import type { ValueType } from './value-type.ts';

/** A place in a template that a record's value fills. */
export interface Slot {
  readonly index: number;
  readonly type: ValueType | 'BinXml';
  /** Left out, with its attribute, when the record has no value for it. */
  readonly optional: boolean;
}

/** The value of an attribute or the text of an element: a constant, or a slot. */
export type Content = string | Slot;

/** An element of a template, as binary XML will hold it. */
export interface Element {
  readonly name: string;
  /** Slot index on whose value the element depends; it is left out when that is missing. */
  readonly dependsOn?: number;
  readonly attributes?: readonly (readonly [name: string, value: Content])[];
  readonly content?: Content;
  /** Elements, and slots that stand in it without an element of their own. */
  readonly children?: readonly (Element | Slot)[];
}
