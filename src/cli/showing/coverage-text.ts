import type { BlindInterval, CoverageDocument } from '../../report/index.ts';
import { coverageMatrix, cut, grouped, hostNames, shortLog } from './coverage-matrix.ts';
import { printable } from './printable.ts';

/** Off a terminal, lines are this long. */
const WIDTH = 100;
const LEAST_WIDTH = 80;
/** Lines of one kind before the rest is counted. */
const MOST = 12;

/** `show coverage` for a person: which logs there are, where they are missing, clocks, techniques, and what to save first. */
export function coverageText(coverage: CoverageDocument, columns: number | undefined): string {
  const width = Math.max(LEAST_WIDTH, columns ?? WIDTH);
  if (coverage.sources.length === 0) return 'No record with a time and a host was read, so nothing can be excluded.\n';
  return [logs(coverage, width), blind(coverage, width), clocks(coverage, width), techniques(coverage), saving(coverage, width)]
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function logs({ sources, span }: CoverageDocument, width: number): string[] {
  const hosts = new Set(sources.map((source) => source.host)).size;
  const time = span === null ? '' : `, ${day(span.from)} to ${day(span.to)} (UTC)`;
  return [`LOGS  ${many(sources.length, 'log')} of ${many(hosts, 'host')}${time}`, ...coverageMatrix({ sources, span }, width)];
}

/** The causes in the order in which they are told, and what each means. */
const CAUSES: readonly (readonly [cause: string, meaning: string])[] = [
  ['cleared', 'the log was cleared: what it held before is gone'],
  ['record_gap', 'record numbers jump: records were written that no file holds'],
  ['silence', 'the log was silent for longer than its own rhythm explains'],
  ['rotated', 'the log begins above number 1: older records were overwritten or left behind'],
  ['filtered', 'the log holds a part of its records only: numbers are missing all over it'],
  ['dropped', 'the log says itself that it lost records at this moment'],
  ['no_log', 'the log is not among the evidence'],
];

function blind({ blind: intervals }: CoverageDocument, width: number): string[] {
  if (intervals.length === 0) return ['BLIND  no log is known to be missing'];
  const dark = intervals.filter((each) => each.source === '*' && each.cause === 'no_log');
  const hosts = new Set(intervals.map((each) => each.host)).size;
  const lines = [`BLIND  ${many(intervals.length, 'interval')} on ${many(hosts, 'host')} in which we could not see`];
  for (const [cause, meaning] of CAUSES) {
    const own = intervals.filter((each) => each.cause === cause && !dark.includes(each));
    if (own.length === 0) continue;
    lines.push(`  ${cause}: ${meaning}`);
    const longest = own.toSorted((a, b) => length(b) - length(a)).slice(0, MOST);
    lines.push(...own.filter((each) => longest.includes(each)).map((each) => `    ${interval(each)}`));
    if (own.length > MOST)
      lines.push(
        `    and ${many(own.length - MOST, 'shorter one')} on ${many(new Set(own.map((each) => each.host)).size, 'host')} in all (--json)`,
      );
  }
  if (dark.length > 0)
    lines.push(`  no log at all: ${many(dark.length, 'machine')} known by others' records alone`, ...darkLines(dark, width));
  return lines;
}

function interval(each: BlindInterval): string {
  const missing = each.missing === null ? '' : `  ${many(Number(each.missing), 'record')} missing`;
  const ref = each.ref === null ? '' : `  ${each.ref}`;
  const at = length(each) >= 48 * 3_600_000 ? day : minute;
  return `${printable(each.host)}  ${shortLog(each.source)}  [${at(each.from)}, ${at(each.to)})  ${duration(length(each))}${missing}${ref}`;
}

/** Every machine by name, as many on a line as fit; the first lines only. */
function darkLines(dark: readonly BlindInterval[], width: number): string[] {
  const lines: string[] = [];
  let named = 0;
  for (const { host } of dark) {
    const name = printable(host);
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length + 2 <= width) lines[lines.length - 1] = `${last}, ${name}`;
    else if (lines.length < MOST / 2) lines.push(`    ${name}`);
    else break;
    named += 1;
  }
  if (named < dark.length) lines.push(`    and ${many(dark.length - named, 'other machine')} (--json)`);
  return lines;
}

