import {
  clockSkewTable,
  logMonthTable,
  logSourceTable,
  preservationTable,
  techniqueCoverageTable,
  type TechniqueCoverage,
} from '../../case/index.ts';
import { isoFromMicros, livedSpan } from '../../lib/index.ts';
import type { DocumentSource } from './source.ts';
import { blindIntervals } from './story.ts';
import type { CoverageDocument, TechniquesDocument } from './types.ts';

/** The month by which `technique_coverage` means the whole case. */
const WHOLE = '*';

/** `show coverage --json`. */
export async function coverageDocument(source: DocumentSource): Promise<CoverageDocument> {
  const { input } = source;
  const months = new Map<string, Record<string, number>>();
  for (const row of await input.rows(logMonthTable)) {
    const key = JSON.stringify([row.host, row.source]);
    months.set(key, { ...months.get(key), [row.month]: row.records });
  }
  const logs = await input.rows(logSourceTable);
  const span = livedSpan(logs);
  return {
    span: span === null ? null : { from: isoFromMicros(span.from), to: isoFromMicros(span.to) },
    sources: logs.map((row) => ({
      host: row.host,
      source: row.source,
      first: isoFromMicros(row.first),
      last: isoFromMicros(row.last),
      records: row.records,
      months: months.get(JSON.stringify([row.host, row.source])) ?? {},
      clock_skew_s: row.clock_skew_us === null ? null : row.clock_skew_us / 1_000_000,
      records_per_day: row.rate_day,
      missing: row.missing,
      rotates: row.rotates,
      ordinary_silence_s: row.ordinary_silence_s,
    })),
    blind: await blindIntervals(source),
    clock: (await input.rows(clockSkewTable)).map((row) => ({
      host: row.host,
      from: isoFromMicros(row.from),
      to: isoFromMicros(row.to),
      skew_s: row.skew_us / 1_000_000,
      spread_s: row.spread_us / 1_000_000,
      pairs: row.pairs,
      reference: row.reference,
    })),
    techniques: techniquesDocument(await input.rows(techniqueCoverageTable)),
    preservation: (await input.rows(preservationTable)).map((row) => ({
      rank: row.rank,
      host: row.host,
      source: row.source,
      oldest: isoOrNull(row.oldest),
      newest: isoOrNull(row.newest),
      keeps_days: row.keeps_days,
      gone_by: isoOrNull(row.gone_by),
      value: row.value,
      why: row.why,
    })),
  };
}

function isoOrNull(us: number | null): string | null {
  return us === null ? null : isoFromMicros(us);
}

function techniquesDocument(rows: readonly TechniqueCoverage[]): TechniquesDocument {
  const whole = rows.filter((row) => row.month === WHOLE);
  const tactics = new Map<string, TechniqueCoverage[]>();
  for (const row of whole) for (const tactic of row.tactics) tactics.set(tactic, [...(tactics.get(tactic) ?? []), row]);
  const months = new Map<string, TechniqueCoverage[]>();
  for (const row of rows) {
    if (row.month === WHOLE) continue;
    const month = months.get(row.month);
    if (month) month.push(row);
    else months.set(row.month, [row]);
  }
  return {
    ...counted(whole),
    tactics: [...tactics].sort((a, b) => tacticOrder(a[0]) - tacticOrder(b[0])).map(([tactic, own]) => ({ tactic, ...counted(own) })),
    months: [...months].map(([month, own]) => ({ month, ...counted(own) })),
    missing: missingLogs(whole),
    list: whole.map(({ technique, seen, hosts, hosts_seen, missing }) => ({ technique, seen: seenWord(seen), hosts, hosts_seen, missing })),
  };
}

/** In the order of an intrusion; others last. */
const TACTICS = [
  'reconnaissance',
  'resource-development',
  'initial-access',
  'execution',
  'persistence',
  'privilege-escalation',
  'defense-evasion',
  'credential-access',
  'discovery',
  'lateral-movement',
  'collection',
  'command-and-control',
  'exfiltration',
  'impact',
];

function tacticOrder(tactic: string): number {
  const place = TACTICS.indexOf(tactic);
  return place < 0 ? TACTICS.length : place;
}

function counted(rows: readonly TechniqueCoverage[]): { techniques: number; all: number; partly: number; never: number } {
  const of = (word: string): number => rows.filter((row) => row.seen === word).length;
  return { techniques: rows.length, all: of('all'), partly: of('partly'), never: of('never') };
}

/** For each log that is missing somewhere: what it would show that is not shown there, most first. */
function missingLogs(rows: readonly TechniqueCoverage[]): TechniquesDocument['missing'] {
  const logs = new Map<string, { techniques: number; never: number; hosts: number }>();
  for (const row of rows)
    for (const log of row.missing) {
      const sum = logs.get(log) ?? { techniques: 0, never: 0, hosts: 0 };
      const own = { techniques: sum.techniques + 1, never: sum.never + (row.seen === 'never' ? 1 : 0) };
      logs.set(log, { ...own, hosts: Math.max(sum.hosts, row.hosts - row.hosts_seen) });
    }
  const worth = ({ techniques, hosts }: { techniques: number; hosts: number }): number => techniques * hosts;
  return [...logs]
    .sort((a, b) => worth(b[1]) - worth(a[1]) || b[1].never - a[1].never || (a[0] < b[0] ? -1 : 1))
    .map(([log, sum]) => ({ log, ...sum }));
}

function seenWord(word: string): 'all' | 'partly' | 'never' {
  if (word === 'all' || word === 'partly' || word === 'never') return word;
  throw new Error(`a table holds the word ${word}`);
}
