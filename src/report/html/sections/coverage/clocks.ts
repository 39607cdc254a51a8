import type { CoverageDocument } from '../../../documents/types.ts';
import { h, type Child } from '../../element.ts';
import type { ReportModel } from '../../model/index.ts';
import { integer } from '../../numbers.ts';
import { hostLabel } from '../../parts/chip.ts';
import { figureHead } from '../../parts/frame.ts';
import { table, type Column } from '../../parts/table.ts';
import { rangeExact } from '../../time.ts';
import { capital, counted, told } from '../../words.ts';

type ClockRow = CoverageDocument['clock'][number];

/** How far the hosts' clocks differ, as far as two ends of one event tell. */
export function clocksPart(model: ReportModel): Child {
  const { clock, sources } = model.documents.coverage;
  const hosts = new Set(sources.map((source) => source.host)).size;
  const compared = new Set(clock.map((row) => row.host)).size;
  if (compared === 0)
    return hosts < 2
      ? null
      : h('p', { class: 'caption measure' }, 'No event was recorded by two hosts, so how far their clocks differ is not known.');
  const rows = clock.filter((row) => row.host !== row.reference).toSorted((a, b) => Math.abs(b.skew_s) - Math.abs(a.skew_s));
  const most = Math.abs(rows[0]?.skew_s ?? 0);
  const columns: readonly Column<ClockRow>[] = [
    { head: 'Host', phone: 'key', width: 190, cell: (row) => hostLabel(model.names, row.host) },
    { head: 'Its clock was', phone: 'figure', width: 150, cell: (row) => skewWords(row.skew_s) },
    { head: 'Half of the pairs', phone: 'more', width: 160, cell: (row) => `within ${seconds(row.spread_s)}` },
    { head: 'Pairs', phone: 'more', width: 70, right: true, cell: (row) => integer(row.pairs), noun: 'pairs' },
    { head: 'Compared', phone: 'more', width: 190, cell: (row) => ['against ', hostLabel(model.names, row.reference)] },
    { head: 'Holds for (UTC)', phone: 'more', cell: (row) => rangeExact(row.from, row.to) },
  ];
  return h(
    'div',
    { class: 'coverage-part' },
    figureHead(
      `${capital(told(compared, 'clock'))} of ${told(hosts, 'host')} could be compared; the most wrong one was ${skewWords(most)}`.replace(
        / (?:ahead|behind)$/,
        ' off',
      ),
      `From ${counted(clock.reduce((sum, row) => sum + Number(row.pairs), 0) / 2, 'event')} that both ends recorded. Hops are joined with these differences taken off; every time printed is the host’s own.`,
    ),
    table(columns, rows, { caption: 'Clocks', all: 'hardcell show coverage --case DIR --json' }),
  );
}

function skewWords(value: number): string {
  return value === 0 ? 'the same' : `${seconds(Math.abs(value))} ${value > 0 ? 'ahead' : 'behind'}`;
}

/** Milliseconds under a second, seconds with one decimal under a minute, else minutes or hours. */
function seconds(value: number): string {
  if (value < 1) return `${Math.round(value * 1000)}\u00a0ms`;
  if (value < 60) return `${value.toFixed(1)}\u00a0s`;
  if (value < 7200) return `${(value / 60).toFixed(1)}\u00a0min`;
  return `${(value / 3600).toFixed(1)}\u00a0h`;
}
