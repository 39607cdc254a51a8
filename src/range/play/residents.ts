import { createHash } from 'node:crypto';
import type { Host } from '../estate/index.ts';
import { DAY, HOUR, MILLISECOND, MINUTE, SECOND, type Moment } from '../moment.ts';
import { activityKinds } from '../plan/index.ts';
import { endProcess, logoff, startProcess, storedLogon, type Account, type Process, type Session } from '../windows/index.ts';
import type { Random } from '../random.ts';
import type { HostPlayer } from './host-player.ts';

/** Roles of hosts on which IIS serves pages. */
const served: ReadonlySet<Host['role']> = new Set(['web', 'mail', 'portal']);

const IMAGE = 'C:\\Windows\\System32\\inetsrv\\w3wp.exe';
/** IIS replaces a worker process after so long (`recycling.periodicRestart.time`, by default 1740 minutes). */
const RECYCLED_EVERY = 29 * HOUR;
/** The old one finishes what it has at hand. */
const OVERLAP = 40 * SECOND;

/** One life of the worker process, in true time. */
interface Life {
  readonly from: Moment;
  /** When it is gone; exclusive. */
  readonly to: Moment;
  process: Process | null;
}

const lives = new WeakMap<HostPlayer, readonly Life[]>();

/** Whether a host has a worker process of IIS. */
export function hasWorker(host: Host): boolean {
  return served.has(host.role);
}

/** The worker process's starts and ends from one true time to before another; nothing on hosts without IIS. Called once for each stretch that a host is up. */
export function playWorker(player: HostPlayer, from: Moment, to: Moment): void {
  if (!hasWorker(player.host)) return;
  for (const life of livesOf(player)) if (life.from >= from && life.from < to) begin(player, life);
}

/** The worker process that serves at a true time. */
export function workerAt(player: HostPlayer, at: Moment): Process {
  const all = livesOf(player);
  const life = all.findLast((one) => one.from <= at) ?? all[0];
  if (life === undefined) throw new RangeError(`${player.host.fqdn} serves no pages`);
  return begin(player, life);
}

/** A life for every 29 hours; each restart of the host begins anew. */
function livesOf(player: HostPlayer): readonly Life[] {
  const known = lives.get(player);
  if (known !== undefined) return known;
  const { span } = player.world;
  const end = span.from + span.days * DAY;
  const downs = [...rebootsOf(player), { at: end, seconds: 0 }];
  const all: Life[] = [];
  let up = span.from;
  for (const [i, down] of downs.entries()) {
    const random = player.drawsAt(up, 11);
    let from = up + Math.round(random.between(1, 8) * MINUTE);
    while (from < down.at) {
      const next = from + RECYCLED_EVERY + random.integer(-90, 90) * SECOND;
      const last = next >= down.at;
      all.push({ from, to: last ? (i === downs.length - 1 ? Infinity : down.at - 2 * SECOND) : next + OVERLAP, process: null });
      from = next;
    }
    up = down.at + Math.round(down.seconds * SECOND);
  }
  lives.set(player, all);
  return all;
}

const REBOOT = activityKinds.indexOf('reboot');

function rebootsOf({ world, host }: HostPlayer): { readonly at: Moment; readonly seconds: number }[] {
  const { kind, at, seconds, to } = world.plan.memory;
  const found: { at: Moment; seconds: number }[] = [];
  for (const row of world.plan.rowsOf(host.index))
    if (kind[row] === REBOOT && to[row] === host.index) found.push({ at: at[row] ?? 0, seconds: seconds[row] ?? 0 });
  return found;
}

function begin(player: HostPlayer, life: Life): Process {
  if (life.process !== null) return life.process;
  const { machine } = player;
  const random = player.drawsAt(life.from, 12);
  const at = player.clock(life.from);
  const session = signedOn(player, random, at - SECOND);
  const process = startProcess(machine, random, at, {
    image: IMAGE,
    commandLine: commandLineOf(player.host),
    parent: machine.resident('svchost'),
    session,
  });
  if (life.to !== Infinity) {
    endProcess(machine, player.clock(life.to), process);
    if (session !== machine.systemSession) logoff(machine, session, player.clock(life.to) + 10 * MILLISECOND);
  }
  life.process = process;
  player.keepProcess('w3wp', process);
  return process;
}

/** Who the pool runs as: the mail server's as the system; else the account made for it, or the virtual account of the pool's name. */
function signedOn(player: HostPlayer, random: Random, at: Moment): Session {
  const { world, host, machine } = player;
  if (host.role === 'mail') return machine.systemSession;
  const own = world.estate.services.find((one) => one.purpose === 'web' && one.runsOn.includes(host.index));
  return storedLogon(machine, random, at, own?.account ?? poolAccount(host), 5, false, own === undefined);
}

function poolAccount(host: Host): Account {
  const name = poolOf(host);
  return { name, sid: poolSid(name), domain: 'IIS APPPOOL', realm: null, canonical: `${host.fqdn}\\${name.toLowerCase()}` };
}

/** `S-1-5-82-` and the SHA-1 of the pool's name in small letters, as five numbers: the same on every machine. */
function poolSid(name: string): string {
  const digest = createHash('sha1').update(Buffer.from(name.toLowerCase(), 'utf16le')).digest();
  return `S-1-5-82-${[0, 4, 8, 12, 16].map((at) => digest.readUInt32LE(at)).join('-')}`;
}

function poolOf({ role }: Host): string {
  return role === 'mail' ? 'MSExchangeOWAAppPool' : 'DefaultAppPool';
}

/** As the process activation service starts it: pool, runtime, a pipe of the pool's own, its configuration. */
function commandLineOf(host: Host): string {
  const pool = poolOf(host);
  const pipe = host.index.toString(16).padStart(8, '0');
  return `c:\\windows\\system32\\inetsrv\\w3wp.exe -ap "${pool}" -v "v4.0" -l "webengine4.dll" -a \\\\.\\pipe\\iisipm${pipe}-4c1e-4f7a-9b02-61d83ac57e90 -h "C:\\inetpub\\temp\\apppools\\${pool}\\${pool}.config" -w "" -m 0 -t 20 -ta 0`;
}
