import type { AccessDocument } from '../../documents/types.ts';
import { h, type Child, type Element } from '../element.ts';
import { integer, size } from '../numbers.ts';
import { moment } from '../time.ts';
import { blindName } from '../words.ts';
import { hatchPattern, LEAST_HATCH, type BlindStretch } from './hatch.ts';
import { line, num, text } from './layers.ts';
import { textWidth } from './placer.ts';
import { timeScale, type TimeScale } from './scale.ts';
import { ticksOf } from './ticks.ts';

export interface AccessChart {
  /** Makes the ids of its pattern and title its own. */
  readonly id: string;
  readonly title: string;
  readonly accesses: readonly AccessDocument[];
  readonly waves: readonly { readonly number: number; readonly from: number; readonly to: number }[];
  readonly blind: readonly BlindStretch[];
  readonly width: number;
}

const TOP = 22;
const FLOOR = 138;
const LEFT = 46;
/** More dots than this cannot be told apart: the widest answers are drawn and the caption says so. */
export const MOST_DOTS = 600;

/** Records returned by each access over time: a dot at what is certain, a line up to an open dot at the most that cannot be excluded. Log scale; no record stands on the floor. */
export function accessChart(chart: AccessChart): Element {
  const scale = timeScale(chart.waves, { left: LEFT, width: chart.width - LEFT - 8, gap: 26, before: 12, after: 12, least: 46 });
  const drawn = chart.accesses.toSorted((a, b) => upper(b) - upper(a)).slice(0, MOST_DOTS);
  const decades = Math.max(2, Math.ceil(Math.log10(Math.max(10, ...drawn.map(upper)) * 1.05)));
  const y = (rows: number): number => (rows < 1 ? FLOOR : FLOOR - 16 - ((FLOOR - 16 - TOP) * Math.log10(rows)) / decades);
  const titleId = `${chart.id}-title`;
  return h(
    'svg',
    { class: 'chart', viewBox: `0 0 ${chart.width} 166`, width: chart.width, height: 166, role: 'img', 'aria-labelledby': titleId },
    h('title', { id: titleId }, chart.title),
    h('defs', {}, hatchPattern(`${chart.id}-hatch`)),
    chart.blind.map((stretch) => blindBox(chart, scale, stretch)),
    grid(scale, decades, y, chart.width),
    drawn.toSorted((a, b) => moment(a.time) - moment(b.time)).map((access) => dot(access, scale.x(moment(access.time)), y)),
  );
}

function upper(access: AccessDocument): number {
  return size(access.rows.confirmed) + size(access.rows.possible);
}

function grid(scale: TimeScale, decades: number, y: (rows: number) => number, width: number): readonly Child[] {
  const every = Math.max(1, Math.ceil(decades / 3));
  const parts: Child[] = [];
  for (let decade = 0; decade <= decades; decade += every) {
    const at = y(10 ** decade);
    parts.push(line(LEFT, at, width, at, 's-hair'), text(LEFT - 8, at + 4, 't11 quiet end', integer(10 ** decade)));
  }
  parts.push(text(LEFT - 8, FLOOR + 4, 't11 quiet end', '0'));
  const pieces = scale.bands.map((band) => `M${num(band.x0)} ${FLOOR}H${num(band.x1)}`).join('');
  const breaks = scale.silences
    .map(
      ({ x0, x1 }) =>
        `M${num(x0)} ${FLOOR}L${num((x0 + x1) / 2 - 3)} ${FLOOR - 5}L${num((x0 + x1) / 2 + 3)} ${FLOOR + 5}L${num(x1)} ${FLOOR}`,
    )
    .join('');
  parts.push(h('path', { d: pieces + breaks, class: 's-axis' }));
  for (const tick of ticksOf(scale, 64)) {
    parts.push(line(tick.x, FLOOR, tick.x, FLOOR + 4, 's-axis'));
    if (tick.label !== null)
      parts.push(text(Math.min(tick.x, width - textWidth(tick.label, 11) / 2), FLOOR + 19, 't11 quiet mid', tick.label));
  }
  return parts;
}

function dot(access: AccessDocument, x: number, y: (rows: number) => number): readonly Child[] {
  const certain = size(access.rows.confirmed);
  const most = upper(access);
  const parts: Child[] = [];
  if (most > certain)
    parts.push(line(x, y(certain), x, y(most) + 3.5, 's-mark'), h('circle', { cx: x, cy: y(most), r: 3.2, class: 'open-dot' }));
  if (certain > 0 || most === 0) parts.push(h('circle', { cx: x, cy: y(certain), r: 2.8, class: 'f-mark' }));
  return parts;
}

function blindBox(chart: AccessChart, scale: TimeScale, stretch: BlindStretch): Child {
  const x0 = scale.x(stretch.from);
  const x1 = Math.max(x0 + LEAST_HATCH, scale.x(stretch.to));
  const name = blindName(stretch.sources);
  const w = textWidth(name, 11);
  const box = h('rect', { x: x0, y: TOP - 8, width: x1 - x0, height: FLOOR - TOP + 8, fill: `url(#${chart.id}-hatch)` });
  return [
    box,
    chart.blind.length === 1 && w <= chart.width - LEFT
      ? text(Math.max(LEFT, Math.min(x0, chart.width - w)), TOP - 12, 't11 second', name)
      : null,
  ];
}
