import { h, type Child, type Element } from '../element.ts';
import { counted } from '../words.ts';
import { num, rect } from './layers.ts';
import { timeScale } from './scale.ts';

/** When a subject was asked for: a tick a query, over all waves on one scale. */
export function askedStrip(
  times: readonly number[],
  waves: readonly { readonly number: number; readonly from: number; readonly to: number }[],
): Element {
  const scale = timeScale(waves, { left: 0, width: 132, gap: 12, before: 4, after: 4, least: 14 });
  const ticks = [...new Set(times.map((time) => num(scale.x(time))))].map((x) => `M${x} 3V15`).join('');
  const breaks = scale.silences.map(({ x0, x1 }): Child => {
    const middle = (x0 + x1) / 2;
    return h('path', { d: `M${num(middle - 2)} 5L${num(middle + 2)} 13`, class: 's-axis' });
  });
  return h(
    'svg',
    {
      class: 'asked',
      viewBox: '0 0 132 18',
      width: 132,
      height: 18,
      role: 'img',
      'aria-label': `asked for in ${counted(times.length, 'query', 'queries')}`,
    },
    scale.bands.map((band) => rect(band.x0, 2, band.x1 - band.x0, 14, 'f-shade')),
    breaks,
    ticks === '' ? null : h('path', { d: ticks, class: 's-tick' }),
  );
}
