import type { TechniquesDocument } from '../../documents/types.ts';
import { h, type Child, type Element } from '../element.ts';
import { capital } from '../words.ts';
import { rect, text } from './layers.ts';

/** One bar a tactic, from 0, on one scale: solid where each host could show a technique, dashed where some could, empty where none. */
export function techniquesChart(id: string, title: string, tactics: TechniquesDocument['tactics'], width: number): Element {
  const narrow = width < 600;
  const left = narrow ? 0 : 160;
  const right = narrow ? 0 : 130;
  const pitch = narrow ? 38 : 22;
  const most = Math.max(1, ...tactics.map((tactic) => tactic.techniques));
  const scale = (width - left - right - 2) / most;
  const titleId = `${id}-title`;
  const height = tactics.length * pitch + 6;
  const rows = tactics.map((tactic, index): Child => {
    const y = index * pitch + (narrow ? 20 : 3);
    const [all, partly, never] = [tactic.all * scale, tactic.partly * scale, tactic.never * scale];
    const name = capital(tactic.tactic.replaceAll('-', ' '));
    const words = `${tactic.all} · ${tactic.partly} · ${tactic.never}`;
    return [
      narrow ? text(0, y - 5, 't12', h('tspan', { class: 'strong' }, name), ` ${words}`) : text(0, y + 10, 't12', name),
      never > 0
        ? h('rect', { x: left + all + partly + 0.5, y: y + 0.5, width: Math.max(1, never - 1), height: 11, class: 's-rule' })
        : null,
      partly > 0 ? h('rect', { x: left + all + 0.5, y: y + 0.5, width: Math.max(1, partly - 1), height: 11, class: 'possible' }) : null,
      rect(left, y, all, 12, 'f-mark'),
      narrow ? null : text(left + all + partly + never + 9, y + 10, 't11 second', words),
    ];
  });
  return h(
    'svg',
    { class: 'chart', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-labelledby': titleId },
    h('title', { id: titleId }, title),
    h('path', { d: `M${left} 0V${height}`, class: 's-axis' }),
    rows,
  );
}
