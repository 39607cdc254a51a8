import { h, type Element } from '../element.ts';
import type { OperationModel, ReportModel } from '../model/index.ts';
import { wavePurpose } from '../told.ts';
import { drawBars } from './bars.ts';
import { anchorsOf, type Canvas } from './canvas.ts';
import { AXIS_DROP, drawGround } from './ground.ts';
import { blindStretches, drawHatch, hatchPattern } from './hatch.ts';
import { drawHops, labelHops } from './hops.ts';
import { credentialKey } from './key.ts';
import { emptyLayers, paintLayers } from './layers.ts';
import { legend } from './legend.ts';
import { countQueries, drawDiamonds, drawQueries } from './marks.ts';
import { drawEntries, drawTunnels } from './outside.ts';
import { placer } from './placer.ts';
import { router } from './route.ts';
import { layoutOf } from './rows.ts';
import { timeScale } from './scale.ts';
import { subjectsOf } from './selection.ts';

/** The drawing breaks out to this width. */
const WIDTH = 1328;
/** Wave heads above the first lane. */
const HEAD = 60;
/** Room right of the plot for the last labels. */
const MARGIN = 74;

/** One operation: key, drawing, legend. The hop table beneath says the same. */
export function storyDrawing(model: ReportModel, operation: OperationModel, title: string, storeAnchor: string): Element {
  const layout = layoutOf(subjectsOf(operation), model.names, HEAD);
  const scale = timeScale(operation.waves, {
    left: layout.plotX,
    width: WIDTH - MARGIN - layout.plotX,
    gap: 54,
    before: 27,
    after: 14,
    least: 76,
  });
  const height = layout.bottom + AXIS_DROP + 26;
  const canvas: Canvas = {
    operation,
    names: model.names,
    scale,
    layout,
    layers: emptyLayers(),
    placer: placer({ x: layout.plotX - 2, y: HEAD - 4, w: WIDTH - layout.plotX + 2, h: layout.bottom - HEAD + 8 }),
    router: router(),
    width: WIDTH,
    anchor: anchorsOf(operation.index),
  };
  const pattern = `hatch-${operation.index + 1}`;
  drawAll(canvas, model, pattern, storeAnchor);
  const titleId = `drawing-${operation.index + 1}-title`;
  const blind = layout.lanes.some((lane) => lane.rows.some((row) => blindStretches(model.blind, row.key).length > 0));
  return h(
    'figure',
    { class: 'story' },
    credentialKey(operation, model.names),
    h(
      'div',
      { class: 'sheet', role: 'region', tabindex: '0', 'aria-labelledby': titleId },
      h(
        'svg',
        { class: 'drawing', viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, role: 'group', 'aria-labelledby': titleId },
        h('title', { id: titleId }, title),
        h('desc', {}, 'Hosts as rows in lanes, time from left to right, hops as arrows. The table of hops beneath says the same.'),
        h('defs', {}, hatchPattern(pattern)),
        paintLayers(canvas.layers),
      ),
    ),
    legend(operation, pattern, blind),
  );
}

/** Edges first, so that labels know what to keep clear of; then labels by weight: hops, queries, tunnels, blind intervals. */
function drawAll(canvas: Canvas, model: ReportModel, pattern: string, storeAnchor: string): void {
  const { operation } = canvas;
  drawGround(
    canvas,
    operation.waves.map((wave) => wavePurpose(wave, operation, model.names)),
  );
  drawBars(canvas);
  const diamonds = drawDiamonds(canvas);
  const hops = drawHops(canvas, diamonds);
  drawEntries(canvas);
  drawTunnels(canvas);
  const ticks = drawQueries(canvas, storeAnchor);
  labelHops(canvas, hops);
  countQueries(canvas, ticks, storeAnchor);
  drawHatch(canvas, model.blind, pattern);
}
