import type { Act } from '../../operation/index.ts';
import type { HostPlayer } from '../host-player.ts';

/** Plays what an act leaves in the Windows logs of a host that has a part in it. Acts of one host come in order of time. */
export function playAct(_player: HostPlayer, _act: Act): void {}
