import type { HostPlayer } from '../host-player.ts';

/** What Windows and the programs on it do by themselves on a day, counted from the span's first. */
export function playAmbient(_player: HostPlayer, _day: number): void {}
