import { h, type Child, type Element } from '../element.ts';
import type { OperationModel } from '../model/index.ts';
import { diamond } from './chip.ts';
import { rect } from './layers.ts';
import { arrowHead } from './route.ts';

/** What the shapes mean: only those that the drawing holds. */
export function legend(operation: OperationModel, pattern: string, blind: boolean): Element {
  const credential = operation.cast.credentials[0] ?? null;
  const possible = operation.document.hosts.some((host) => host.compromised === 'possible');
  const thefts = operation.cast.thefts.length > 0;
  const hue = `hue-${credential?.hue ?? 'none'}`;
  return h(
    'ul',
    { class: 'legend', 'aria-label': 'What the shapes mean' },
    item('held, and active', h('path', { d: 'M0 8H32', class: 's-held' }), rect(6, 4, 18, 8, 'f-mark', 1)),
    possible ? item('cannot be excluded', rect(5, 4, 22, 8, 'possible', 1)) : null,
    blind ? item('blind: no log', h('rect', { x: 3, y: 1, width: 26, height: 14, fill: `url(#${pattern})` })) : null,
    operation.stages.length > 0 ? item('terminal', diamond(16, 8, 6.5, null)) : null,
    thefts && credential !== null ? item('credential stolen here', diamond(16, 8, 8, { ...credential, letter: '' })) : null,
    operation.hops.length > 0
      ? item(
          'hop, by credential',
          h(
            'g',
            { class: hue },
            h('path', { d: 'M4 1C4 10 12 12 24 12', class: 's-hop' }),
            h('path', { d: arrowHead(30, 12), class: 'f-hue' }),
          ),
        )
      : null,
    operation.hops.some((hop) => hop.grade !== 'confirmed')
      ? item(
          'inferred',
          h(
            'g',
            { class: hue },
            h('path', { d: 'M4 1C4 10 12 12 24 12', class: 's-hop inferred' }),
            h('path', { d: arrowHead(30, 12), class: 'f-hue' }),
          ),
        )
      : null,
    operation.document.tunnels.length > 0 ? item('tunnel', h('path', { d: 'M1 6H31M1 10.4H31', class: 's-tunnel' })) : null,
    operation.queries.length > 0 ? item('queries', h('path', { d: 'M8 3V13M13 3V13M20 3V13M24 3V13', class: 's-tick' })) : null,
  );
}

function item(words: string, ...shapes: readonly Child[]): Element {
  return h('li', {}, h('svg', { viewBox: '0 0 32 16', width: 32, height: 16, 'aria-hidden': 'true' }, shapes), ' ', words);
}
