import type { BlindInterval } from '../../../documents/types.ts';
import { anchorsOf } from '../../drawing/index.ts';
import { h, type Child, type Element } from '../../element.ts';
import type { ReportModel } from '../../model/index.ts';
import { integer } from '../../numbers.ts';
import { hostLabel } from '../../parts/chip.ts';
import { table, type Column } from '../../parts/table.ts';
import { DAY, moment, rangeExact } from '../../time.ts';
import { capital, causeWords, counted, sourceWords } from '../../words.ts';
import { questionAnchor } from '../questions.ts';

/** Names printed of machines without any log. */
const MOST_NAMES = 200;

interface BlindRow {
  readonly number: number;
  readonly blind: BlindInterval;
  readonly isPartial: boolean;
}

/** Every blind interval but those of machines that left no log and that the story does not touch: these are named below. */
export function blindTable(model: ReportModel, dark: readonly string[]): Child {
  const apart = new Set(dark);
  const rows = [
    ...model.blind.filter((blind) => !apart.has(blind.host)).map((blind) => ({ blind, isPartial: false })),
    ...model.partial.map((blind) => ({ blind, isPartial: true })),
  ].map((row, index): BlindRow => ({ number: index + 1, ...row }));
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
    { head: 'Cause', phone: 'more', width: 186, cell: causeOf },
    {
      head: 'What it leaves open',
      phone: 'more',
      cell: (row) => (row.isPartial ? partialLeaves(row.blind) : leavesOpen(model, row.blind)),
    },
  ];
  return [
    rows.length === 0
      ? null
      : table(columns, rows, {
          caption: 'Blind intervals',
          id: (row) => `blind-${row.number}`,
          all: 'hardcell show coverage --case DIR --json',
        }),
    darkNames(model, dark),
  ];
}

function darkNames(model: ReportModel, dark: readonly string[]): Element | null {
  if (dark.length === 0) return null;
  const names = dark.slice(0, MOST_NAMES).map((host, index) => [index === 0 ? '' : ', ', hostLabel(model.names, host)]);
  const rest = dark.length > MOST_NAMES ? `, and ${integer(dark.length - MOST_NAMES)} more` : '';
  return h(
    'details',
    { class: 'dark-hosts' },
    h('summary', {}, `${capital(counted(dark.length, 'machine'))} left no log: others’ records name ${dark.length === 1 ? 'it' : 'them'}`),
    h('p', { class: 'caption' }, names, rest, '. That they were on these machines cannot be excluded.'),
  );
}

function causeOf({ blind }: BlindRow): Child {
  const missing = blind.missing === null ? '' : `: ${counted(Number(blind.missing), 'record')}`;
  return [`${causeWords(blind.cause)}${missing}`, blind.ref === null ? null : [' ', h('code', {}, blind.ref)]];
}

function daysOf(blind: BlindInterval): string {
  const days = (moment(blind.to) - moment(blind.from)) / DAY;
  return days < 1 ? 'under 1' : integer(Math.round(days));
}

function partialLeaves(blind: BlindInterval): string {
  return `What ${blind.source === '*' ? 'these logs show' : 'this log shows'} of the time is true; what it does not show is not excluded.`;
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
