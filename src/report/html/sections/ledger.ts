import type { LedgerLine } from '../../documents/types.ts';
import { h, type Child, type Element } from '../element.ts';
import { rect, text } from '../drawing/layers.ts';
import type { ReportModel } from '../model/index.ts';
import { figureIn, size, sum, unitFor, type ByteUnit } from '../numbers.ts';
import { figureHead, type Section } from '../parts/frame.ts';

/** Queried, staged and sent, set against each other; what this version cannot read is said, not drawn. */
export function ledgerSection(model: ReportModel): Section | null {
  const { ledger } = model.documents.exposure;
  if (ledger.total.queried === null || model.documents.exposure.accesses.length === 0) return null;
  const most = Math.max(0, ...[ledger.total, ...ledger.waves].map(upper));
  const unit = unitFor(most);
  const lines: readonly NamedLine[] =
    ledger.waves.length > 1
      ? [{ name: 'All waves', line: ledger.total }, ...ledger.waves.map((wave) => ({ name: `Wave ${wave.wave}`, line: wave }))]
      : [{ name: 'All', line: ledger.total }];
  const certain = `${figureIn(ledger.total.queried, unit)} ${unit.name}`;
  const bound = `${figureIn(upper(ledger.total), unit)} ${unit.name}`;
  const title =
    upper(ledger.total) > size(ledger.total.queried)
      ? `${certain} of call records were queried for certain, at most ${bound}`
      : `${certain} of call records were queried, all of it certain`;
  const caption = `In ${unit.name} of text as it was selected, before packing. Solid is certain; the dashed part cannot be excluded.`;
  const draw = (id: string, width: number): Element => chart(id, title, lines, unit, most, width);
  return {
    id: 'ledger',
    title: 'The ledger',
    note: 'What was queried. Staged and sent bytes cannot be read in this version.',
    body: [
      figureHead(title, caption),
      h('div', { class: 'wide-only' }, draw('ledger-chart', 760)),
      h('div', { class: 'phone-only' }, draw('ledger-chart-phone', 350)),
      ledger.total.sent === null
        ? h(
            'p',
            { class: 'caption measure' },
            'What was staged and what was sent are not known: this version reads no archives on disk and no flow logs, so the three sides cannot be set against each other. That all of it left cannot be excluded.',
          )
        : null,
    ],
  };
}

interface NamedLine {
  readonly name: string;
  readonly line: LedgerLine;
}

function upper(line: LedgerLine): number {
  return Number(sum([line.queried ?? 0, line.queried_possible ?? 0]));
}

/** Bars from 0, one a wave, on one scale. */
function chart(id: string, title: string, lines: readonly NamedLine[], unit: ByteUnit, most: number, width: number): Element {
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
