import type { CoverageDocument } from '../../../documents/types.ts';
import { h, type Child } from '../../element.ts';
import type { ReportModel } from '../../model/index.ts';
import { integer } from '../../numbers.ts';
import { hostLabel } from '../../parts/chip.ts';
import { figureHead } from '../../parts/frame.ts';
import { table, type Column } from '../../parts/table.ts';
import { dayShort, moment } from '../../time.ts';
import { counted, sourceWords } from '../../words.ts';

type PreservationRow = CoverageDocument['preservation'][number];

/** Which logs to save in the first hour. */
export function preservationPart(model: ReportModel): Child {
  const rows = model.documents.coverage.preservation;
  const [first] = rows;
  if (first === undefined) return null;
  const columns: readonly Column<PreservationRow>[] = [
    { head: h('span', { class: 'unseen' }, 'Rank'), phone: 'off', width: 44, cell: (row) => h('span', { class: 'quiet' }, row.rank) },
    { head: 'Host', phone: 'key', width: 150, cell: (row) => hostLabel(model.names, row.host) },
    { head: 'Log', phone: 'more', width: 150, cell: (row) => sourceWords(row.source) },
    {
      head: 'Reaches back',
      phone: 'more',
      width: 100,
      right: true,
      cell: (row) => (row.keeps_days === null ? 'not known' : reach(row.keeps_days)),
    },
    {
      head: 'Collect again before',
      phone: 'figure',
      width: 140,
      cell: (row) => (row.gone_by === null ? 'now' : dayShort(moment(row.gone_by))),
    },
    { head: 'Why', phone: 'more', cell: (row) => row.why },
  ];
  return h(
    'div',
    { class: 'coverage-part' },
    figureHead(
      `Save first: ${sourceWords(first.source)} of ${model.names.host(first.host)}, and ${counted(rows.length - 1, 'more log')} that are being lost or were not given`,
      'The most valuable first: what a log shows, and how many other machines it names. After the date, records newer than our copy are overwritten at the present rate.',
    ),
    table(columns, rows, { caption: 'What to save first', all: 'hardcell show coverage --case DIR --json' }),
  );
}

function reach(days: number): string {
  return days < 1 ? 'under a day' : `${integer(Math.round(days))} ${Math.round(days) === 1 ? 'day' : 'days'}`;
}
