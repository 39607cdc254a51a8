import type { ActivityKind } from '../../plan/index.ts';
import type { KindPlayer } from './kind-player.ts';
import { share } from './share.ts';

export type { KindPlayer } from './kind-player.ts';

/** How each kind of activity looks in Windows logs. Kinds that show in none have an entry without parts. */
export const kindPlayers: Readonly<Record<ActivityKind, KindPlayer>> = {
  console: {},
  share,
  policy: {},
  desktop: {},
  shell: {},
  wmi: {},
  service: {},
  task: {},
  batch: {},
  daemon: {},
  web: {},
  failure: {},
  scan: {},
  ssh: {},
  vpn: {},
  database: {},
  backup: {},
  runas: {},
};
