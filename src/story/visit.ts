import { byMoment, collect, DAY, HOUR, MINUTE, SECOND } from '../lib/index.ts';
import { mergePointers, type Pointer } from '../case/index.ts';
import { namesMachine, type Names, type Socket, type SocketIndex } from '../names/index.ts';
import type { ShellConnection, ShellIndex } from './shell-index.ts';
import type { LogonHistory, RemoteLogon, SessionShares } from './story-facts.ts';

/** One use of an account from one host on another: its remote logons within a minute of the first. */
export interface Visit {
  readonly from: string;
  readonly to: string;
  readonly account: string;
  readonly join: 'socket' | 'address';
  /** It asked for shares and was let into none that holds files. */
  readonly shutOut: boolean;
  /** It was let into a drive or the system folder by its administrative share. */
  readonly administrative: boolean;
  readonly time: number;
  readonly time_100ns: number;
  readonly time_digits: number;
  readonly last: number;
  readonly ref: string;
  /** The logons and the source socket. */
  readonly pointers: readonly Pointer[];
  readonly logonIds: readonly string[];
  readonly logonTypes: readonly number[];
  /** The connection at the source, where its record was found. */
  readonly socket: Socket | null;
  /** Where the logon names no port (RDP prints 0): the connections that the source opened to this host just before. */
  readonly beside: readonly Socket[];
}

/** Opening one remote session makes several logons; all within this time are one use. */
const ONE_USE = MINUTE;

/** Several logons may share a connection for this long after it was opened; beyond, its port may be another's. */
const CONNECTION_LIFE = HOUR;

interface Resolved {
  readonly logon: RemoteLogon;
  readonly from: string;
  readonly account: string;
  readonly socket: Socket | null;
  readonly beside: readonly Socket[];
  /** The connection of a remote shell, by whichever end recorded it. */
  readonly shell: ShellConnection | null;
}

/** What tells where remote logons came from, and what they were let into. */
export interface VisitSources {
  readonly sockets: SocketIndex;
  readonly shells: ShellIndex;
  readonly shares: readonly SessionShares[];
  readonly names: Names;
}

/** Joins each remote logon to its source and gathers them into uses, by time. Logons of a host on itself are none. */
export function visits(logons: readonly RemoteLogon[], sources: VisitSources): Visit[] {
  const shares = new Map<string, SessionShares[]>();
  for (const one of sources.shares) collect(shares, sessionKey(one), one);
  const routes = new Map<string, Resolved[]>();
  for (const logon of logons) {
    const resolved = resolve(logon, sources);
    if (resolved) collect(routes, routeKey(resolved.from, logon.host, resolved.account), resolved);
  }
  const all: Visit[] = [];
  for (const route of routes.values()) {
    route.sort((a, b) => byMoment(a.logon, b.logon));
    let group: Resolved[] = [];
    for (const one of route) {
      const first = group[0];
      if (first && one.logon.time - first.logon.time > ONE_USE) {
        all.push(visitOf(group, first, shares));
        group = [];
      }
      group.push(one);
    }
    const first = group[0];
    if (first) all.push(visitOf(group, first, shares));
  }
  return all.sort(byMoment);
}

export function routeKey(from: string, to: string, account: string): string {
  return JSON.stringify([from, to, account]);
}

function resolve(logon: RemoteLogon, { sockets, shells, names }: VisitSources): Resolved | null {
  if (logon.account === null || isNobody(logon.account)) return null;
  const account = names.account(logon.account);
  const socket = sockets.of(
    { address: logon.source_address, port: logon.source_port, time: logon.time, destination: logon.host },
    CONNECTION_LIFE,
  );
  if (socket === 'self') return null;
  const shell = logon.source_address === null && logon.logon_type === 3 ? shells.into(logon.host, logon.time) : null;
  if (shell === 'self') return null;
  if (shell) return { logon, from: shell.from, account, socket: shell.socket, beside: [], shell: shell.seen };
  const from = socket?.host ?? sourceHost(logon, names);
  if (from === null || from === logon.host) return null;
  const beside = socket || logon.source_port ? [] : sockets.toward(from, names.addressesOf(logon.host), logon.time);
  return { logon, from, account, socket, beside, shell: null };
}

/** The source by what the logon says: its address, else the name the client gave, else `ip:…`; null when it names no other machine. */
export function sourceHost(
  logon: { readonly host: string; readonly time: number; readonly source_address: string | null; readonly workstation: string | null },
  names: Names,
): string | null {
  const { source_address: address, workstation } = logon;
  const byAddress = address !== null && namesMachine(address) ? names.hostOf(address, logon.time) : null;
  if (byAddress !== null) return byAddress;
  if (address !== null && !namesMachine(address)) return null;
  const named = workstation === null ? null : names.hostNamed(workstation, logon.host);
  if (named !== null) return address !== null && named === logon.host ? `ip:${address}` : named;
  return address === null ? null : `ip:${address}`;
}

/** Machine accounts move with their machine, not with a person; anonymous logons carry no credential. */
function isNobody(account: string): boolean {
  const user = account.includes('\\') ? account.slice(account.lastIndexOf('\\') + 1) : account.split('@', 1)[0];
  return user === undefined || user.endsWith('$') || user === 'anonymous logon';
}

function visitOf(
  group: readonly Resolved[],
  { logon, from, account }: Resolved,
  shares: ReadonlyMap<string, readonly SessionShares[]>,
): Visit {
  const socket = group.find((one) => one.socket !== null)?.socket ?? null;
  const sources = group.flatMap(({ socket: own, shell }) => ((own ?? shell) ? [(own ?? shell)?.pointers ?? []] : []));
  const asked = group.flatMap((one) => sharesOf(one.logon, shares));
  return {
    from,
    to: logon.host,
    account,
    join: socket ? 'socket' : 'address',
    administrative: asked.some(({ administrative }) => administrative),
    shutOut: asked.length > 0 && !asked.some(({ granted }) => granted),
    time: logon.time,
    time_100ns: logon.time_100ns,
    time_digits: logon.time_digits,
    last: group.at(-1)?.logon.time ?? logon.time,
    ref: logon.ref,
    pointers: mergePointers([...group.map((one) => one.logon.pointers), ...sources]),
    logonIds: [...new Set(group.flatMap((one) => one.logon.logon_id ?? []))],
    logonTypes: [...new Set(group.flatMap((one) => one.logon.logon_type ?? []))],
    socket,
    beside: [...new Set(group.flatMap((one) => one.beside))],
  };
}

function sessionKey({ host, logon_id }: { readonly host: string; readonly logon_id: string | null }): string {
  return `${logon_id} ${host}`;
}

/** The shares that a logon's own session asked for: after it, and before its LogonId can have come again. */
function sharesOf(logon: RemoteLogon, shares: ReadonlyMap<string, readonly SessionShares[]>): SessionShares[] {
  if (logon.logon_id === null) return [];
  return (shares.get(sessionKey(logon)) ?? []).filter(({ time }) => time >= logon.time - SECOND && time <= logon.time + DAY);
}

/** When each route (from, to, account) was first used, over the whole case. */
export function firstUses(history: readonly LogonHistory[], seen: readonly Visit[], names: Names): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  const note = (key: string, time: number): void => void first.set(key, Math.min(time, first.get(key) ?? Infinity));
  for (const visit of seen) note(routeKey(visit.from, visit.to, visit.account), visit.time);
  for (const entry of history) {
    const from = sourceHost({ ...entry, time: entry.first }, names);
    if (from !== null) note(routeKey(from, entry.host, names.account(entry.account)), entry.first);
  }
  return first;
}
