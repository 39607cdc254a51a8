import type { Activity } from '../../plan/index.ts';
import type { HostPlayer } from '../host-player.ts';

/**
 * What one kind of activity writes into Windows logs: at the host it comes from, at the one it goes to, and at the controller that issued the
 * ticket or checked the password. Where source and destination are one host, only `destination` is called.
 */
export interface KindPlayer {
  source?(player: HostPlayer, activity: Activity): void;
  destination?(player: HostPlayer, activity: Activity): void;
  controller?(player: HostPlayer, activity: Activity): void;
}
