import type { Estate, Host, HostRole } from '../estate/estate.ts';
import { DAY, type Moment } from '../moment.ts';
import type { Act } from '../operation/index.ts';
import type { Random } from '../random.ts';
import type { Keeping } from './keeping.ts';
import { logSources, type Knobs, type LogSource, type Span } from './knobs.ts';

/** Sensors that watch the wire are no hosts of the estate; these stand in their place: one at the edge, one before the records. */
export const sensors = { edge: -1, core: -2 } as const;

/** Where an intruder has to pass, the most telling first: who wants to go unseen needs these dark. */
const IMPORTANCE: readonly HostRole[] = [
  'controller',
  'jump',
  'mediation',
  'billing',
  'application',
  'mail',
  'web',
  'portal',
  'files',
  'warehouse',
  'rollout',
  'backup',
  'monitoring',
  'vpn',
  'frontend',
  'scanner',
  'desktop',
];
/** The records' own log survives where others were never kept; from this share on that luck ends. */
const WAREHOUSE_DARK_FROM = 0.5;

const NEVER = Infinity;

/**
 * Decides which logs there are to be collected. `random` is the stream of nothing else; `acts` are those of the operations, in
 * order of time: where a log was cleared, what came before is gone. Hosts may be the numbers of `sensors` too.
 */
export function drawKeeping(random: Random, knobs: Knobs, span: Span, estate: Estate, acts: readonly Act[]): Keeping {
  const dark = drawDark(random.stream('dark'), knobs, estate);
  const kept = estate.hosts.map((host) => {
    const sources = sourcesOf(random.stream(`sources/${host.fqdn}`), host, estate);
    return logSources.map((source) => {
      if (!sources.has(source) || (dark.has(host.index) && source !== 'dhcp')) return NEVER;
      if (host.role === 'controller' && source !== 'dhcp' && !knobs.controllerLogs) return NEVER;
      return youngestKept(knobs, span, source);
    });
  });
  const sensor = logSources.map((source) => (source === 'zeek' ? youngestKept(knobs, span, source) : NEVER));
  return new KeptLogs(kept, sensor, lastClearings(acts));
}

function youngestKept(knobs: Knobs, span: Span, source: LogSource): Moment {
  const days = knobs.retention[source];
  return days === undefined ? span.from : Math.max(span.from, span.until - days * DAY);
}

class KeptLogs implements Keeping {
  readonly #kept: readonly (readonly Moment[])[];
  readonly #sensor: readonly Moment[];
  readonly #cleared: ReadonlyMap<number, Moment>;

  constructor(kept: readonly (readonly Moment[])[], sensor: readonly Moment[], cleared: ReadonlyMap<number, Moment>) {
    this.#kept = kept;
    this.#sensor = sensor;
    this.#cleared = cleared;
  }

  keptFrom(host: number, source: LogSource): Moment | null {
    const from = this.#from(host, source);
    return from === NEVER ? null : Math.max(from, this.clearedAt(host, source) ?? from);
  }

  keeps(host: number, source: LogSource, at: Moment): boolean {
    return at >= this.#from(host, source) && (source !== 'security' || at >= (this.#cleared.get(host) ?? at));
  }

  clearedAt(host: number, source: LogSource): Moment | null {
    return source === 'security' ? (this.#cleared.get(host) ?? null) : null;
  }

  #from(host: number, source: LogSource): Moment {
    const kept = host < 0 ? this.#sensor : this.#kept[host];
    return kept?.[numbers[source]] ?? NEVER;
  }
}

const numbers = Object.fromEntries(logSources.map((source, i) => [source, i])) as Readonly<Record<LogSource, number>>;

function lastClearings(acts: readonly Act[]): ReadonlyMap<number, Moment> {
  const cleared = new Map<number, Moment>();
  for (const act of acts) if (act.act === 'clear') cleared.set(act.host, Math.max(act.at, cleared.get(act.host) ?? act.at));
  return cleared;
}

/** Which logs a host would have if nobody had forgotten to keep them: Sysmon and script logs are on part of the desks only. */
function sourcesOf(random: Random, host: Host, estate: Estate): ReadonlySet<LogSource> {
  const { role, system } = host;
  if (system === 'linux')
    return new Set(role === 'frontend' ? ['access'] : role === 'warehouse' ? ['database'] : role === 'vpn' ? ['vpn'] : []);
  const desk = role === 'desktop';
  const sources: LogSource[] = ['security', 'system', 'remote-desktop'];
  if (random.chance(desk ? 0.55 : 1)) sources.push('sysmon');
  if (random.chance(desk ? 0.4 : 0.9)) sources.push('tasks');
  if (random.chance(desk ? 0.25 : 0.7)) sources.push('powershell');
  if (role === 'web' || role === 'mail' || role === 'portal') sources.push('iis');
  if (estate.sites.some((_, site) => estate.dhcpServerOf(site) === host)) sources.push('dhcp');
  return new Set(sources);
}

function drawDark(random: Random, knobs: Knobs, estate: Estate): ReadonlySet<number> {
  const count = Math.round(knobs.dark * estate.hosts.length);
  if (knobs.darkChoice === 'random') {
    const any = estate.hosts.filter((host) => host.role !== 'warehouse');
    return new Set(random.sample(any, count).map((host) => host.index));
  }
  const eligible = estate.hosts.filter((host) => host.role !== 'warehouse' || knobs.dark >= WAREHOUSE_DARK_FROM);
  const inOrder = [...eligible].sort((a, b) => IMPORTANCE.indexOf(a.role) - IMPORTANCE.indexOf(b.role) || a.index - b.index);
  return new Set(inOrder.slice(0, count).map((host) => host.index));
}
