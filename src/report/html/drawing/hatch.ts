import type { BlindInterval } from '../../documents/types.ts';
import { h, type Element } from '../element.ts';
import { compare } from '../model/index.ts';
import { moment } from '../time.ts';
import { blindName } from '../words.ts';
import type { Canvas } from './canvas.ts';
import { text } from './layers.ts';
import { textWidth } from './placer.ts';

/** However short, a blind interval is drawn this wide. */
export const LEAST_HATCH = 6;

/** The 45° hatch, 5 px pitch, that stands for "no log". */
export function hatchPattern(id: string): Element {
  return h(
    'pattern',
    { id, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    h('path', { d: 'M0 0V5', class: 's-hatch' }),
  );
}

/** Blind stretches of one host: intervals of its logs that overlap are one, with the names of all. */
export interface BlindStretch {
  readonly host: string;
  readonly from: number;
  readonly to: number;
  readonly sources: readonly string[];
}

export function blindStretches(blind: readonly BlindInterval[], host: string): readonly BlindStretch[] {
  const own = blind.filter((each) => each.host === host).toSorted((a, b) => moment(a.from) - moment(b.from) || compare(a.source, b.source));
  const stretches: { host: string; from: number; to: number; sources: string[] }[] = [];
  for (const each of own) {
    const last = stretches.at(-1);
    if (last !== undefined && moment(each.from) < last.to) {
      last.to = Math.max(last.to, moment(each.to));
      if (!last.sources.includes(each.source)) last.sources.push(each.source);
    } else {
      stretches.push({ host, from: moment(each.from), to: moment(each.to), sources: [each.source] });
    }
  }
  return stretches;
}

/** Hatches what no log shows on the rows drawn; names it where there is room. Call it when every other label has its place. */
export function drawHatch(canvas: Canvas, blind: readonly BlindInterval[], pattern: string): void {
  const { layout, scale, layers } = canvas;
  const height = Math.min(19, layout.rowHeight - 4);
  for (const row of layout.lanes.flatMap((lane) => lane.rows)) {
    for (const stretch of blindStretches(blind, row.key)) {
      const x0 = scale.x(stretch.from);
      const x1 = Math.max(x0 + LEAST_HATCH, scale.x(stretch.to));
      layers.hatch.push(h('rect', { x: x0, y: row.y - height / 2, width: x1 - x0, height, fill: `url(#${pattern})` }));
      nameStretch(canvas, blindName(stretch.sources), x0, x1, row.y);
    }
  }
}

function nameStretch(canvas: Canvas, name: string, x0: number, x1: number, y: number): void {
  const w = textWidth(name, 11);
  const box = (x: number, top: number): { x: number; y: number; w: number; h: number } => ({ x, y: top, w, h: 13 });
  const candidates = [box((x0 + x1 - w) / 2, y - 7), box(x0 + 6, y - 7), box(x1 - w - 6, y - 7)].filter(
    (each) => each.x >= x0 + 2 && each.x + w <= x1 - 2,
  );
  if (canvas.layout.rowHeight > 26) candidates.push(box(x0, y + 11), box(x1 - w, y + 11));
  const chosen = canvas.placer.place(candidates.map((each) => ({ box: each })));
  if (chosen === null) return;
  canvas.layers.labels.push(h('g', { class: 'label' }, text(chosen.box.x, chosen.box.y + 10.5, 't11 second halo', name)));
}
