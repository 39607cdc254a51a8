import type { EventRecord, EventValue, ValueType } from '../../src/range/evtx/index.ts';

export interface Value {
  /** Null for a value without a name. */
  readonly name: string | null;
  readonly type: ValueType;
  readonly value: EventValue;
  /** As Windows' XML has it; null without a value. */
  readonly text: string | null;
}

export const DECIMAL: ReadonlySet<ValueType> = new Set(['Int32', 'UInt16', 'UInt32', 'UInt64']);
export const HEXADECIMAL: ReadonlySet<ValueType> = new Set(['HexInt32', 'HexInt64', 'Pointer']);

export function valuesOf({ definition, values }: EventRecord): readonly Value[] {
  return definition.body.fields.map(({ name, type }, place) => {
    const value = values[place] ?? null;
    return { name, type, value, text: value === null ? null : textOf(type, value) };
  });
}

function textOf(type: ValueType, value: EventValue): string {
  return HEXADECIMAL.has(type) && (typeof value === 'number' || typeof value === 'bigint') ? `0x${value.toString(16)}` : String(value);
}

/** With seven digits, as a FILETIME has; the samples' times are whole microseconds. */
export function time({ time: us, tick }: EventRecord, digits: number): string {
  const whole = new Date(Math.floor(us / 1_000_000) * 1000).toISOString().slice(0, 19);
  const fraction = `${String(us % 1_000_000).padStart(6, '0')}${tick}`.padEnd(9, '0');
  return digits === 0 ? whole : `${whole}.${fraction.slice(0, digits)}`;
}

export const keywords = ({ definition }: EventRecord): string => `0x${definition.keywords.toString(16)}`;

export const lines = (value: unknown): string => `${JSON.stringify(value)}\n`;

/** Members by name; a value without a name has none. */
export function members(record: EventRecord, turn: (value: Value) => unknown): Record<string, unknown> {
  return Object.fromEntries(valuesOf(record).flatMap((value) => (value.name === null ? [] : [[value.name, turn(value)]])));
}
