import type { LedgerLine } from '../../documents/types.ts';
import { h, type Child, type Element } from '../element.ts';
import { figureIn, size, sum, type ByteUnit } from '../numbers.ts';
import { rect, text } from './layers.ts';

/** One bar of the ledger. */
export interface NamedLine {
  readonly name: string;
  readonly line: LedgerLine;
}

/** The most that a line may hold. */
export function upper(line: LedgerLine): number {
  return Number(sum([line.queried ?? 0, line.queried_possible ?? 0]));
}

/** Bars from 0, one a wave, on one scale. */
export function ledgerChart(id: string, title: string, lines: readonly NamedLine[], unit: ByteUnit, most: number, width: number): Element {
  const narrow = width < 600;
  const left = narrow ? 0 : 110;
  const right = narrow ? 0 : 190;
  const pitch = narrow ? 42 : 26;
  const scale = (width - left - right - 2) / Math.max(1, most);
  const height = lines.length * pitch + 6;
  const rows = lines.map(({ name, line }, index): Child => {
    const y = index * pitch + (narrow ? 20 : 4);
    const certain = size(line.queried ?? 0) * scale;
    const end = upper(line) * scale;
    const words = wordsOf(line, unit);
    return [
      narrow
        ? text(0, y - 5, 't12', h('tspan', { class: 'strong' }, name), ` ${words}`)
        : text(0, y + 10, index === 0 ? 't13 strong' : 't13', name),
      end > certain
        ? h('rect', { x: left + certain + 0.5, y: y + 0.5, width: Math.max(1, end - certain - 1), height: 11, class: 'possible' })
        : null,
      rect(left, y, certain > 0 ? Math.max(1.5, certain) : 0, 12, 'f-mark'),
      narrow ? null : text(left + end + 9, y + 10, 't12', words),
    ];
  });
  const titleId = `${id}-title`;
  return h(
    'svg',
    { class: 'chart', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-labelledby': titleId },
    h('title', { id: titleId }, title),
    h('path', { d: `M${left} 0V${height}`, class: 's-axis' }),
    rows,
  );
}

function wordsOf(line: LedgerLine, unit: ByteUnit): string {
  const certain = `${figureIn(line.queried ?? 0, unit)} ${unit.name}`;
  return upper(line) > size(line.queried ?? 0) ? `${certain} certain, at most ${figureIn(upper(line), unit)}` : certain;
}
