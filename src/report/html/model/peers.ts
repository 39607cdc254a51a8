import type { FindingDocument, OperationDocument } from '../../documents/types.ts';
import { moment } from '../time.ts';
import { tacticOf } from './cast.ts';

/** An address outside the carrier that the story touches. */
export interface Peer {
  /** The address as the log has it, or a name for one that no log tells. */
  readonly name: string;
  readonly role: 'way in' | 'tunnel peer' | 'hop source';
  /** Entries made from it: the host reached and when. */
  readonly entries: readonly { readonly host: string; readonly time: string; readonly finding: string }[];
}

/** Native names under which logs keep the address of a client (W3C, Security, Sysmon). */
const CLIENT_FIELDS = ['c-ip', 'clientip', 'client_ip', 'sourceip', 'sourceaddress', 'ipaddress', 'src_ip'];

/** Peers in the order in which they first appear; an entry whose log names no address has no peer. */
export function peersOf(operation: OperationDocument, findings: ReadonlyMap<string, FindingDocument>): readonly Peer[] {
  const peers = new Map<string, { role: Peer['role']; first: number; entries: { host: string; time: string; finding: string }[] }>();
  const meet = (name: string, role: Peer['role'], time: string): { host: string; time: string; finding: string }[] => {
    const peer = peers.get(name) ?? { role, first: moment(time), entries: [] };
    peers.set(name, { ...peer, first: Math.min(peer.first, moment(time)) });
    return peer.entries;
  };
  for (const stage of operation.stages) {
    if (tacticOf(stage) !== 'initial-access') continue;
    const address = clientOf(findings.get(stage.finding));
    if (address === null) continue;
    const entries = meet(address, 'way in', stage.time);
    if (!entries.some((entry) => entry.host === stage.host && entry.time === stage.time)) {
      entries.push({ host: stage.host, time: stage.time, finding: stage.finding });
    }
  }
  for (const hop of operation.hops) if (isPublicAddress(hop.from)) meet(hop.from.slice(3), 'hop source', hop.time);
  for (const tunnel of operation.tunnels) meet(tunnel.peer ?? UNKNOWN_PEER, 'tunnel peer', tunnel.first);
  return [...peers].toSorted(([, a], [, b]) => a.first - b.first).map(([name, { role, entries }]) => ({ name, role, entries }));
}

/** The row of a tunnel whose other end no log tells. */
export const UNKNOWN_PEER = 'not known';

/** The client's public address in a finding's fields, where its log has one. */
export function clientOf(finding: FindingDocument | undefined): string | null {
  if (finding === undefined) return null;
  for (const [field, value] of Object.entries(finding.fields)) {
    if (value !== null && CLIENT_FIELDS.includes(field.toLowerCase()) && isPublicAddress(`ip:${value}`)) return value;
  }
  return null;
}

/** Private, loopback, link-local and carrier-grade ranges: RFC 1918, 3927, 6598, 4193, 4291. */
const INSIDE =
  /^(10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|::1$)/i;

/** Whether a host name is a bare address outside the carrier's private ranges. */
export function isPublicAddress(name: string): boolean {
  if (!name.startsWith('ip:')) return false;
  const address = name.slice(3);
  const isAddress = /^\d{1,3}(\.\d{1,3}){3}$/.test(address) || (/^[0-9a-f:]{3,39}$/i.test(address) && address.includes(':'));
  return isAddress && !INSIDE.test(address);
}
