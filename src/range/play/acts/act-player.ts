import type { Act } from '../../operation/index.ts';
import type { HostPlayer } from '../host-player.ts';

/** Acts of one kind. */
export type ActOf<Name extends Act['act']> = Extract<Act, { act: Name }>;

/** What one kind of act leaves in the Windows logs of its host. */
export type ActPlayer<Name extends Act['act']> = (player: HostPlayer, act: ActOf<Name>) => void;

/** Keeps the draws of acts of one moment apart (`HostPlayer.drawsAt`). */
export const drawing = {
  process: 21,
  'web-shell': 22,
  manner: 23,
  dump: 24,
  install: 25,
  connect: 26,
  shell: 28,
  tool: 29,
} as const;
