import type { Activity } from '../plan/index.ts';
import type { World } from '../world/index.ts';
import { DAY } from '../moment.ts';
import { homeAddress } from '../web/index.ts';

/** Where somebody comes from who comes in through the concentrator: the address his provider lends him, and a port of his own. Equal whoever asks. */
export function homeOf(world: World, activity: Activity): { readonly address: string; readonly port: number } {
  const host = world.estate.hosts[activity.from];
  const month = Math.floor((activity.at - world.span.from) / (30 * DAY));
  const port = 20_000 + ((activity.id * 7_919 + 13) % 40_000);
  return { address: homeAddress(host?.owner ?? activity.from, month), port };
}