function clocks({ clock, sources }: CoverageDocument, width: number): string[] {
  const hosts = new Set(sources.map((source) => source.host));
  const compared = new Set(clock.map((row) => row.host));
  if (compared.size === 0) return ['CLOCKS  not known: no event was seen by two hosts'];
  const references = [...new Set(clock.map((row) => row.reference))].sort();
  const rows = clock.filter((row) => row.host !== row.reference).toSorted((a, b) => Math.abs(b.skew_s) - Math.abs(a.skew_s));
  const changed = new Set(rows.filter((row) => rows.some((other) => other !== row && other.host === row.host)).map((row) => row.host));
  const line = (row: CoverageDocument['clock'][number]): string =>
    `  ${printable(row.host)}  ${seconds(row.skew_s)} (half of ${grouped(Number(row.pairs))} pairs within ${fraction(row.spread_s)} s)` +
    (changed.has(row.host) ? `  [${minute(row.from)}, ${minute(row.to)})` : '');
  return [
    `CLOCKS  ${compared.size} of ${many(hosts.size, 'host')} compared by events that both ends saw; reference ${hostNames(references)}`,
    ...rows.slice(0, MOST).map((row) => cut(line(row), width)),
    ...(rows.length > MOST ? [`  and ${rows.length - MOST} that differ less (--json)`] : []),
  ];
}

function techniques({ techniques: all }: CoverageDocument): string[] {
  if (all.techniques === 0) return [];
  const line = (name: string, counts: { all: number; partly: number; never: number; techniques: number }): string =>
    `  ${name.padEnd(24)}${[counts.all, counts.partly, counts.never, counts.techniques].map((n) => String(n).padStart(10)).join('')}`;
  const [best] = all.missing;
  return [
    `TECHNIQUES  ${all.all + all.partly} of ${all.techniques} could have been seen at all`,
    `  ${''.padEnd(24)}${['each host', 'some', 'nowhere', 'of'].map((head) => head.padStart(10)).join('')}`,
    ...all.tactics.map((tactic) => line(tactic.tactic.replaceAll('-', ' '), tactic)),
    line('all (each counted once)', all),
    ...monthRange(all),
    ...(best === undefined
      ? []
      : [
          `  Missed most: ${missingLog(best.log)}, which would show ${many(best.techniques, 'technique')} on up to ${many(best.hosts, 'host')} that show them by no log.`,
        ]),
    '  Of ATT&CK techniques whose logs we can read. That a log is there says that it could have shown one, not that auditing was on.',
  ];
}

/** The months in which least and most could have been seen. */
function monthRange({ months, techniques: of }: CoverageDocument['techniques']): string[] {
  const seen = months.map((month) => ({ month: month.month, count: month.all + month.partly })).sort((a, b) => a.count - b.count);
  const [least, most] = [seen[0], seen.at(-1)];
  if (!least || !most || months.length < 2) return [];
  return [`  By month: from ${least.count} (${least.month}) to ${most.count} (${most.month}) of ${of}`];
}

const LOGS: Readonly<Record<string, string>> = {
  network: 'a network sensor (Zeek)',
  web: "a web server's log",
  database: "a database's audit log",
};

function missingLog(log: string): string {
  return LOGS[log] ?? shortLog(log);
}

function saving({ preservation }: CoverageDocument, width: number): string[] {
  const rows = preservation.slice(0, MOST);
  if (rows.length === 0) return [];
  return [
    'SAVE FIRST  logs that overwrite themselves or that we were not given, the most valuable first',
    ...rows.flatMap((row) => [
      `  ${String(row.rank).padStart(2)}  ${printable(row.host)}  ${shortLog(row.source)}  ${row.gone_by === null ? '' : `collect again before ${day(row.gone_by)}, or records are lost`}`.trimEnd(),
      ...wrapped(row.why, width - 6).map((text) => `      ${text}`),
    ]),
    ...(preservation.length > rows.length ? [`  and ${many(preservation.length - rows.length, 'other log')} (--json)`] : []),
  ];
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function length({ from, to }: BlindInterval): number {
  return Date.parse(to) - Date.parse(from);
}

function duration(ms: number): string {
  const hours = ms / 3_600_000;
  if (hours >= 48) return `${grouped(Math.round(hours / 24))} days`;
  if (hours >= 2) return `${Math.round(hours)} hours`;
  return ms < 60_000 ? 'under a minute' : `${Math.round(ms / 60_000)} minutes`;
}

function seconds(value: number): string {
  return value === 0 ? 'no difference' : `${fraction(Math.abs(value))} s ${value > 0 ? 'ahead' : 'behind'}`;
}

/** To the millisecond under a minute, else to the second. */
function fraction(value: number): string {
  return value < 60 ? value.toFixed(3) : String(Math.round(value));
}

function many(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function day(iso: string): string {
  return iso.slice(0, 10);
}

function minute(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}
