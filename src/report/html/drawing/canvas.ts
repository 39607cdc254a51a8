import type { Names, OperationModel } from '../model/index.ts';
import type { Layers } from './layers.ts';
import type { Placer } from './placer.ts';
import type { Router } from './route.ts';
import type { Layout } from './rows.ts';
import type { TimeScale } from './scale.ts';

/** What every part of the story drawing draws with. */
export interface Canvas {
  readonly operation: OperationModel;
  readonly names: Names;
  readonly scale: TimeScale;
  readonly layout: Layout;
  readonly layers: Layers;
  readonly placer: Placer;
  readonly router: Router;
  readonly width: number;
  /** Row of the hop table, stage or store that an element leads to. */
  readonly anchor: { hop(number: number): string; operation: string };
}

/** Anchors of one operation's elements; they carry its place, so that two operations never share one. */
export function anchorsOf(index: number): Canvas['anchor'] & { step(number: number): string } {
  const prefix = index === 0 ? '' : `${index + 1}-`;
  return { hop: (number) => `hop-${prefix}${number}`, step: (number) => `step-${prefix}${number}`, operation: `hops-${prefix}table` };
}
