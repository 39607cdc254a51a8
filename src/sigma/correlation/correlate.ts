import { byText } from '../../lib/index.ts';
import { fold } from '../fold.ts';
import { Correlator, witnesses, type Episode } from './correlator.ts';
import type { Correlation, StepSource } from './correlation.ts';

/** A match of a detection rule, as correlations see it. */
export interface CorrelatedMatch {
  /** `key` of the rule. */
  readonly rule: string;
  /** In units of 100 ns since any base. */
  readonly time: number;
  /** Tells its record from every other. */
  readonly ref: string;
  readonly fields: Readonly<Record<string, string | null>>;
}

/** One episode of a correlation with every match behind it, by time and ref. */
export interface CorrelatedFinding {
  readonly correlation: Correlation;
  readonly episode: Episode;
  readonly matches: readonly CorrelatedMatch[];
}

/** An event of a correlation: a match, or a finding of another correlation as one of the matches behind it shows it. */
interface Row {
  readonly time: number;
  readonly until: number;
  readonly step: number;
  readonly record: string;
  readonly value: string;
  readonly behind: readonly Behind[];
}

/** A match behind a finding, and by which source of the correlation it came. */
interface Behind {
  readonly match: CorrelatedMatch;
  readonly source: number;
}

interface Told {
  readonly finding: CorrelatedFinding;
  readonly behind: readonly Behind[];
}

/**
 * Runs correlations over matches that fit in memory, in any order; correlations in the order `linkCorrelations` gives them. Silent ones are
 * among the findings. Findings by correlation, then by time. The stage that runs over a whole case answers alike, from disk.
 */
export function correlate(correlations: readonly Correlation[], matches: readonly CorrelatedMatch[], most?: number): CorrelatedFinding[] {
  const told = new Map<string, Told[]>();
  for (const correlation of correlations) told.set(correlation.key, run(correlation, matches, told, most));
  return [...told.values()].flat().map(({ finding }) => finding);
}

function run(
  correlation: Correlation,
  matches: readonly CorrelatedMatch[],
  told: ReadonlyMap<string, readonly Told[]>,
  most?: number,
): Told[] {
  const witness = witnesses(correlation);
  const values = new Map<string, number>();
  const numberOf = (value: string): number => {
    if (correlation.type !== 'value_count') return Number(value);
    const known = values.get(value) ?? values.size;
    values.set(value, known);
    return known;
  };
  const results: Told[] = [];
  for (const rows of groupsOf(correlation, matches, told)) {
    const episodes: Episode[] = [];
    const correlator = new Correlator(correlation, (episode) => episodes.push(episode), most);
    correlator.begin();
    let before: Row | undefined;
    for (const row of rows) {
      const same = before !== undefined && before.time === row.time && before.record === row.record;
      correlator.add(row.time, row.until, row.step, numberOf(row.value), same);
      before = row;
    }
    correlator.end();
    for (const episode of episodes) {
      const behind = rows
        .filter((row) => witness[row.step] === true && row.time <= episode.to && row.until >= episode.from)
        .flatMap((row) => row.behind);
      const own = new Map(behind.map(({ match }) => [`${match.rule} ${match.ref}`, match]));
      const sorted = [...own.values()].sort(byPlace);
      results.push({ finding: { correlation, episode, matches: sorted }, behind });
    }
  }
  return results.sort((a, b) => a.finding.episode.from - b.finding.episode.from || byText(firstRef(a), firstRef(b)));
}

function firstRef({ finding }: Told): string {
  return finding.matches[0]?.ref ?? '';
}

/** The events of a correlation by group, each group in order of time and record. */
function groupsOf(correlation: Correlation, matches: readonly CorrelatedMatch[], told: ReadonlyMap<string, readonly Told[]>): Row[][] {
  const groups = new Map<string, Map<string, Row>>();
  const numeric = correlation.type.startsWith('value_') && correlation.type !== 'value_count';
  let number = 0;
  for (const [step, { correlation: inner, sources }] of correlation.steps.entries()) {
    for (const source of sources) {
      const from = number++;
      const events = inner === null ? plainEvents(matches, source, from) : lastingEvents(told.get(inner) ?? [], source, from, correlation);
      for (const { match, ...event } of events) {
        const key = textsOf(match, source.group);
        const value = valueOf(match, source, correlation);
        if (key === null || value === null) continue;
        const rows = groups.get(key) ?? new Map<string, Row>();
        groups.set(key, rows);
        // Of a finding that holds several numbers the first counts; else it would be added up once for each of them.
        const first = numeric && inner !== null;
        const id = JSON.stringify(first ? [event.record, step] : [event.record, step, value]);
        const known = rows.get(id);
        rows.set(id, {
          ...event,
          step,
          value: first ? (known?.value ?? value) : value,
          behind: [...(known?.behind ?? []), ...event.behind],
        });
      }
    }
  }
  return [...groups.values()].map((rows) =>
    [...rows.values()].sort((a, b) => a.time - b.time || byText(a.record, b.record) || a.step - b.step),
  );
}

type Event = Omit<Row, 'step' | 'value'> & { readonly match: CorrelatedMatch };

function plainEvents(matches: readonly CorrelatedMatch[], { rule }: StepSource, source: number): Event[] {
  const own = matches.filter((match) => match.rule === rule);
  return own.map((match) => ({ match, time: match.time, until: match.time, record: match.ref, behind: [{ match, source }] }));
}

/** A finding is an event at the time of its last one; for temporal types, from when its condition held first until then. */
function lastingEvents(told: readonly Told[], { inner }: StepSource, source: number, { type }: Correlation): Event[] {
  const temporal = type === 'temporal' || type === 'temporal_ordered';
  return told.flatMap(({ finding, behind }, i) => {
    const { held, to } = finding.episode;
    const all = behind.map((one) => ({ match: one.match, source: source - (inner ?? 0) + one.source }));
    const shown = behind.filter((one) => one.source === inner).sort((a, b) => byPlace(a.match, b.match));
    return shown.map(({ match }) => ({ match, time: temporal ? held : to, until: to, record: `#${i}`, behind: all }));
  });
}

function byPlace(a: CorrelatedMatch, b: CorrelatedMatch): number {
  return a.time - b.time || byText(a.ref, b.ref) || byText(a.rule, b.rule);
}

/** The values of fields, compared without regard to case; null when one is absent or empty. */
function textsOf({ fields }: CorrelatedMatch, names: readonly string[]): string | null {
  const texts = names.map((name) => (Object.hasOwn(fields, name) ? (fields[name] ?? '') : ''));
  return texts.includes('') ? null : JSON.stringify(texts.map(fold));
}

/** Decimal, or hexadecimal with 0x, as rules compare numbers. */
const NUMBER = /^(?:[+-]?\d{1,300}(?:\.\d{1,300})?(?:e[+-]?\d{1,2})?|0x[0-9a-f]{1,13})$/i;

/** What is counted or added up; '' where nothing is, null where the event has none. */
function valueOf(match: CorrelatedMatch, { values }: StepSource, { type }: Correlation): string | null {
  if (values.length === 0) return '';
  if (type === 'value_count') return textsOf(match, values);
  const [name = ''] = values;
  const text = (Object.hasOwn(match.fields, name) ? (match.fields[name] ?? '') : '').trim();
  return NUMBER.test(text) && Number.isFinite(Number(text)) ? text : null;
}
