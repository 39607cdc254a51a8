import type { RangeScenario } from '../world/index.ts';

/** Nothing but the carrier. */
export const quiet: RangeScenario = {
  name: 'quiet',
  description: 'nothing but the carrier: nobody intrudes',
  defaults: {},
  play: () => ({ acts: [], operations: [], tickets: [] }),
};
