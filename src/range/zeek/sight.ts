import type { Host, Zone } from '../estate/index.ts';
import type { World } from '../world/index.ts';

/** Where a sensor stands, and so what passes it. */
export interface Sight {
  /** Its folder, and the first part of its name. */
  readonly name: 'zeek-edge' | 'zeek-core';
  /** The number it goes by where logs are kept or not. */
  readonly keeper: number;
  readonly form: 'tsv' | 'json';
  /** Whether what goes from one host to another passes it. */
  between(from: Host, to: Host): boolean;
  /** Whether what a host exchanges with the outside passes it. */
  readonly outside: boolean;
}

/** At the border of the carrier and around its DMZ. */
export const edge: Sight = {
  name: 'zeek-edge',
  keeper: -1,
  form: 'tsv',
  between: (from, to) => (from.zone === 'dmz') !== (to.zone === 'dmz'),
  outside: true,
};

const INNER: readonly Zone[] = ['servers', 'data', 'management'];

/** In front of the data centre's inner zones: what comes into one of them from elsewhere. */
export function core({ estate }: Pick<World, 'estate'>): Sight {
  const site = (estate.byRole('warehouse')[0] ?? estate.hosts[0])?.site ?? 0;
  return {
    name: 'zeek-core',
    keeper: -2,
    form: 'json',
    between: (from, to) => to.site === site && INNER.includes(to.zone) && (from.site !== site || from.zone !== to.zone),
    outside: false,
  };
}
