import { h } from '../element.ts';
import { hueClass } from '../parts/chip.ts';
import { stamp } from '../time.ts';
import { mechanismWord } from '../words.ts';
import type { Canvas } from './canvas.ts';
import { chipWidth, drawnChip } from './chip.ts';
import { text } from './layers.ts';
import { textWidth, type Box } from './placer.ts';
import { arrowHead, type Route } from './route.ts';
import type { Row } from './rows.ts';
import { edgesOf, type Edge } from './selection.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A hop with its way drawn, waiting for its label. */
interface DrawnHop {
  readonly edge: Edge;
  readonly destination: Row;
  readonly route: Route;
}

/** Draws the edges of all hops whose two ends have rows; the labels come later, when every edge is known. */
export function drawHops(canvas: Canvas, diamonds: readonly Point[]): readonly DrawnHop[] {
  const drawn: DrawnHop[] = [];
  for (const edge of edgesOf(canvas.operation.hops)) {
    const { hop, at } = edge.first;
    const source = canvas.layout.row(hop.from);
    const destination = canvas.layout.row(hop.to);
    if (source === null || destination === null || source.y === destination.y) continue;
    const route = canvas.router.route(canvas.scale.x(at), source.y, destination.y, canvas.scale.x0 - 4);
    drawEdge(canvas, edge, route, diamonds);
    drawn.push({ edge, destination, route });
  }
  return drawn;
}

function drawEdge(canvas: Canvas, edge: Edge, route: Route, diamonds: readonly Point[]): void {
  const { hop, grade, number } = edge.first;
  const credential = canvas.operation.cast.of(hop.account);
  const inferred = grade === 'confirmed' ? '' : ' inferred';
  for (const box of route.boxes) canvas.placer.block(box);
  canvas.layers.edges.push(
    h(
      'a',
      { href: `#${canvas.anchor.hop(number)}`, class: hueClass(credential), tabindex: '-1', 'aria-hidden': 'true' },
      h('title', {}, hopTitle(canvas, edge)),
      h('path', { d: route.path, class: `s-hop${inferred}` }),
      h('path', { d: arrowHead(route.x, route.to), class: 'f-hue' }),
    ),
  );
  // A hop that leaves at the very moment of a theft leaves from the diamond: a dot would hide its letter.
  if (diamonds.some((each) => each.y === route.from && Math.abs(each.x - route.x) < 9)) return;
  canvas.layers.marks.push(h('circle', { cx: route.x, cy: route.from, r: 2.9, class: `source ${hueClass(credential)}` }));
}

function hopTitle(canvas: Canvas, edge: Edge): string {
  const { hop, number } = edge.first;
  const times = edge.times > 1 ? `, ${edge.times} times` : '';
  const names = canvas.names;
  return `Hop ${number}: ${names.host(hop.from)} to ${names.host(hop.to)} as ${names.account(hop.account)}, ${mechanismWord(hop.mechanism)}, ${stamp(hop.time)}${times}`;
}

interface LabelCandidate {
  readonly box: Box;
  readonly number: boolean;
  readonly words: string | null;
}

/** Labels above the destination's bar at the arrival: they lose the mechanism, then the number, then sit one line higher; the chip stays. */
export function labelHops(canvas: Canvas, drawn: readonly DrawnHop[]): void {
  for (const each of drawn) {
    const credential = canvas.operation.cast.of(each.edge.first.hop.account);
    if (credential === null) continue;
    const side = canvas.layout.rowHeight >= 26 ? 17 : 14;
    const chipSide = chipWidth(credential, side);
    const chosen = canvas.placer.place(candidatesOf(canvas, each, chipSide, side));
    if (chosen === null) continue;
    const { box } = chosen;
    const middle = box.y + box.h / 2;
    const number = `${each.edge.first.number}`;
    const chipX = box.x + (chosen.number ? textWidth(number, 12) + 4 : 0);
    canvas.layers.labels.push(
      h(
        'a',
        { href: `#${canvas.anchor.hop(each.edge.first.number)}`, class: 'label' },
        h('title', {}, hopTitle(canvas, each.edge)),
        chosen.number ? h('text', { x: chipX - 4, y: middle + 4.3, class: 't12 strong end halo' }, number) : null,
        drawnChip(credential, chipX, middle, side),
        chosen.words === null ? null : text(chipX + chipSide + 5, middle + 4.3, 't12 halo', chosen.words),
      ),
    );
  }
}

function candidatesOf(canvas: Canvas, each: DrawnHop, chip: number, side: number): readonly LabelCandidate[] {
  const { edge, destination, route } = each;
  const { rowHeight } = canvas.layout;
  const times = edge.times > 1 ? ` ×${edge.times}` : '';
  const full = `${mechanismWord(edge.first.hop.mechanism)}${times}`;
  const number = textWidth(`${edge.first.number}`, 12) + 4;
  const width = (withNumber: boolean, words: string | null): number =>
    chip + (withNumber ? number : 0) + (words === null ? 0 : 5 + textWidth(words, 12));
  const lift = rowHeight >= 39 ? 18 : rowHeight >= 26 ? 13 : 10;
  const shapes: readonly (readonly [boolean, string | null])[] = [
    ...(rowHeight >= 26 ? ([[true, full]] as const) : []),
    [true, edge.times > 1 ? times.trim() : null],
    [false, null],
  ];
  const at = (dx: number, line: number): readonly LabelCandidate[] =>
    shapes.map(([withNumber, words]) => ({
      number: withNumber,
      words,
      box: { x: route.x + dx, y: destination.y - lift - line * (side - 1) - side / 2, w: width(withNumber, words), h: side },
    }));
  const aside = [8, 16, 26, 38, 52, 70, 90, 120].flatMap((dx) => [...at(dx, 0), ...at(-dx - chip - 4, 0)]);
  const below = shapes.map(([withNumber, words]) => ({
    number: withNumber,
    words,
    box: { x: route.x + 2, y: destination.y + lift - side / 2, w: width(withNumber, words), h: side },
  }));
  return [...at(1, 0), ...(rowHeight >= 39 ? at(1, 1) : []), ...aside, ...below];
}
