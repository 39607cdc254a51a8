import type { Count, Grade } from '../documents/types.ts';
import { exact, integer } from './numbers.ts';

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** `three` up to twelve, then figures. */
export function numeral(count: number): string {
  return SMALL[count] ?? integer(count);
}

/** `1 hop`, `13 hops`: a figure with its noun. */
export function counted(count: Count | bigint | null, one: string, many = `${one}s`): string {
  const value = typeof count === 'bigint' ? count : exact(count);
  return `${integer(value)}\u00a0${value === 1n ? one : many}`;
}

/** `six credentials`: a numeral with its noun, for sentences. */
export function told(count: number, one: string, many = `${one}s`): string {
  return `${numeral(count)} ${count === 1 ? one : many}`;
}

/** The first letter made large. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** At most `most` of a list, and how many more. */
export function listedAtMost(items: readonly string[], most: number): string {
  if (items.length <= most) return listed(items);
  return `${items.slice(0, most).join(', ')} and ${integer(items.length - most)} more`;
}

/** The printed word of each grade. */
export const gradeWords: Readonly<Record<Grade, string>> = {
  confirmed: 'confirmed',
  possible: 'cannot be excluded',
  excluded: 'excluded',
};

const MECHANISMS: Readonly<Record<string, string>> = {
  wmi: 'WMI',
  winrm: 'WinRM',
  dcom: 'DCOM',
  rdp: 'RDP',
  smb: 'SMB',
  vpn: 'VPN',
};

/** A hop's mechanism in one word. */
export function mechanismWord(mechanism: string): string {
  const word = MECHANISMS[mechanism] ?? mechanism;
  return word.length <= 16 ? word : `${word.slice(0, 15)}…`;
}

const CAUSES: Readonly<Record<string, string>> = {
  no_log: 'no log was collected',
  record_gap: 'record numbers are missing',
  silence: 'silent for longer than its own rhythm explains',
  cleared: 'the log was cleared',
  rotated: 'older records were overwritten or left behind',
  filtered: 'numbers are missing all over it',
  dropped: 'the log says that it lost records',
};

/** Why a log is missing, in words. */
export function causeWords(cause: string): string {
  return CAUSES[cause] ?? cause.replaceAll('_', ' ');
}

/** A log's name as it stands in a table: `all sources` for `*`. */
export function sourceWords(source: string): string {
  return source === '*' ? 'all sources' : shortChannel(source);
}

/** `no Security log`, `no log at all`: a blind interval's name in a drawing. */
export function blindName(sources: readonly string[]): string {
  if (sources.includes('*')) return 'no log at all';
  const first = shortChannel(sources[0] ?? '');
  const name = /\blog$/i.test(first) ? `no ${first}` : `no ${first} log`;
  return sources.length > 1 ? `${name} +${sources.length - 1}` : name;
}

/** `Sysmon` for `Microsoft-Windows-Sysmon/Operational`. */
export function shortChannel(channel: string): string {
  return channel.replace(/^Microsoft-Windows-/, '').replace(/\/(Operational|Admin)$/, '');
}
