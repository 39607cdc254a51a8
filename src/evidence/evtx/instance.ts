import type { Template } from './template.ts';

/** A template with the values of one record: slot n's value is entry `first + n` of the record's `Values`. Taken again for the next record. */
export interface Instance {
  /** Its place among the record's instances. */
  readonly index: number;
  template: Template;
  first: number;
  slots: number;
  /** Where it stands: in a value (`inValue`), beside the instance before it (`BESIDE - index`), or alone (`OUTERMOST`). */
  holder: number;
  /** What stands beside it in the same BinXml: RenderingInfo comes after EventData in one value. */
  next: Instance | null;
}

export const OUTERMOST = -1;
export const BESIDE = -2;

/** The holder of what stands first in the value of an instance's slot. */
export function inValue(instance: number, slot: number): number {
  return instance * 0x10000 + slot;
}
