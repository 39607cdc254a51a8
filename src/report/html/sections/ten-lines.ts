import { h, type Child } from '../element.ts';
import { sourcesOf } from '../claims.ts';
import { tenLines } from '../lines.ts';
import type { ReportModel } from '../model/index.ts';
import { evidenceMark } from '../parts/evidence-link.ts';
import type { Section } from '../parts/frame.ts';
import { gradeGlyph } from '../parts/glyph.ts';
import { counted, gradeWords } from '../words.ts';

/** The case in ten sentences at most. A sentence without evidence is not printed; without any there is no section. */
export function tenLinesSection(model: ReportModel): Section | null {
  const items: Child[] = [];
  for (const line of tenLines(model)) {
    const number = model.book.cite({ title: line.title, time: null, grade: line.grade, note: null, pointers: line.pointers, decisive: [] });
    if (number === null) continue;
    items.push(
      h(
        'li',
        {},
        h(
          'p',
          { class: 'says' },
          h('span', { class: 'glyph-cell', role: 'img', 'aria-label': gradeWords[line.grade] }, gradeGlyph(line.grade)),
          h('span', {}, line.sentence, '\u00a0', evidenceMark(number)),
        ),
        h(
          'p',
          { class: 'margin' },
          h('span', {}, `e${number}`),
          h('span', {}, `${sourcesOf(line.pointers, model)} · `, h('a', { href: `#e${number}` }, counted(line.pointers.length, 'line'))),
        ),
      ),
    );
  }
  if (items.length === 0) return null;
  return { id: 'lines', title: 'In ten lines', note: 'Every sentence ends in its evidence.', body: h('ol', { class: 'lines' }, items) };
}
