import type { FormatColumn, Table } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { timeReader, type TimeReader } from '../lib/index.ts';
import { made, maskedName, valueIn, type ColumnSource } from './column-source.ts';
import type { FactValue } from './fact-value.ts';
import type { FactScope } from './fact-scope.ts';
import { accountOf } from './known-accounts.ts';
import { canonicalAddress, canonicalHost, sidOf } from './names/index.ts';
import { guidOf, handleOf, integerOf, portOf, processIdOf, smallIntegerOf } from './number-text.ts';

/** How the text of a mapped field becomes the value of a column. */
type Turn = (text: string, scope: FactScope) => FactValue;

const HOSTS: ReadonlySet<string> = new Set([
  'source_name',
  'destination_name',
  'target_server',
  'lease_host',
  'target_host',
  'server_name',
]);
const ACCOUNTS: ReadonlySet<string> = new Set([
  'account',
  'outbound_account',
  'subject_account',
  'by_account',
  'parent_account',
  'target_account',
  'member',
  'new_name',
  'run_as',
]);
const ADDRESS = /^(?:source|destination|client|server)_address$|^address$/;
const STATEMENTS: ReadonlySet<string> = new Set(['statement', 'parameters']);
const MOST_MEMBERS = 256;
/** Longest text that a column holds. */
const LONGEST = 65_536;

/** The source of one column: the first of its fields that has a value, translated where the format says so, and read by the column's type. */
export function mappedColumn(table: Table, name: string, column: FormatColumn, timeFormat: string): ColumnSource<FactValue> {
  const turn = turnOf(table, name, timeFormat);
  if ('always' in column) return made([], `always ${column.always}`, (_: RawEvent, scope: FactScope) => turn(column.always, scope));
  const { fields, values } = column;
  const known = values === null ? null : new Map(Object.entries(values));
  return made(fields, '', (event: RawEvent, scope: FactScope) => {
    const text = valueIn(event, fields);
    const value = text === null || known === null ? text : (known.get(text.trim()) ?? null);
    return value === null ? nothing(table, name) : turn(value.length > LONGEST ? value.slice(0, LONGEST) : value, scope);
  });
}

/** What a column without a value holds. */
export function nothing(table: Table, name: string): FactValue {
  return table.columns[name]?.type === 'VARCHAR[]' ? [] : null;
}

function turnOf(table: Table, name: string, timeFormat: string): Turn {
  switch (table.columns[name]?.type) {
    case 'TIMESTAMP':
      return momentTurn(timeFormat);
    case 'BOOLEAN':
      return booleanOf;
    case 'INTEGER':
      return name.endsWith('port') ? portOf : smallIntegerOf;
    case 'BIGINT':
      return name.endsWith('process_id') ? processIdOf : integerOf;
    case 'DOUBLE':
      return numberOf;
    case 'VARCHAR[]':
      return (text, { masker }) =>
        text.split(/[\n;,]/, MOST_MEMBERS).flatMap((member) => {
          const own = member.trim();
          return own === '' ? [] : [canonicalAddress(own) ?? masker.text(own)];
        });
    default:
      return textTurn(table, name);
  }
}

/** Texts are read by what the column's name says they are; all others are masked. */
function textTurn(table: Table, name: string): Turn {
  if (ADDRESS.test(name)) return table.name === 'datastore_activity' ? addressOrHost : canonicalAddress;
  if (HOSTS.has(name)) return hostOf;
  // The account of a database is its role.
  if (ACCOUNTS.has(name)) return table.name === 'datastore_activity' ? roleOf : (text, scope) => accountOf(text, null, null, scope);
  if (name.endsWith('sid')) return sidOf;
  if (name.endsWith('guid')) return guidOf;
  if (name.endsWith('logon_id') || name === 'handle_id') return handleOf;
  if (name === 'hardware_address') return hardwareOf;
  if (STATEMENTS.has(name)) return (text, { masker }) => masker.statement(text);
  return (text, { masker }) => masker.text(text.trim());
}

function momentTurn(timeFormat: string): Turn {
  const readers = [timeFormat, 'iso'].map(timeReader).filter((reader): reader is TimeReader => reader !== null);
  return (text) => {
    for (const reader of readers) {
      const written = reader(text);
      if (written) return written.instant.us - (written.offset ?? 0);
    }
    return null;
  };
}

function booleanOf(text: string): boolean | null {
  if (/^\s*(?:true|yes|1)\s*$/i.test(text)) return true;
  return /^\s*(?:false|no|0)\s*$/i.test(text) ? false : null;
}

function numberOf(text: string): number | null {
  return /^\s*-?\d{1,15}(?:\.\d{1,15})?\s*$/.test(text) ? Number(text) : null;
}

function hostOf(text: string, { masker }: FactScope): string | null {
  const host = canonicalHost(text);
  return host === null ? null : masker.text(host);
}

function addressOrHost(text: string, scope: FactScope): string | null {
  return canonicalAddress(text) ?? hostOf(text, scope);
}

/** `0A0027000017`, `0a-00-27-00-00-17` … as `0a:00:27:00:00:17`. */
function hardwareOf(text: string, { masker }: FactScope): string {
  const digits = text.length > 32 ? '' : text.replace(/[^0-9a-f]/gi, '').toLowerCase();
  return digits.length === 12 ? digits.replace(/..(?=.)/g, '$&:') : masker.text(text.trim());
}

function roleOf(text: string, scope: FactScope): string {
  return maskedName(text.trim().slice(0, 256).toLowerCase(), scope);
}
