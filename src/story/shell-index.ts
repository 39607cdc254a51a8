import { byMoment, collect, SECOND, within } from '../lib/index.ts';
import type { NetworkActivity } from '../case/index.ts';
import type { AddressBook, Socket } from '../names/index.ts';

/** A connection to the remote shell's ports (WinRM: 5985, 5986), recorded by either end or by a sensor between them. */
export interface ShellConnection extends Socket, Pick<NetworkActivity, 'direction'> {}

/** Who opened the connection that a remote shell's logon came by. */
export interface ShellSource {
  /** The host, or `ip:…` where nobody is known to hold the address. */
  readonly from: string;
  /** The source's own record of it, if there is one. */
  readonly socket: Socket | null;
  /** The record that tells, at whichever end. */
  readonly seen: ShellConnection;
}

/** Finds the connection behind a logon that names no address: that of a remote shell, whose service logs on for its client. */
export interface ShellIndex {
  /** `self` when the host opened it itself; null when no record tells, or several sources opened one at that moment. */
  into(host: string, time: number): ShellSource | 'self' | null;
}

/** So long before its logon a connection is opened at most: both sides bargain first. */
const BEFORE = 10 * SECOND;
/** Sysmon writes a connection some seconds after it was opened. */
const DISORDER = 5 * SECOND;

/** Indexes connections by the host they lead to. */
export function shellIndex(connections: readonly ShellConnection[], book: AddressBook): ShellIndex {
  const into = new Map<string, ShellConnection[]>();
  for (const one of [...connections].sort(byMoment)) {
    const { direction, host, destination_address: address, time } = one;
    const to = direction === 'inbound' ? host : address === null ? null : book.hostOf(address, time);
    if (to !== null && one.source_address !== null) collect(into, to, one);
  }
  const sourceOf = ({ direction, host, source_address: address, time }: ShellConnection): string =>
    direction === 'outbound' ? host : (book.hostOf(address ?? '', time) ?? `ip:${address}`);
  return {
    into(host, time) {
      const near = within(into.get(host) ?? [], time - BEFORE, time + DISORDER);
      const sources = new Set(near.map(sourceOf));
      const [from] = sources;
      if (from === undefined || sources.size > 1) return null;
      if (from === host) return 'self';
      const own = near.filter(({ direction }) => direction === 'outbound');
      // The latest is nearest to the logon; the record that names its process by GUID says more.
      const socket = own.findLast(({ process_guid }) => process_guid !== null) ?? own.at(-1) ?? null;
      const seen = socket ?? near.at(-1);
      return seen ? { from, socket, seen } : null;
    },
  };
}
