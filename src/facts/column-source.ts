import type { RawEvent } from '../evidence/index.ts';
import { instantFromIso } from '../lib/index.ts';
import type { FactScope } from './fact-scope.ts';
import { accountOf, maskedName, rawAccountOf } from './known-accounts.ts';
import { canonicalAddress, canonicalHost, sidOf } from './names/index.ts';
import { guidOf, handleOf, integerOf, portOf, processIdOf, smallIntegerOf } from './number-text.ts';

export { integerOf, maskedName, portOf };

/** How one column of a fact is filled. */
export interface ColumnSource<V> {
  /** Native fields it looks at. */
  readonly fields: readonly string[];
  /** What it does with them, in a few words; empty when it takes them as they are. */
  readonly how: string;
  read(event: RawEvent, scope: FactScope): V;
  /**
   * The same, given the texts of its fields in their order (at most three). There where nothing else of the record matters, so that a field which
   * several columns look at is decoded once.
   */
  readonly turn?: (first: FieldText, second: FieldText, third: FieldText, scope: FactScope) => V;
  /** The value where it is always the same. */
  readonly constant?: V;
}

/** What a record says under a field's name. */
export type FieldText = string | null | undefined;

/** The first of the fields that has a value; `-` and nothing are none. */
export function valueIn(event: RawEvent, fields: readonly string[]): string | null {
  for (const field of fields) {
    const value = event.get(field);
    if (value && value !== '-') return value;
  }
  return null;
}

function source<V>(fields: readonly string[], how: string, turn: (value: string, scope: FactScope) => V | null): ColumnSource<V | null> {
  const [field, ...others] = fields;
  if (field === undefined || others.length > 0) {
    return {
      fields,
      how,
      read(event, scope) {
        const value = valueIn(event, fields);
        return value === null ? null : turn(value, scope);
      },
    };
  }
  return turned(fields, how, (value, _second, _third, scope) => (value && value !== '-' ? turn(value, scope) : null));
}

/** A column that the texts of at most three fields decide. */
function turned<V>(fields: readonly string[], how: string, turn: NonNullable<ColumnSource<V>['turn']>): ColumnSource<V> {
  const [first = '', second, third] = fields;
  return {
    fields,
    how,
    turn,
    read: (event, scope) =>
      turn(event.get(first), second === undefined ? null : event.get(second), third === undefined ? null : event.get(third), scope),
  };
}

/** The same value whatever the record says. */
export function always<V>(value: V): ColumnSource<V> {
  return { fields: [], how: `always ${String(value)}`, read: () => value, constant: value };
}

/** A value that is made of the record in a way of its own. */
export function made<V>(fields: readonly string[], how: string, read: ColumnSource<V>['read']): ColumnSource<V> {
  return { fields, how, read };
}

/** Words of a fixed vocabulary, spaces around them taken off. */
export function word(...fields: string[]): ColumnSource<string | null> {
  return source(fields, '', (value) => value.trim());
}

/** Free text, identifiers masked. */
export function text(...fields: string[]): ColumnSource<string | null> {
  return source(fields, 'masked', (value, { masker }) => masker.text(value));
}

/** Free text, identifiers masked, cut to so many characters. */
export function longText(limit: number, ...fields: string[]): ColumnSource<string | null> {
  return source(fields, `masked, cut to ${limit} characters`, (value, scope) => cutText(value, limit, scope));
}

/** How far beyond the cut a number that begins before it can reach. */
const BEYOND = 64;

/** Masks a text and cuts it. What lies far behind the cut is not even looked at; a number across the cut is masked as a whole first. */
export function cutText(value: string, limit: number, { masker }: FactScope): string {
  const masked = masker.text(value.length > limit + BEYOND ? value.slice(0, limit + BEYOND) : value);
  return masked.length > limit ? masked.slice(0, limit) : masked;
}

/** A time in ISO 8601, as microseconds since 1970; UTC where it names no zone. */
export function moment(...fields: string[]): ColumnSource<number | null> {
  return source(fields, 'UTC', (value) => instantFromIso(value)?.us ?? null);
}

export function integer(...fields: string[]): ColumnSource<number | null> {
  return source(fields, '', integerOf);
}

/** A port; 0 is none. */
export function port(...fields: string[]): ColumnSource<number | null> {
  return source(fields, '0 is none', portOf);
}

/** A whole number that fits a column of 32 bits. */
export function smallInteger(...fields: string[]): ColumnSource<number | null> {
  return source(fields, '', smallIntegerOf);
}

/** Security writes process ids in hexadecimal, Sysmon in decimal. */
export function processId(...fields: string[]): ColumnSource<number | null> {
  return source(fields, 'decimal', processIdOf);
}

/** A logon id as `0x3e7`: lower-case, no zeros in front; 0x0 is none. */
export function logonId(...fields: string[]): ColumnSource<string | null> {
  return source(fields, 'lower-case; 0x0 is none', handleOf);
}

/** A GUID as `{…}` in lower-case; one of zeros is none. */
export function guid(...fields: string[]): ColumnSource<string | null> {
  return source(fields, 'lower-case; all zeros is none', guidOf);
}

export function address(...fields: string[]): ColumnSource<string | null> {
  return source(fields, 'canonical address', canonicalAddress);
}

export function sid(...fields: string[]): ColumnSource<string | null> {
  return source(fields, 'S-1-0-0 is none', sidOf);
}

/** A host's name, canonical. */
export function hostName(...fields: string[]): ColumnSource<string | null> {
  return source(fields, 'canonical host', (value, { masker }) => {
    const host = canonicalHost(value);
    return host === null ? null : masker.text(host);
  });
}

/** The canonical account that a user, a domain and a SID together name. */
export function account(user: string, domain: string | null, id: string | null): ColumnSource<string | null> {
  const fields = [user, domain, id].filter((field) => field !== null);
  if (domain === null && id !== null) {
    return turned(fields, 'canonical account', (name, sidText, _, scope) => accountOf(name, null, sidText, scope));
  }
  return turned(fields, 'canonical account', (name, realm, sidText, scope) => accountOf(name, realm, sidText, scope));
}

/** `DOMAIN\user` as spelled. */
export function rawName(user: string, domain: string | null): ColumnSource<string | null> {
  const fields = domain === null ? [user] : [user, domain];
  return turned(fields, 'as spelled', (name, realm, _, scope) => rawAccountOf(name, realm, scope));
}
