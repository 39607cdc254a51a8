import type { Coverage, TechniqueCoverage } from '../../case/index.ts';
import { byText } from '../../lib/index.ts';
import { logKind, type LogKind } from '../log-kind.ts';
import { channels, tactics, techniques, type Channel } from './channel-book.ts';
import type { IsUnwritten } from './unwritten-events.ts';

/** The month that stands for the whole case. */
export const WHOLE = '*';

/** How a host has a channel: `off` where the log is there, and its events are known not to be written. */
type State = 'present' | 'off' | 'absent';

/** Hosts that are alike: by channel how they have it, for those that they could have. */
interface Group {
  readonly states: ReadonlyMap<Channel, State>;
  hosts: number;
}

/**
 * For each month and for the whole case: which techniques the logs that were there could have shown. A technique counts on the hosts that keep a
 * log of a kind that shows it; a sensor shows its techniques for every host. Hosts without any log are not counted: they show nothing.
 */
export function techniqueCoverage(coverage: readonly Coverage[], isUnwritten: IsUnwritten): TechniqueCoverage[] {
  const kinds = new Map<string, Set<LogKind>>();
  for (const { host, source } of coverage) kinds.set(host, (kinds.get(host) ?? new Set()).add(logKind(source)));
  const months = new Map<string, Map<string, Set<string>>>([[WHOLE, new Map()]]);
  for (const { host, source, month } of coverage)
    for (const key of [month, WHOLE]) {
      const hosts = months.get(key) ?? new Map<string, Set<string>>();
      months.set(key, hosts.set(host, (hosts.get(host) ?? new Set()).add(source)));
    }
  return [...months].flatMap(([month, logs]) => monthRows(month, logs, kinds, isUnwritten)).sort(byMonth);
}

function monthRows(
  month: string,
  logs: ReadonlyMap<string, ReadonlySet<string>>,
  kinds: ReadonlyMap<string, ReadonlySet<LogKind>>,
  isUnwritten: IsUnwritten,
): TechniqueCoverage[] {
  const sensor = [...logs.values()].some((sources) => [...sources].some((source) => logKind(source) === 'network'));
  const alike = new Map<string, Group>();
  for (const [host, own] of kinds) {
    // A sensor could tell for any host.
    const could = channels.filter((channel) => channel.kind === 'network' || own.has(channel.kind));
    const states = new Map(could.map((channel) => [channel, stateOf(channel, host, logs.get(host), sensor, isUnwritten)] as const));
    const key = channels.map((channel) => states.get(channel)?.charAt(0) ?? '-').join('');
    const group = alike.get(key);
    if (group) group.hosts += 1;
    else alike.set(key, { states, hosts: 1 });
  }
  const groups = [...alike.values()];
  return techniques.map((technique): TechniqueCoverage => {
    const showing = channelsOf.get(technique) ?? [];
    const could = groups.filter((group) => showing.some((channel) => group.states.has(channel)));
    const seeing = could.filter((group) => showing.some((channel) => group.states.get(channel) === 'present'));
    const [hosts, seen] = [hostsOf(could), hostsOf(seeing)];
    const all = hosts > 0 && seen === hosts;
    return {
      month,
      technique,
      tactics: tacticsOf.get(technique) ?? [],
      seen: all ? 'all' : seen > 0 ? 'partly' : 'never',
      hosts,
      hosts_seen: seen,
      missing: all
        ? []
        : missingOf(
            showing,
            could.filter((group) => !seeing.includes(group)),
          ),
    };
  });
}

function stateOf(
  channel: Channel,
  host: string,
  sources: ReadonlySet<string> | undefined,
  sensor: boolean,
  isUnwritten: IsUnwritten,
): State {
  if (channel.kind === 'network') return sensor ? 'present' : 'absent';
  if (!sources) return 'absent';
  if (channel.kind !== 'windows') return [...sources].some((source) => logKind(source) === channel.kind) ? 'present' : 'absent';
  if (!sources.has(channel.log)) return 'absent';
  return channel.events.length > 0 && channel.events.every((event) => isUnwritten(host, channel.log, event)) ? 'off' : 'present';
}

/** The logs that would show it to hosts that don't, those that most of them lack first; `Security 4688` where the log is there without the event. */
function missingOf(showing: readonly Channel[], blindGroups: readonly Group[]): string[] {
  const hosts = new Map<string, number>();
  for (const group of blindGroups) {
    const names = showing.flatMap((channel) => {
      const state = group.states.get(channel);
      return state === undefined || state === 'present'
        ? []
        : [state === 'off' ? `${channel.log} ${channel.events.join(', ')}` : channel.log];
    });
    for (const name of new Set(names)) hosts.set(name, (hosts.get(name) ?? 0) + group.hosts);
  }
  return [...hosts].sort((a, b) => b[1] - a[1] || byText(a[0], b[0])).map(([name]) => name);
}

const channelsOf = new Map(
  techniques.map((technique) => [technique, channels.filter((channel) => channel.techniques.includes(technique))]),
);

const tacticsOf = new Map(
  techniques.map((technique) => [technique, tactics.filter((each) => each.techniques.includes(technique)).map((each) => each.tactic)]),
);

function hostsOf(groups: readonly Group[]): number {
  return groups.reduce((sum, group) => sum + group.hosts, 0);
}

function byMonth(a: TechniqueCoverage, b: TechniqueCoverage): number {
  return byText(a.month, b.month) || byText(a.technique, b.technique);
}
