import type { BlindInterval } from '../../documents/types.ts';
import { h, type Child, type Element } from '../element.ts';
import { anchorsOf, blindStretches, coverageChart, type CoverageRow } from '../drawing/index.ts';
import { compare, type ReportModel } from '../model/index.ts';
import { integer } from '../numbers.ts';
import { hostLabel } from '../parts/chip.ts';
import { emptyBox, figureHead, type Section } from '../parts/frame.ts';
import { table, type Column } from '../parts/table.ts';
import { DAY, moment, rangeExact } from '../time.ts';
import { capital, causeWords, sourceWords, told } from '../words.ts';
import { questionAnchor } from './questions.ts';

const MOST_ROWS = 40;

/** Which logs we had, by host and month, and where they are missing. */
export function unseenSection(model: ReportModel): Section {
  const rows = coverageRows(model);
  const base = { id: 'unseen', title: 'What we could not see', note: 'A missing log never reads as “nothing happened”.' };
  if (rows.length === 0)
    return {
      ...base,
      body: emptyBox('No record with a time and a host was read, so there is nothing that we could see: nothing can be excluded.'),
    };
  const hosts = new Set(model.blind.map((blind) => blind.host)).size;
  const title =
    model.blind.length === 0
      ? `No log of ${rows.length === 1 ? 'this host' : `these ${told(rows.length, 'host')}`} is known to be missing`
      : `${capital(told(model.blind.length, 'blind interval'))} on ${told(hosts, 'host')}`;
  const drawn =
    rows.length > MOST_ROWS
      ? ` ${MOST_ROWS} of ${integer(rows.length)} hosts are drawn: those of the story, then those with blind intervals.`
      : '';
  return {
    ...base,
    body: [
      figureHead(
        title,
        `Log records by host and month: the stronger the tone, the more. Hatched: none, where there should be some.${drawn}`,
      ),
      h('div', { class: 'wide-only' }, chartOf(model, rows.slice(0, MOST_ROWS), 'coverage', 1084, title)),
      h('div', { class: 'phone-only' }, chartOf(model, rows.slice(0, MOST_ROWS), 'coverage-phone', 350, title)),
      model.blind.length === 0 ? null : blindTable(model),
    ],
  };
}

/** Hosts of the story in its order, then hosts with blind intervals, then the others by name. */
function coverageRows(model: ReportModel): readonly CoverageRow[] {
  const months = new Map<string, Map<string, number>>();
  for (const source of model.documents.coverage.sources) {
    const own = months.get(source.host) ?? new Map<string, number>();
    for (const [month, records] of Object.entries(source.months)) own.set(month, (own.get(month) ?? 0) + records);
    months.set(source.host, own);
  }
  for (const blind of model.blind) if (!months.has(blind.host)) months.set(blind.host, new Map());
  const story = new Map<string, number>();
  for (const host of model.operations.flatMap((each) => each.document.hosts))
    story.set(host.name, Math.min(story.get(host.name) ?? Infinity, moment(host.first)));
  const blind = new Set(model.blind.map((each) => each.host));
  const rank = (host: string): number => (story.has(host) ? 0 : blind.has(host) ? 1 : 2);
  return [...months.keys()]
    .toSorted((a, b) => rank(a) - rank(b) || (story.get(a) ?? 0) - (story.get(b) ?? 0) || compare(a, b))
    .map((host) => ({
      host,
      label: model.names.host(host),
      months: months.get(host) ?? new Map(),
      blind: blindStretches(model.blind, host),
    }));
}

function chartOf(model: ReportModel, rows: readonly CoverageRow[], id: string, width: number, title: string): Element {
  const months = rows
    .flatMap((row) => [...row.months.keys()])
    .filter((month) => /^\d{4}-\d\d$/.test(month))
    .toSorted(compare);
  const first = months[0];
  const last = months.at(-1);
  const blind = rows.flatMap((row) => row.blind);
  const starts = [...(first === undefined ? [] : [moment(`${first}-01T00:00:00Z`)]), ...blind.map((each) => each.from)];
  const ends = [...(last === undefined ? [] : [nextMonth(last)]), ...blind.map((each) => each.to)];
  const waves = model.operations.length === 1 ? (model.operations[0]?.waves ?? []) : [];
  return coverageChart({ id, title, rows, from: Math.min(...starts), to: Math.max(...ends), waves, width });
}

function nextMonth(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return Date.UTC(year, number, 1);
}

interface BlindRow {
  readonly number: number;
  readonly blind: BlindInterval;
}

function blindTable(model: ReportModel): Element {
  const rows = model.blind.map((blind, index): BlindRow => ({ number: index + 1, blind }));
  const columns: readonly Column<BlindRow>[] = [
    {
      head: h('span', { class: 'unseen' }, 'Number'),
      phone: 'off',
      width: 44,
      cell: (row) => h('span', { class: 'quiet' }, `b${row.number}`),
    },
    { head: 'Host', phone: 'key', width: 130, cell: (row) => hostLabel(model.names, row.blind.host) },
    { head: 'Source', phone: 'more', width: 124, cell: (row) => sourceWords(row.blind.source) },
    { head: 'From – to (UTC)', phone: 'more', width: 184, cell: (row) => rangeExact(row.blind.from, row.blind.to) },
    { head: 'Days', phone: 'figure', width: 64, right: true, cell: (row) => daysOf(row.blind), noun: 'days' },
    { head: 'Cause', phone: 'more', width: 186, cell: (row) => causeWords(row.blind.cause) },
    { head: 'What it leaves open', phone: 'more', cell: (row) => leavesOpen(model, row.blind) },
  ];
  return table(columns, rows, { caption: 'Blind intervals', id: (row) => `blind-${row.number}`, all: 'hardcell show coverage --case DIR' });
}

function daysOf(blind: BlindInterval): string {
  const days = (moment(blind.to) - moment(blind.from)) / DAY;
  return days < 1 ? 'under 1' : integer(Math.round(days));
}

/** What the interval bears on: an open question, an inferred hop, a widened answer; else hops to and from the host. */
function leavesOpen(model: ReportModel, blind: BlindInterval): Child {
  const from = moment(blind.from);
  const to = moment(blind.to);
  const question = questionAnchor(model, null, [blind.host]);
  if (question !== null) return ['See ', h('a', { href: `#${question.id}` }, question.words), '.'];
  for (const operation of model.operations) {
    const hop = operation.hops.find((each) => each.grade !== 'confirmed' && each.hop.to === blind.host && each.at >= from && each.at <= to);
    if (hop !== undefined) {
      const anchors = anchorsOf(operation.index);
      const name = `hop ${hop.number}`;
      return [
        'That they reached it cannot be excluded (',
        h('a', { class: 'wide-only', href: `#${anchors.hop(hop.number)}` }, name),
        h('a', { class: 'phone-only', href: `#${anchors.step(hop.number)}` }, name),
        ').',
      ];
    }
    const group = operation.queries.find(
      (each) =>
        each.row === blind.host && each.accesses.some((access) => moment(access.time) >= from - DAY && moment(access.time) <= to + DAY),
    );
    if (group !== undefined) return `Queries to ${group.store} in this time cannot be excluded.`;
  }
  return model.gradeOf(blind.host) === null
    ? `That they were on ${model.names.host(blind.host)} cannot be excluded.`
    : `More hops to and from ${model.names.host(blind.host)} cannot be excluded.`;
}
