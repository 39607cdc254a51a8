import type { HostPlayer } from '../host-player.ts';
import type { Moment } from '../../moment.ts';

/** Something that happens by itself at a host, again and again. */
export interface Routine {
  /** How often, against the others. */
  readonly weight: number;
  /** About how many records it writes. */
  readonly records: number;
  /** `at` is a true time. */
  play(player: HostPlayer, at: Moment): void;
}
