import type { Grade } from '../../documents/types.ts';
import { h, type Element } from '../element.ts';
import { gradeWords } from '../words.ts';

/** ● ◐ ○ as shapes, centred on 0,0; the radius is 5 in an 11 px box. */
export function gradeShapes(grade: Grade): readonly Element[] {
  if (grade === 'confirmed') return [h('circle', { r: 4.6, class: 'f-mark' })];
  const ring = h('circle', { r: 4.1, class: 'ring' });
  return grade === 'excluded' ? [ring] : [ring, h('path', { d: 'M0-4.6A4.6 4.6 0 0 0 0 4.6Z', class: 'f-mark' })];
}

/** The glyph alone: always beside its word, so hidden from readers of the page aloud. */
export function gradeGlyph(grade: Grade): Element {
  return h('svg', { class: 'glyph', viewBox: '-5.5 -5.5 11 11', width: 11, height: 11, 'aria-hidden': 'true' }, gradeShapes(grade));
}

/** Glyph and word. */
export function gradeLabel(grade: Grade): Element {
  return h('span', { class: 'grade' }, gradeGlyph(grade), ' ', gradeWords[grade]);
}

/** A confidence or score: a dot on a hairline from 0 to 1, beside the number. */
export function confidenceDot(value: number, printed: string): Element {
  const at = 2 + 48 * Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0));
  return h(
    'span',
    { class: 'dotline' },
    h(
      'svg',
      { viewBox: '0 0 52 11', width: 52, height: 11, 'aria-hidden': 'true' },
      h('path', { d: 'M.5 3v5M51.5 3v5M0 5.5H52', class: 's-rule' }),
      h('circle', { cx: at, cy: 5.5, r: 3, class: 'f-mark' }),
    ),
    h('span', {}, printed),
  );
}
