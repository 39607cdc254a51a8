import { byText } from '../lib/index.ts';
import type { Blind, Coverage } from '../case/index.ts';
import { isInside, type AddressBook } from './address-book.ts';
import type { MachineSighting } from './story-facts.ts';

/**
 * Where we could not see, in the table's order: machines that others' records name and that left no log at all, over the time
 * in which they were seen; and Windows hosts whose Security log is missing in a month in which their other logs are there.
 */
export function blindIntervals(machines: readonly MachineSighting[], coverage: readonly Coverage[], book: AddressBook): Blind[] {
  return [...darkMachines(machines, new Set(coverage.map((row) => row.host)), book), ...missingSecurity(coverage)].sort(
    (a, b) => byText(a.host, b.host) || byText(a.source, b.source) || a.from - b.from,
  );
}

function darkMachines(machines: readonly MachineSighting[], logged: ReadonlySet<string>, book: AddressBook): Blind[] {
  const spans = new Map<string, { first: number; last: number }>();
  for (const { address, name, first, last } of machines) {
    const host = darkName(address, name, first, book);
    if (host === null || logged.has(host)) continue;
    const span = spans.get(host);
    spans.set(host, { first: Math.min(first, span?.first ?? first), last: Math.max(last, span?.last ?? last) });
  }
  return [...spans].map(([host, { first, last }]) => ({ host, source: '*', from: first, to: last + 1, cause: 'no_log', ref: null }));
}

/** The name of a machine by others' words; null for one that isn't the carrier's. */
function darkName(address: string | null, name: string | null, time: number, book: AddressBook): string | null {
  const owner = address === null ? null : book.hostOf(address, time);
  if (owner !== null) return owner;
  if (address !== null && !isInside(address)) return null;
  // A name with an address is what a client calls itself; it means a known host only where that is the only one so called.
  const named = name === null || name === '' || name === '-' ? null : (book.hostNamed(name) ?? name.toLowerCase());
  return named ?? (address === null ? null : `ip:${address}`);
}

function missingSecurity(coverage: readonly Coverage[]): Blind[] {
  const months = new Map<string, { host: string; first: number; last: number; security: boolean }>();
  for (const { host, source, month, first, last } of coverage) {
    if (!isWindows(source)) continue;
    const key = JSON.stringify([host, month]);
    const seen = months.get(key);
    months.set(key, {
      host,
      first: Math.min(first, seen?.first ?? first),
      last: Math.max(last, seen?.last ?? last),
      security: source === 'Security' || (seen?.security ?? false),
    });
  }
  const gaps: Blind[] = [];
  for (const { host, first, last, security } of months.values())
    if (!security) gaps.push({ host, source: 'Security', from: first, to: last + 1, cause: 'no_log', ref: null });
  return gaps;
}

/** Event logs of Windows by their channels. */
function isWindows(source: string): boolean {
  return ['Security', 'System', 'Application', 'Windows PowerShell'].includes(source) || source.startsWith('Microsoft-Windows-');
}
