import type { Host } from '../estate/index.ts';
import type { Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { World } from '../world/index.ts';
import type { Capture } from './capture.ts';
import type { Sight } from './sight.ts';

/** The place of the network that a sensor watches. */
export interface Wire {
  readonly world: World;
  readonly sight: Sight;
  readonly capture: Capture;
  /** Whether what goes from one host to another passes here. */
  passes(from: number, to: number): boolean;
  /** Throws RangeError where there is none. */
  host(index: number): Host;
  addressOf(index: number, at: Moment): string;
  /** A stream of the sensor's own, by two numbers. */
  drawsFor(number: number, second: number): Random;
}
