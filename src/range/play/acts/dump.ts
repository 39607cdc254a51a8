import type { ActPlayer } from './act-player.ts';
import { parentOf } from './process-keys.ts';
import { readDomainDatabase } from './ntds.ts';
import { readLsass, writeMinidump } from './lsass.ts';
import { saveHives } from './sam.ts';

/** Credentials are read on a host. */
export const playDump: ActPlayer<'dump'> = (player, act) => {
  const parent = parentOf(player, act.parent, act.at);
  if (act.method === 'lsass') readLsass(player, act, parent);
  else if (act.method === 'lsass-minidump') writeMinidump(player, act, parent);
  else if (act.method === 'sam') saveHives(player, act, parent);
  else readDomainDatabase(player, act, parent);
};
