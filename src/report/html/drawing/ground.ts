import { h } from '../element.ts';
import { integer } from '../numbers.ts';
import { gradeShapes } from '../parts/glyph.ts';
import { dayAndMonth, dayShort, daysBetween, duration, range, DAY } from '../time.ts';
import { counted } from '../words.ts';
import type { Canvas } from './canvas.ts';
import { line, num, rect, text } from './layers.ts';
import { textWidth } from './placer.ts';
import type { Row } from './rows.ts';
import type { Band } from './scale.ts';
import { ticksOf } from './ticks.ts';

/** Where the axis lies, below the last lane: silences have their days between the two. */
export const AXIS_DROP = 33;

/** Bands of shade, wave heads, lanes with their hosts, the axis and its silences. */
export function drawGround(canvas: Canvas, purposes: readonly (string | null)[]): void {
  const { scale, layout, layers, width } = canvas;
  const axisY = layout.bottom + AXIS_DROP;
  for (const band of scale.bands) layers.bands.push(rect(band.x0, layout.top, band.x1 - band.x0, axisY - layout.top, 'f-shade'));
  scale.bands.forEach((band, index) => drawHead(canvas, band, scale.bands[index + 1]?.x0 ?? width, purposes[index] ?? null));
  layers.lines.push(line(0, layout.top, width, layout.top, 's-rule'));
  layout.lanes.forEach((lane, index) => {
    if (index > 0) layers.lines.push(line(0, lane.top, width, lane.top, 's-rule'));
    const first = lane.rows[0]?.y ?? lane.top;
    layers.labels.push(text(0, first + 4, 't13 strong', lane.tier));
    if (lane.note !== null && layout.rowHeight >= 26) layers.labels.push(text(0, first + 19, 't11 quiet', lane.note));
    for (const row of lane.rows) drawRow(canvas, row);
  });
  drawAxis(canvas, axisY);
}

function drawHead(canvas: Canvas, band: Band, next: number, purpose: string | null): void {
  const room = next - band.x0 - 8;
  const y = canvas.layout.top - 48;
  const put = (dy: number, className: string, fontSize: number, choices: readonly string[]): void => {
    const fits = choices.find((choice) => textWidth(choice, fontSize) <= room);
    if (fits !== undefined) canvas.layers.labels.push(text(band.x0, y + dy, className, fits));
  };
  put(4, 't13 strong', 13, [`Wave ${band.number}`, `${band.number}`]);
  put(21, 't12 second', 12, [range(band.from, band.to), dayShort(band.from), dayAndMonth(band.from)]);
  if (purpose !== null) put(37, 't12 second', 12, [purpose]);
}

function drawRow(canvas: Canvas, row: Row): void {
  const { layout, layers, scale } = canvas;
  layers.lines.push(line(scale.x0, row.y, scale.x1, row.y, 's-guide'));
  const x = row.kind === 'host' ? layout.nameX : layout.nameX - 15;
  if (row.grade !== null)
    layers.labels.push(h('g', { transform: `translate(${num(layout.nameX - 10)} ${num(row.y)})` }, gradeShapes(row.grade)));
  const up = row.note === null ? 4.5 : 1;
  const name = text(x, row.y + up, row.kind === 'more' ? 't12 second' : 't13', row.label);
  const target = row.kind === 'more' ? `#${canvas.anchor.operation}` : null;
  const named = h('g', {}, h('title', {}, row.full), name);
  layers.labels.push(target === null ? named : h('a', { href: target, class: 'more' }, named));
  if (row.note !== null) layers.labels.push(text(x, row.y + 15, 't11 quiet', row.note));
}

function drawAxis(canvas: Canvas, y: number): void {
  const { scale, layers } = canvas;
  let path = `M${num(scale.x0)} ${num(y)}`;
  for (const silence of scale.silences) {
    const middle = (silence.x0 + silence.x1) / 2;
    const step = Math.min(5, (silence.x1 - silence.x0) / 5);
    path += `H${num(middle - step * 2)}L${num(middle - step)} ${num(y - 6)}L${num(middle + step)} ${num(y + 6)}L${num(middle + step * 2)} ${num(y)}`;
    drawSilence(canvas, silence.x1 - silence.x0, middle, y, silence.ms);
  }
  layers.lines.push(h('path', { d: `${path}H${num(scale.x1)}`, class: 's-axis' }));
  for (const tick of ticksOf(scale)) {
    layers.lines.push(line(tick.x, y, tick.x, y + 5, 's-axis'));
    if (tick.label !== null) layers.labels.push(text(tick.x, y + 19, 't11 quiet mid', tick.label));
  }
}

function drawSilence(canvas: Canvas, room: number, middle: number, y: number, ms: number): void {
  const days = daysBetween(0, ms);
  const label = ms < 2 * DAY ? duration(ms) : counted(days, 'day');
  const fits = textWidth(label, 11) <= room + 6;
  if (fits) {
    canvas.layers.labels.push(text(middle, y - 23, 't11 quiet mid', label), text(middle, y - 9, 't11 quiet mid', 'silent'));
  } else if (textWidth(integer(days), 11) + 8 <= room) {
    canvas.layers.labels.push(text(middle, y - 12, 't11 quiet mid', `${integer(days)}\u00a0d`));
  }
}
