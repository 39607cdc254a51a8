import type { CoverageDocument } from '../../report/index.ts';
import { printable } from './printable.ts';

type Sources = CoverageDocument['sources'];
type Source = Sources[number];

/** More hosts than these are grouped by the logs they have. */
const MOST_HOSTS = 24;
/** Hosts of a group that are named. */
const NAMED = 3;
/** By the power of ten of the records of a column, against the fullest. */
const STEPS = '▁▂▄▆█';

/** Hosts × logs × months as lines of at most `width` columns: the higher the block, the more records; a dot is none. */
export function coverageMatrix({ sources, span }: Pick<CoverageDocument, 'sources' | 'span'>, width: number): string[] {
  if (span === null) return [];
  const [first, last] = [span.from.slice(0, 7), span.to.slice(0, 7)];
  const room = Math.max(8, Math.floor(width / 3));
  const columns = columnsOf(first, last, room);
  const most = Math.max(1, ...sources.flatMap((source) => columns.map((column) => recordsIn([source], column))));
  const longest = Math.max(...sources.map((source) => shortLog(source.source).length + 6));
  const label = Math.min(width - columns.length - 14, longest);
  const row = (name: string, own: Sources): string => {
    const blocks = columns.map((column) => block(recordsIn(own, column), most)).join('');
    const records = own.reduce((sum, source) => sum + Number(source.records), 0);
    return `${cut(`    ${shortLog(name)}`, label).padEnd(label)} ${blocks} ${grouped(records).padStart(12)}`;
  };
  const each = columns[0]?.length ?? 1;
  return [
    `${''.padEnd(label)} ${axis(columns)} ${'records'.padStart(12)}`,
    ...groups(sources).flatMap(({ hosts, bySource }) => [
      cut(`  ${hostNames(hosts)}`, width),
      ...[...bySource].map(([name, own]) => row(name, own)),
    ]),
    `  ${first} to ${last}; a column is ${each === 1 ? 'a month' : `${each} months`}, a dot is none.`,
    ...apart(sources, first, last),
  ];
}

/** Records outside the span, which the case's time does not count. */
function apart(sources: Sources, first: string, last: string): string[] {
  const outside = sources.flatMap((source) => Object.entries(source.months)).filter(([month]) => month < first || month > last);
  const months = [...new Set(outside.map(([month]) => month))].sort();
  const records = outside.reduce((sum, [, count]) => sum + count, 0);
  if (records === 0) return [];
  const named = months.slice(0, NAMED).join(', ');
  return [
    `  ${grouped(records)} records stand more than a year apart (${named}${months.length > NAMED ? ' …' : ''}): a clock was wrong, or they belong elsewhere.`,
  ];
}

interface Group {
  readonly hosts: readonly string[];
  readonly bySource: ReadonlyMap<string, Source[]>;
}

/** Each host for itself; where there are many, those with the same logs in the same months together, the largest group first. */
function groups(sources: Sources): Group[] {
  const byHost = new Map<string, Source[]>();
  for (const source of sources) byHost.set(source.host, [...(byHost.get(source.host) ?? []), source]);
  const alike = new Map<string, { hosts: string[]; bySource: Map<string, Source[]> }>();
  for (const [host, own] of byHost) {
    const key = byHost.size <= MOST_HOSTS ? host : JSON.stringify(own.map((source) => [source.source, Object.keys(source.months)]));
    const group = alike.get(key) ?? { hosts: [], bySource: new Map<string, Source[]>() };
    group.hosts.push(host);
    for (const source of own) group.bySource.set(source.source, [...(group.bySource.get(source.source) ?? []), source]);
    alike.set(key, group);
  }
  return [...alike.values()].sort((a, b) => (byHost.size <= MOST_HOSTS ? 0 : b.hosts.length - a.hosts.length));
}

/** `web01 web02 web03 and 12 more hosts`. */
export function hostNames(hosts: readonly string[]): string {
  const named = hosts.slice(0, NAMED).map(printable).join(', ');
  const rest = hosts.length - NAMED;
  return rest > 0 ? `${hosts.length} hosts: ${named} and ${rest} more` : named;
}

/** `Sysmon` for `Microsoft-Windows-Sysmon/Operational`. */
export function shortLog(source: string): string {
  return printable(source.replace(/^Microsoft-Windows-/, '').replace(/\/(Operational|Admin)$/, ''));
}

/** Months, or as many months a column as make it fit. */
function columnsOf(first: string, last: string, most: number): string[][] {
  const [from, to] = [number(first), number(last)];
  const each = [1, 3, 12, 60].find((months) => (to - from + 1) / months <= most) ?? Math.ceil((to - from + 1) / most);
  return Array.from({ length: Math.ceil((to - from + 1) / each) }, (_, column) =>
    Array.from({ length: each }, (_each, offset) => name(from + column * each + offset)),
  );
}

function number(month: string): number {
  const [year = 0, of = 1] = month.split('-').map(Number);
  return year * 12 + of - 1;
}

function name(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** The year where one begins and there is room for it. */
function axis(columns: readonly (readonly string[])[]): string {
  let text = '';
  columns.forEach((column, index) => {
    const year = column.find((month) => month.endsWith('-01') || index === 0)?.slice(0, 4);
    if (year !== undefined && text.length <= index && columns.length - index >= 4) text = `${text.padEnd(index)}${year} `;
  });
  return text.slice(0, columns.length).padEnd(columns.length);
}

function recordsIn(sources: Sources, column: readonly string[]): number {
  return sources.reduce((sum, source) => sum + column.reduce((own, month) => own + (source.months[month] ?? 0), 0), 0);
}

function block(records: number, most: number): string {
  if (records === 0) return '·';
  const step = Math.ceil((STEPS.length * Math.log10(records + 1)) / Math.log10(most + 1));
  return STEPS[Math.min(STEPS.length, Math.max(1, step)) - 1] ?? '█';
}

/** `12 345`, with plain spaces. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ' ');
}

export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
