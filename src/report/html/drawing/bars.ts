import type { Canvas } from './canvas.ts';
import { line, rect } from './layers.ts';

const LEAST_BAR = 7;

/** A host's thin line from its first moment on, and its bars while it was active; dashed tint where it cannot be excluded. */
export function drawBars(canvas: Canvas): void {
  const { layout, scale, layers, operation, placer } = canvas;
  const height = layout.rowHeight >= 26 ? 8 : 6;
  for (const row of layout.lanes.flatMap((lane) => lane.rows)) {
    if (row.kind !== 'host') continue;
    const spans = operation.active(row.key);
    const possible = row.grade === 'possible';
    const first = Math.min(row.first, spans[0]?.[0] ?? row.first);
    if (!possible) layers.lines.push(line(scale.x(first), row.y, scale.x1, row.y, 's-held'));
    for (const [from, to] of spans) {
      const x = scale.x(from);
      const width = Math.max(LEAST_BAR, scale.x(to) - x + 2);
      layers.bars.push(rect(x, row.y - height / 2, width, height, possible ? 'possible' : 'f-mark', 1));
      placer.avoid({ x, y: row.y - height / 2, w: width, h: height });
    }
  }
}
