import { byText } from '../../lib/index.ts';
import type { Blind } from '../../case/index.ts';

/** Which cause tells more of the same stretch: the first of these. */
const TELLING = ['cleared', 'record_gap', 'rotated', 'no_log', 'silence'];

/**
 * All blind intervals in the table's order, each stretch told once: what a more telling cause covers is taken from the others (a hole that a
 * clearing made, a silence that a hole explains). `filtered` and `dropped` say that something is missing, not that there is nothing: they stay.
 */
export function mergeBlind(rows: readonly Blind[]): Blind[] {
  const byLog = new Map<string, Blind[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.host, row.source]);
    const log = byLog.get(key);
    if (log) log.push(row);
    else byLog.set(key, [row]);
  }
  return [...byLog.values()].flatMap(oneLog).sort(byTable);
}

function oneLog(rows: readonly Blind[]): Blind[] {
  const kept = rows.filter((row) => !TELLING.includes(row.cause));
  const told: Blind[] = [];
  for (const cause of TELLING) {
    const own = rows.filter((row) => row.cause === cause).sort(byTable);
    for (const row of own) told.push(...untold(row, told));
  }
  return [...kept, ...told];
}

/** The parts of a row that no row before it covers. */
function untold(row: Blind, told: readonly Blind[]): Blind[] {
  let parts: readonly Blind[] = [row];
  for (const other of told)
    parts = parts.flatMap((part) => {
      if (other.from >= part.to || other.to <= part.from) return [part];
      const before = other.from > part.from ? [{ ...part, to: other.from }] : [];
      const after = other.to < part.to ? [{ ...part, from: other.to }] : [];
      return [...before, ...after];
    });
  // The rest of a stretch whose hole is told elsewhere is a sliver between two records: it says nothing of its own.
  return parts.filter((part) => part === row || part.to - part.from > (row.to - row.from) / 100);
}

function byTable(a: Blind, b: Blind): number {
  return (
    byText(a.host, b.host) ||
    byText(a.source, b.source) ||
    a.from - b.from ||
    a.to - b.to ||
    byText(a.cause, b.cause) ||
    byText(a.ref ?? '', b.ref ?? '')
  );
}
