import { h } from '../element.ts';
import { UNKNOWN_PEER } from '../model/index.ts';
import { moment } from '../time.ts';
import { tunnelWords } from '../told.ts';
import type { Canvas } from './canvas.ts';
import { num, text } from './layers.ts';
import { textWidth } from './placer.ts';
import { arrowHead } from './route.ts';

/** Ways in from the Internet: ink edges from a peer to the host it reached. */
export function drawEntries(canvas: Canvas): void {
  for (const peer of canvas.operation.peers) {
    const source = canvas.layout.row(`ip:${peer.name}`);
    for (const entry of peer.entries) {
      const destination = canvas.layout.row(entry.host);
      if (source === null || destination === null) continue;
      const x = canvas.scale.x(moment(entry.time));
      const route = canvas.router.route(x, source.y, destination.y, canvas.scale.x0 - 4);
      for (const box of route.boxes) canvas.placer.block(box);
      canvas.layers.edges.push(
        h('path', { d: route.path, class: 's-entry' }),
        h('path', { d: arrowHead(x, destination.y), class: 'f-mark' }),
        h('circle', { cx: x, cy: source.y, r: 2.2, class: 'f-mark' }),
      );
      const words = 'way in';
      const chosen = canvas.placer.place([{ box: { x: x + 9, y: source.y - 7, w: textWidth(words, 12), h: 14 } }]);
      if (chosen !== null) canvas.layers.labels.push(h('g', { class: 'label' }, text(chosen.box.x, source.y + 4, 't12 halo', words)));
    }
  }
}

/** Tunnels: a double line from the host outwards to the peer's row, as long as it was up. */
export function drawTunnels(canvas: Canvas): void {
  for (const tunnel of canvas.operation.document.tunnels) {
    const host = canvas.layout.row(tunnel.host);
    const peer = canvas.layout.row(`ip:${tunnel.peer ?? UNKNOWN_PEER}`);
    if (host === null || peer === null) continue;
    const x = canvas.scale.x(moment(tunnel.first));
    const end = Math.max(x + 24, canvas.scale.x(moment(tunnel.last)));
    const side = (d: number): string =>
      `M${num(x + d)} ${num(host.y)}V${num(peer.y + 12)}Q${num(x + d)} ${num(peer.y + d)} ${num(x + 12)} ${num(peer.y + d)}H${num(end)}`;
    canvas.layers.edges.push(h('path', { d: side(-2.2), class: 's-tunnel' }), h('path', { d: side(2.2), class: 's-tunnel' }));
    canvas.placer.block({ x: x - 4, y: peer.y, w: 8, h: host.y - peer.y });
    canvas.placer.block({ x, y: peer.y - 4, w: end - x, h: 8 });
    nameTunnel(canvas, tunnelWords(tunnel), x + 12, peer.y);
  }
}

function nameTunnel(canvas: Canvas, words: string, x: number, y: number): void {
  const w = textWidth(words, 12);
  const chosen = canvas.placer.place([{ box: { x, y: y - 21, w, h: 14 } }, { box: { x, y: y + 6, w, h: 14 } }]);
  if (chosen === null) return;
  canvas.layers.labels.push(h('g', { class: 'label' }, text(x, chosen.box.y + 11, 't12 halo', words)));
}
