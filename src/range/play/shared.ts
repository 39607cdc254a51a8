import type { Activity } from '../plan/index.ts';
import { MILLISECOND } from '../moment.ts';
import type { World } from '../world/index.ts';

/** What both ends of an activity, the controller and the wire between them tell alike. */
export interface Shared {
  /** Source port of the connection that the logon came over. */
  readonly port: number;
  readonly package: 'Kerberos' | 'NTLM';
  /** GUID of the ticket: LogonGuid of the 4624 and of the 4769 behind it. */
  readonly ticket: string;
  /** Host that issued the ticket or checked the password. */
  readonly controller: number;
  /** From the connection to the logon, µs. */
  readonly latency: number;
}

/** Share of network logons that are proved by NTLM though Kerberos was there: addresses in place of names, old clients. */
const NTLM_SHARE = 0.12;

/** Draws what an activity shares; equal wherever it is asked. */
export function sharedOf(world: World, activity: Activity): Shared {
  const random = world.random.restart(activity.id, 0x51);
  const port = 49_152 + Math.floor(random.fraction() * 16_384);
  const ntlm = random.fraction() < NTLM_SHARE;
  const account = world.estate.accounts[activity.account];
  const local = account !== undefined && account.realm === null;
  const target = world.estate.hosts[activity.to];
  if (target === undefined) throw new RangeError('an activity names no host');
  return {
    port,
    package: activity.detail?.package ?? (ntlm || local ? 'NTLM' : 'Kerberos'),
    ticket: random.guid(),
    controller: world.estate.controllerOf(target).index,
    latency: Math.round((3 + random.fraction() * 60) * MILLISECOND),
  };
}
