import { coverageChart, type CoverageRow } from '../drawing/index.ts';
import { h, type Element } from '../element.ts';
import type { ReportModel } from '../model/index.ts';
import { integer } from '../numbers.ts';
import { emptyBox, figureHead, type Section } from '../parts/frame.ts';
import { moment } from '../time.ts';
import { capital, counted, told } from '../words.ts';
import { blindTable, clocksPart, coverageRows, darkHosts, preservationPart, techniquesPart } from './coverage/index.ts';

const MOST_ROWS = 40;

/** Which logs we had, by host and month, where they are missing, what could have been seen, and what to save first. */
export function unseenSection(model: ReportModel): Section {
  const rows = coverageRows(model);
  const base = { id: 'unseen', title: 'What we could not see', note: 'A missing log never reads as “nothing happened”.' };
  if (rows.length === 0)
    return {
      ...base,
      body: emptyBox('No record with a time and a host was read, so there is nothing that we could see: nothing can be excluded.'),
    };
  const title = titleOf(model, rows);
  const shown = rows.length > MOST_ROWS ? [...rows.slice(0, MOST_ROWS - 1), ...rows.slice(-1)] : rows;
  return {
    ...base,
    body: [
      figureHead(title, `${captionOf(shown, rows)}${apartWords(model)}`),
      h('div', { class: 'wide-only' }, chartOf(model, shown, 'coverage', 1084, title)),
      h('div', { class: 'phone-only' }, chartOf(model, shown, 'coverage-phone', 350, title)),
      model.blind.length + model.partial.length === 0 ? null : blindTable(model, darkHosts(model)),
      techniquesPart(model),
      clocksPart(model),
      preservationPart(model),
    ],
  };
}

function titleOf(model: ReportModel, rows: readonly CoverageRow[]): string {
  const logs = rows.filter((row) => !row.isLog).length;
  if (model.blind.length === 0) return `No log of ${logs === 1 ? 'this host' : `these ${told(logs, 'host')}`} is known to be missing`;
  const dark = new Set(darkHosts(model));
  const gaps = model.blind.filter((blind) => !dark.has(blind.host));
  const without = `${told(dark.size, 'machine')} left no log at all`;
  if (gaps.length === 0) return `No log that we have is known to have a gap, but ${without}`;
  const hosts = new Set(gaps.map((blind) => blind.host)).size;
  return `${capital(told(gaps.length, 'blind interval'))} on ${told(hosts, 'host')}${dark.size === 0 ? '' : `, and ${without}`}`;
}

/** What the shapes mean: only those that the drawing holds. */
function captionOf(shown: readonly CoverageRow[], rows: readonly CoverageRow[]): string {
  const has = (part: 'blind' | 'partial' | 'cleared'): boolean => shown.some((row) => row[part].length > 0);
  return [
    'Log records by host and month: the stronger the tone, the more.',
    has('blind') ? ' Hatched: none, where there should be some.' : '',
    has('partial') ? ' Dashed: a part of the records only.' : '',
    has('cleared') ? ' A bar with a head: a log was cleared.' : '',
    rows.length > shown.length
      ? ` ${integer(shown.length)} of ${integer(rows.length)} rows are drawn: hosts of the story, then those with blind intervals.`
      : '',
  ].join('');
}

function chartOf(model: ReportModel, rows: readonly CoverageRow[], id: string, width: number, title: string): Element {
  const { span } = model.documents.coverage;
  const blind = rows.flatMap((row) => row.blind);
  const inside = span === null ? [] : [moment(span.from), moment(span.to)];
  const from = Math.min(...inside, ...blind.map((each) => each.from));
  const to = Math.max(...inside, ...blind.map((each) => each.to));
  const waves = model.operations.length === 1 ? (model.operations[0]?.waves ?? []) : [];
  return coverageChart({ id, title, rows, from: firstOfMonth(from), to: nextMonth(to - 1), waves, width });
}

function firstOfMonth(ms: number): number {
  const date = new Date(ms);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

function nextMonth(ms: number): number {
  const date = new Date(ms);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/** Records outside the span, which are counted and not drawn. */
function apartWords(model: ReportModel): string {
  const { span, sources } = model.documents.coverage;
  if (span === null) return '';
  const months = sources.flatMap((source) => Object.entries(source.months));
  const apart = months.filter(([month]) => month < span.from.slice(0, 7) || month > span.to.slice(0, 7));
  const records = apart.reduce((sum, [, count]) => sum + count, 0);
  return records === 0
    ? ''
    : ` ${counted(records, 'record')} more than a year from all others ${records === 1 ? 'is' : 'are'} not drawn: a clock was wrong.`;
}
