import type { LogShape, ZeekType, ZeekValue } from './log-shape.ts';
import { doubleText, secondsNumber } from './seconds-text.ts';

/** A record as a line of a JSON log: unset fields are left out, names have their dots (Zeek manual, "JSON logs"). */
export function jsonLine(shape: LogShape, values: readonly ZeekValue[]): string {
  const keys = keysOf(shape);
  const ts = Number(values[0]);
  let line = '{';
  for (let i = 0; i < keys.length; i++) {
    const value = values[i] ?? null;
    if (value === null) continue;
    if (line.length > 1) line += ',';
    line += keys[i] + valueText(shape.types[i] ?? 'string', value, ts);
  }
  return `${line}}\n`;
}

function valueText(type: ZeekType, value: ZeekValue, ts: number): string {
  if (typeof value === 'number') {
    if (type === 'time') return secondsNumber(value);
    return type === 'interval' ? intervalText(value, ts) : String(value);
  }
  if (typeof value === 'string') return type === 'addr' || type === 'enum' ? `"${value}"` : JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  return `[${value.map((element) => (typeof element === 'number' ? doubleText(element / 1_000_000) : JSON.stringify(element))).join(',')}]`;
}

/** An interval is the difference of two times, each a double: its last digits are what that leaves. */
function intervalText(micros: number, ts: number): string {
  return doubleText((ts + micros) / 1_000_000 - ts / 1_000_000);
}

const known = new Map<LogShape, readonly string[]>();

/** `"id.orig_h":` and so on. */
function keysOf(shape: LogShape): readonly string[] {
  let keys = known.get(shape);
  if (keys === undefined) known.set(shape, (keys = shape.names.map((name) => `${JSON.stringify(name)}:`)));
  return keys;
}
