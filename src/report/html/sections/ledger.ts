import { h, type Element } from '../element.ts';
import { ledgerChart, upper, type NamedLine } from '../drawing/index.ts';
import type { ReportModel } from '../model/index.ts';
import { figureIn, size, unitFor } from '../numbers.ts';
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
  const draw = (id: string, width: number): Element => ledgerChart(id, title, lines, unit, most, width);
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
