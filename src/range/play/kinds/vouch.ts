import { MILLISECOND, type Moment } from '../../moment.ts';
import type { Activity } from '../../plan/index.ts';
import { credentialCheck, kerberosTicket, serviceTicket } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { portAfter } from './ends.ts';

/** How the client got there: its address and the port of its connection to the controller. */
export function clientOf(player: HostPlayer, activity: Activity, n = 1): { address: string; port: number } {
  const { port } = player.sharedOf(activity);
  return { address: player.addressOf(activity.from, activity.at), port: portAfter(port, 4_096 + n) };
}

/** Whether a controller keeps an account itself: only then it grants its first ticket. */
export function isOwn(player: HostPlayer, account: { readonly realm: string | null }): boolean {
  return account.realm !== null && account.realm === player.machine.account.realm;
}

/**
 * What a controller notes of a logon elsewhere: 4769 for the destination's service, or 4776 for NTLM; nothing of accounts that it does not know.
 * `granting`: how often the client needs a ticket-granting ticket first (4768).
 */
export function vouch(player: HostPlayer, activity: Activity, granting = 0): void {
  const { machine } = player;
  const account = player.account(activity.account);
  if (account.realm === null) return;
  const shared = player.sharedOf(activity);
  const at = player.clock(activity.at) + shared.latency;
  if (shared.package === 'NTLM') {
    const workstation = activity.detail?.workstation ?? player.hostAt(activity.from).short.toUpperCase();
    credentialCheck(machine, at - MILLISECOND, account, workstation);
    return;
  }
  if (granting > 0 && isOwn(player, account) && player.drawsOf(activity, 'controller').chance(granting))
    grant(player, activity, at - 3 * MILLISECOND);
  serviceTicket(machine, at - 2 * MILLISECOND, account, player.hostAt(activity.to).account, clientOf(player, activity), shared.ticket);
}

/** 4768: the account's first ticket of the day. */
export function grant(player: HostPlayer, activity: Activity, at: Moment): void {
  const account = player.account(activity.account);
  if (isOwn(player, account)) kerberosTicket(player.machine, at, account, clientOf(player, activity, 0));
}
