import { byMoment, collect } from '../lib/index.ts';
import type { AccountNames } from '../names/index.ts';
import type { HostStart, LocalLogon } from './story-facts.ts';

/** Where and when an account's credential lay open in a host's memory: [from, to), microseconds since 1970. */
export interface ExposureInterval {
  readonly account: string;
  readonly host: string;
  readonly logonType: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Logon types that leave the credential on the host: interactive, batch, service, unlock, network cleartext, new credentials,
 * remote interactive, cached interactive. A plain network logon (3) does not (Microsoft, "Reducing Credential Exposure").
 */
export const EXPOSING_TYPES: readonly number[] = [2, 4, 5, 7, 8, 9, 10, 11];

/** New credentials (runas /netonly): what is exposed is the account used towards the network. */
const NEW_CREDENTIALS = 9;

/** Exposure intervals from the logons of the hosts: each ends at its logoff, else when the host started anew; where neither was logged it is open. */
export function exposureIntervals(logons: readonly LocalLogon[], starts: readonly HostStart[], nameOf: AccountNames): ExposureInterval[] {
  const ends = new Map<string, number[]>();
  const restarts = new Map<string, number[]>();
  const ordered = [...logons].sort(byMoment);
  for (const one of ordered) if (one.activity === 'logoff') collect(ends, sessionOf(one), one.time);
  for (const { host, time } of [...starts].sort((a, b) => a.time - b.time)) collect(restarts, host, time);
  const intervals: ExposureInterval[] = [];
  for (const one of ordered) {
    if (one.activity !== 'logon' || one.logon_type === null || !EXPOSING_TYPES.includes(one.logon_type)) continue;
    const account = one.logon_type === NEW_CREDENTIALS ? one.outbound_account : one.account;
    if (account === null) continue;
    // A LogonId may return after a restart: the first logoff after this logon is its own.
    const logoff = ends.get(sessionOf(one))?.find((time) => time >= one.time);
    const restart = restarts.get(one.host)?.find((time) => time > one.time);
    const to = Math.min(logoff ?? Infinity, restart ?? Infinity);
    intervals.push({ account: nameOf(account), host: one.host, logonType: one.logon_type, from: one.time, to });
  }
  return intervals;
}

/** Records of the remote desktop service name no LogonId: there an account's next logoff ends its logon. */
function sessionOf({ host, logon_id, account }: LocalLogon): string {
  return JSON.stringify([host, logon_id ?? account]);
}
