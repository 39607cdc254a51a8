import { h, type Child, type Element } from '../element.ts';

/** What is painted, in the order in which it is painted. */
export const layerNames = ['bands', 'hatch', 'lines', 'bars', 'edges', 'marks', 'labels'] as const;
export type LayerName = (typeof layerNames)[number];
export type Layers = Readonly<Record<LayerName, Child[]>>;

export function emptyLayers(): Layers {
  return { bands: [], hatch: [], lines: [], bars: [], edges: [], marks: [], labels: [] };
}

export function paintLayers(layers: Layers): readonly Element[] {
  return layerNames.map((name) => h('g', { class: `layer-${name}` }, layers[name]));
}

/** A text of the drawing; `class` sets size and ink. */
export function text(x: number, y: number, className: string, ...children: readonly Child[]): Element {
  return h('text', { x, y, class: className }, children);
}

export function line(x1: number, y1: number, x2: number, y2: number, className: string): Element {
  return h('path', { d: `M${num(x1)} ${num(y1)}L${num(x2)} ${num(y2)}`, class: className });
}

export function rect(x: number, y: number, width: number, height: number, className: string, radius = 0): Element {
  return h('rect', { x, y, width: Math.max(0, width), height, rx: radius === 0 ? null : radius, class: className });
}

/** A coordinate inside a path: one decimal. */
export function num(value: number): string {
  return (Math.round(value * 10) / 10).toString();
}
