import type { RawEvent } from '../evidence/index.ts';
import type { FactScope } from './fact-scope.ts';
import { canonicalAccount, canonicalAddress, canonicalHost, rawAccount, sidOf } from './names/index.ts';

/** How one column of a fact is filled. */
export interface ColumnSource<V> {
  /** Native fields it looks at. */
  readonly fields: readonly string[];
  /** What it does with them, in a few words; empty when it takes them as they are. */
  readonly how: string;
  read(event: RawEvent, scope: FactScope): V;
}

/** The first of the fields that has a value; `-` and nothing are none. */
export function valueIn(event: RawEvent, fields: readonly string[]): string | null {
  for (const field of fields) {
    const value = event.get(field);
    if (value && value !== '-') return value;
  }
  return null;
}

function source<V>(fields: readonly string[], how: string, turn: (value: string, scope: FactScope) => V | null): ColumnSource<V | null> {
  return {
    fields,
    how,
    read(event, scope) {
      const value = valueIn(event, fields);
      return value === null ? null : turn(value, scope);
    },
  };
}

/** The same value whatever the record says. */
export function always<V>(value: V): ColumnSource<V> {
  return { fields: [], how: `always ${String(value)}`, read: () => value };
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

export function integer(...fields: string[]): ColumnSource<number | null> {
  return source(fields, '', integerOf);
}

/** A port; 0 is none. */
export function port(...fields: string[]): ColumnSource<number | null> {
  return source(fields, '0 is none', portOf);
}

export function portOf(value: string): number | null {
  const number = integerOf(value);
  return number !== null && number > 0 && number < 65_536 ? number : null;
}

export function integerOf(value: string): number | null {
  const trimmed = value.trim();
  if (!/^-?\d{1,16}$/.test(trimmed)) return null;
  const number = Number(trimmed);
  return Number.isSafeInteger(number) ? number : null;
}

/** A whole number that fits a column of 32 bits. */
export function smallInteger(...fields: string[]): ColumnSource<number | null> {
  return source(fields, '', (value) => {
    const number = integerOf(value);
    return number !== null && Math.abs(number) < 2 ** 31 ? number : null;
  });
}

/** Security writes process ids in hexadecimal, Sysmon in decimal. */
export function processId(...fields: string[]): ColumnSource<number | null> {
  return source(fields, 'decimal', (value) => (/^0x[0-9a-f]{1,8}$/i.test(value) ? Number(value) : integerOf(value)));
}

/** A logon id as `0x3e7`: lower-case, no zeros in front; 0x0 is none. */
export function logonId(...fields: string[]): ColumnSource<string | null> {
  return source(fields, 'lower-case; 0x0 is none', (value) => {
    const m = /^(?:0x0*([0-9a-f]{1,16})|\d{1,16})$/i.exec(value.trim());
    if (!m) return null;
    const id = m[1]?.toLowerCase() ?? Number(value).toString(16);
    return id === '0' ? null : `0x${id}`;
  });
}

/** A GUID as `{…}` in lower-case; one of zeros is none. */
export function guid(...fields: string[]): ColumnSource<string | null> {
  return source(fields, 'lower-case; all zeros is none', (value) => {
    const m = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(value.trim());
    const digits = m?.[1]?.toLowerCase();
    return digits === undefined || /^[0-]+$/.test(digits) ? null : `{${digits}}`;
  });
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
  return {
    fields: [user, domain, id].filter((field) => field !== null),
    how: 'canonical account',
    read(event, scope) {
      const name = canonicalAccount({
        user: event.get(user),
        domain: domain === null ? null : event.get(domain),
        sid: id === null ? null : event.get(id),
        host: scope.host,
      });
      return name === null ? null : maskedName(name, scope);
    },
  };
}

/** `DOMAIN\user` as spelled. */
export function rawName(user: string, domain: string | null): ColumnSource<string | null> {
  return {
    fields: domain === null ? [user] : [user, domain],
    how: 'as spelled',
    read(event, scope) {
      const name = rawAccount(event.get(user), domain === null ? null : event.get(domain));
      return name === null ? null : maskedName(name, scope);
    },
  };
}

/** Subscribers log on to portals by their number, so a name is masked too; names without a run of digits need no look. */
export function maskedName(name: string, { masker }: FactScope): string {
  return /\d{7}/.test(name) ? masker.text(name) : name;
}
