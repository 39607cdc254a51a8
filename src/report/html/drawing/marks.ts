import { h } from '../element.ts';
import type { QueryGroup } from '../model/index.ts';
import { size } from '../numbers.ts';
import { moment, stamp } from '../time.ts';
import { counted } from '../words.ts';
import type { Canvas } from './canvas.ts';
import { diamond } from './chip.ts';
import type { Point } from './hops.ts';
import { num, text } from './layers.ts';
import { textWidth } from './placer.ts';

interface Mark {
  readonly host: string;
  readonly at: number;
  readonly half: number;
  /** The account that was stolen; null for another terminal. */
  readonly account: string | null;
  readonly title: string;
}

/**
 * Thefts and other terminals on their hosts' bars, each at its time. Thefts that would meet stand side by side; a plain
 * terminal that would meet another mark is left to that one, because it says no more than "here something strong was seen".
 */
export function drawDiamonds(canvas: Canvas): readonly Point[] {
  const { operation, layout, scale, layers, placer, names } = canvas;
  const large = layout.rowHeight >= 26 ? 10 : 9;
  const thefts = operation.cast.thefts.map((theft): Mark => {
    const title = `${names.account(theft.account)} stolen on ${names.host(theft.host)}, ${stamp(theft.time)}`;
    return { host: theft.host, at: moment(theft.time), half: large, account: theft.account, title };
  });
  const terminals = operation.stages
    .filter((stage) => operation.isTerminal(stage))
    .map((stage): Mark => ({
      host: stage.host,
      at: moment(stage.time),
      half: 6.5,
      account: null,
      title: `${stage.title}, ${stamp(stage.time)}`,
    }));
  const taken: (Point & { readonly half: number })[] = [];
  const meets = (x: number, y: number, half: number): boolean =>
    taken.some((each) => each.y === y && Math.abs(each.x - x) < each.half + half + 1);
  for (const mark of [...thefts, ...terminals]) {
    const row = layout.row(mark.host);
    if (row === null) continue;
    const steps = mark.account === null ? [0] : [0, 1, 2];
    const x = steps.map((step) => scale.x(mark.at) + step * (2 * mark.half + 1)).find((at) => !meets(at, row.y, mark.half));
    // What finds no room stands in the key, the chain and the tables.
    if (x === undefined) continue;
    taken.push({ x, y: row.y, half: mark.half });
    placer.block({ x: x - mark.half, y: row.y - mark.half + 1, w: 2 * mark.half, h: 2 * mark.half - 2 });
    const credential = mark.account === null ? null : operation.cast.of(mark.account);
    layers.marks.push(h('g', { class: 'terminal' }, h('title', {}, mark.title), diamond(x, row.y, mark.half, credential)));
  }
  return taken;
}

/** A row of ticks that waits for its count. */
interface Counted {
  readonly label: string;
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  readonly below: number;
}

/** Ticks under a store, one a query; dashed where the answer cannot be excluded. Their counts come later, when hops have their labels. */
export function drawQueries(canvas: Canvas, anchor: string): readonly Counted[] {
  return canvas.operation.queries.flatMap((group) => drawGroup(canvas, group, anchor) ?? []);
}

function drawGroup(canvas: Canvas, group: QueryGroup, anchor: string): Counted | null {
  const { layout, scale, layers, placer } = canvas;
  const row = layout.row(group.row);
  if (row === null || group.accesses.length === 0) return null;
  const top = row.y + (layout.rowHeight >= 26 ? 9 : 5);
  const bottom = top + (layout.rowHeight > 26 ? 9 : layout.rowHeight > 20 ? 6 : 4);
  const certain = new Set<string>();
  const open = new Set<string>();
  for (const access of group.accesses) {
    const x = num(scale.x(moment(access.time)));
    (access.grade === 'possible' && size(access.rows.confirmed) === 0 ? open : certain).add(x);
  }
  const path = (xs: ReadonlySet<string>): string => [...xs].map((x) => `M${x} ${num(top)}V${num(bottom)}`).join('');
  const label = counted(group.accesses.length, 'query', 'queries');
  const ticks = [
    certain.size === 0 ? null : h('path', { d: path(certain), class: 's-tick' }),
    open.size === 0 ? null : h('path', { d: path(open), class: 's-tick dashed' }),
  ];
  const xs = [...certain, ...open].map(Number);
  const left = Math.min(...xs);
  const right = Math.max(...xs);
  placer.block({ x: left - 1, y: top - 1, w: right - left + 2, h: bottom - top + 2 });
  layers.marks.push(
    h('a', { href: `#${anchor}`, tabindex: '-1', 'aria-hidden': 'true' }, h('title', {}, `${label} to ${group.store}`), ticks),
  );
  return { label, left, right, middle: (top + bottom) / 2, below: bottom };
}

/** `38 queries`, beside its ticks or below them. */
export function countQueries(canvas: Canvas, ticks: readonly Counted[], anchor: string): void {
  for (const { label, left, right, middle, below } of ticks) {
    const w = textWidth(label, 12);
    const at = (x: number, y: number): { box: { x: number; y: number; w: number; h: number } } => ({ box: { x, y, w, h: 14 } });
    const chosen = canvas.placer.place([
      at(right + 9, middle - 6),
      at(left - w - 9, middle - 6),
      at(left, below + 1),
      at(right + 40, middle - 6),
    ]);
    if (chosen === null) continue;
    canvas.layers.labels.push(
      h('a', { href: `#${anchor}`, class: 'label' }, text(chosen.box.x, chosen.box.y + 10.5, 't12 second halo', label)),
    );
  }
}
