import type { Host } from '../estate/index.ts';
import type { Activity } from '../plan/index.ts';
import { MILLISECOND } from '../moment.ts';
import type { ProgramsNoted } from '../windows/index.ts';
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
export function sharedOf(world: Pick<World, 'random' | 'estate'>, activity: Activity): Shared {
  const random = world.random.restart(activity.id, 0x51);
  const port = 49_152 + Math.floor(random.fraction() * 16_384);
  const ntlm = random.fraction() < NTLM_SHARE;
  const account = world.estate.accounts[activity.account];
  const local = account !== undefined && account.realm === null;
  // Machines go by the names that they have tickets for.
  const machine = account?.name.endsWith('$') === true;
  return {
    port,
    package: activity.detail?.package ?? (local || (ntlm && !machine) ? 'NTLM' : 'Kerberos'),
    ticket: random.guid(),
    controller: controllerOf(world, activity),
    latency: Math.round((3 + random.fraction() * 60) * MILLISECOND),
  };
}

/** The host that issues an activity's ticket or checks its password, without drawing what else is shared. */
export function controllerOf(world: Pick<World, 'estate'>, activity: Activity): number {
  const target = world.estate.hosts[activity.to];
  if (target === undefined) throw new RangeError('an activity names no host');
  return world.estate.controllerOf(target).index;
}

/** Source port of a connection that an act makes: the host that makes it and the sensor it passes tell the same. */
export function connectionPort(world: Pick<World, 'random'>, host: number, at: number): number {
  return 49_152 + Math.floor(world.random.restart(at, 0x7000 + host).fraction() * 16_384);
}

/** Where a host notes the connections it accepts: a matter of its configuration. One in five has them in both logs, the others in one of them. */
export function acceptsIn({ index, rid }: Pick<Host, 'index' | 'rid'>): 'both' | 'platform' | 'sysmon' {
  const part = (index * 7 + rid) % 5;
  return part === 0 ? 'both' : part < 3 ? 'platform' : 'sysmon';
}

/**
 * What a host notes of programs. Servers and one desk in three: starts in both logs, ends in Sysmon's. The other desks: starts in Sysmon's
 * log alone (Windows audits no programs unless it is told to, and Sysmon is often told to leave ends out).
 */
export function programsNotedBy({ index, rid, role }: Pick<Host, 'index' | 'rid' | 'role'>): ProgramsNoted {
  const audited = role !== 'desktop' || (index * 5 + rid) % 3 === 0;
  return audited ? { starts: 'both', ends: 'sysmon' } : { starts: 'sysmon', ends: 'none' };
}
