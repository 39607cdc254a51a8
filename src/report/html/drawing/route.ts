import { num } from './layers.ts';
import type { Box } from './placer.ts';

/** The way of an edge: from its source at one moment, bowed to the left, to its destination at the same moment. */
export interface Route {
  readonly path: string;
  /** Small boxes along the way, for labels to keep clear of. */
  readonly boxes: readonly Box[];
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

/** Keeps vertical parts of edges apart. */
export interface Router {
  route(x: number, from: number, to: number, least: number): Route;
}

const BOW = 19;
const APART = 7;

export function router(): Router {
  const taken: { x: number; top: number; bottom: number }[] = [];
  return {
    route(x, from, to, least) {
      const top = Math.min(from, to);
      const bottom = Math.max(from, to);
      const free = (at: number): boolean =>
        !taken.some((other) => Math.abs(other.x - at) < APART - 1 && other.top < bottom && top < other.bottom);
      const bows = [BOW, BOW - APART / 2, BOW + APART, BOW + 2 * APART, BOW + 3 * APART].map((bow) => Math.max(least, x - bow));
      const bow = bows.find(free) ?? Math.max(least, x - BOW);
      taken.push({ x: bow, top, bottom });
      return routeVia(x, from, to, bow);
    },
  };
}

function routeVia(x: number, from: number, to: number, bow: number): Route {
  const down = to > from ? 1 : -1;
  const length = Math.abs(to - from);
  const leave = Math.min(56, length * 0.5) * down;
  const turn = Math.min(15, length * 0.34) * down;
  const points = { bend: from + leave, corner: to - turn };
  const path =
    `M${num(x)} ${num(from)}C${num(x)} ${num(from + leave * 0.5)} ${num(bow)} ${num(from + leave * 0.5)} ${num(bow)} ${num(points.bend)}` +
    `V${num(points.corner)}Q${num(bow)} ${num(to)} ${num(x - 5)} ${num(to)}`;
  return { path, boxes: boxesAlong(x, from, to, bow, points), x, from, to };
}

function boxesAlong(x: number, from: number, to: number, bow: number, points: { bend: number; corner: number }): readonly Box[] {
  const boxes: Box[] = [];
  const steps = 8;
  const at = (t: number): readonly [number, number] => {
    const u = 1 - t;
    const half = (from + points.bend) / 2;
    const px = x * (u ** 3 + 3 * u * u * t) + bow * (3 * u * t * t + t ** 3);
    const py = from * u ** 3 + half * 3 * u * u * t + half * 3 * u * t * t + points.bend * t ** 3;
    return [px, py];
  };
  for (let step = 0; step < steps; step += 1) boxes.push(spanning(at(step / steps), at((step + 1) / steps)));
  boxes.push(spanning([bow, points.bend], [bow, points.corner]));
  const middle: readonly [number, number] = [bow + (x - bow) * 0.25, to - (to - points.corner) * 0.25];
  boxes.push(spanning([bow, points.corner], middle), spanning(middle, [x - 2, to]));
  return boxes;
}

function spanning(a: readonly [number, number], b: readonly [number, number]): Box {
  const x = Math.min(a[0], b[0]) - 2;
  const y = Math.min(a[1], b[1]) - 1;
  return { x, y, w: Math.abs(a[0] - b[0]) + 4, h: Math.abs(a[1] - b[1]) + 2 };
}

/** An arrow head whose tip is at x, y, pointing right. */
export function arrowHead(x: number, y: number, size = 3.6): string {
  return `M${num(x - size * 2)} ${num(y - size)}L${num(x)} ${num(y)}L${num(x - size * 2)} ${num(y + size)}Z`;
}
