/** Types of Zeek's log fields, as `#types` spells them. */
export type ZeekType =
  | 'time'
  | 'interval'
  | 'string'
  | 'addr'
  | 'port'
  | 'enum'
  | 'count'
  | 'bool'
  | 'set[string]'
  | 'set[enum]'
  | 'vector[string]'
  | 'vector[interval]';

/** A value in a record: times in µs since 1970, intervals in µs, null for an unset field. */
export type ZeekValue = string | number | boolean | null | readonly string[] | readonly number[];

/** One of Zeek's logs: its path and its fields in the order in which Zeek 6 writes them. */
export interface LogShape {
  readonly path: string;
  readonly names: readonly string[];
  readonly types: readonly ZeekType[];
}

/** A record: `values` in the order of the shape's fields, the first of which is `ts`. */
export interface ZeekRecord {
  readonly shape: LogShape;
  /** True time at which Zeek writes it: a connection's is its end, though `ts` is its beginning. */
  readonly written: number;
  readonly values: readonly ZeekValue[];
}

const CONNECTION: readonly (readonly [string, ZeekType])[] = [
  ['ts', 'time'],
  ['uid', 'string'],
  ['id.orig_h', 'addr'],
  ['id.orig_p', 'port'],
  ['id.resp_h', 'addr'],
  ['id.resp_p', 'port'],
];

/** A log whose records are about a connection: ts, uid and the two ends come first. */
export function connectionLog(path: string, fields: readonly (readonly [string, ZeekType])[]): LogShape {
  const all = [...CONNECTION, ...fields];
  return { path, names: all.map(([name]) => name), types: all.map(([, type]) => type) };
}
