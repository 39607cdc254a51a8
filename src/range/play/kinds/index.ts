import type { Activity, ActivityKind } from '../../plan/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { lifeOf } from '../life/index.ts';
import { backup } from './backup.ts';
import { batch } from './batch.ts';
import { signOn } from './console.ts';
import { daemon } from './daemon.ts';
import { desktop } from './desktop.ts';
import { failure } from './failure.ts';
import type { KindPlayer } from './kind-player.ts';
import { policy } from './policy.ts';
import { reboot } from './reboot.ts';
import { runas } from './runas.ts';
import { scan } from './scan.ts';
import { service } from './service.ts';
import { share } from './share.ts';
import { shell } from './shell.ts';
import { database, ssh, vpn } from './sockets.ts';
import { task } from './task.ts';
import { web } from './web.ts';
import { wmi } from './wmi.ts';

export type { KindPlayer } from './kind-player.ts';

/** How each kind of activity looks in Windows logs. A host that is down writes nothing. */
export const kindPlayers: Readonly<Record<ActivityKind, KindPlayer>> = {
  console: whileUp(signOn),
  share: whileUp(share),
  policy: whileUp(policy),
  desktop: whileUp(desktop),
  shell: whileUp(shell),
  wmi: whileUp(wmi),
  service: whileUp(service),
  task: whileUp(task),
  batch: whileUp(batch),
  daemon: whileUp(daemon),
  web: whileUp(web),
  failure: whileUp(failure),
  scan: whileUp(scan),
  ssh: whileUp(ssh),
  vpn: whileUp(vpn),
  database: whileUp(database),
  backup: whileUp(backup),
  runas: whileUp(runas),
  reboot,
};

function whileUp(kind: KindPlayer): KindPlayer {
  const isUp = (player: HostPlayer, activity: Activity): boolean => !lifeOf(player).isDown(activity.at);
  return {
    source(player, activity) {
      if (isUp(player, activity)) kind.source?.(player, activity);
    },
    destination(player, activity) {
      if (isUp(player, activity)) kind.destination?.(player, activity);
    },
    controller(player, activity) {
      if (isUp(player, activity)) kind.controller?.(player, activity);
    },
  };
}
