import type { NumberPlan } from '../../case/index.ts';
import type { Moment } from '../moment.ts';

/** Logs that a carrier may keep, or not, or only for a while. Windows channels go by what they hold. */
export const logSources = [
  'security',
  'system',
  'sysmon',
  'remote-desktop',
  'tasks',
  'powershell',
  'iis',
  'access',
  'zeek',
  'database',
  'dhcp',
  'vpn',
] as const;
export type LogSource = (typeof logSources)[number];

/** Which hosts go without logs: drawn at random, or those that matter most to an intrusion (controllers, jump hosts, servers on the way to the records). */
export type DarkChoice = 'random' | 'important';

/** How careful an intruder is: any way; ways that the account has gone before; accounts while they are active anyway; both. */
export type Stealth = 0 | 1 | 2 | 3;

/** What an intruder wants. */
export const goals = ['targets', 'bulk', 'both'] as const;
export type Goal = (typeof goals)[number];

/** What an intruder knows at the start: nothing, names and addresses of the servers, or also who administers them. */
export const knowledgeAtStart = ['nothing', 'map', 'insider'] as const;
export type KnowledgeAtStart = (typeof knowledgeAtStart)[number];

/** Everything a rehearsal can be asked for; equal knobs give equal bytes. Structured-cloneable. */
export interface Knobs {
  readonly seed: number;
  /** Whole days that the carrier is played for. */
  readonly days: number;
  /** Hosts of the estate, desks among them; at least 20. */
  readonly hosts: number;
  readonly subscribers: number;
  /** Nobody intrudes, whatever the scenario. */
  readonly quiet: boolean;
  /** Share of hosts without logs, 0–1. */
  readonly dark: number;
  readonly darkChoice: DarkChoice;
  /** Whether the domain controllers' logs were kept. */
  readonly controllerLogs: boolean;
  /** Days a log goes back from the day of collection; absent: all of the span. */
  readonly retention: Readonly<Partial<Record<LogSource, number>>>;
  /** The furthest that a host's clock is off, in seconds. */
  readonly skew: number;
  /** Share of the hosts the intruder was on whose security log he clears before he goes, 0–1. */
  readonly clearing: number;
  /** Desks are named by DHCP's log alone: other logs show bare addresses. */
  readonly dhcpNamesOnly: boolean;
  /** Multiplies what happens anyway; 1 is the carrier as described. */
  readonly noise: number;
  readonly stealth: Stealth;
  readonly goal: Goal;
  readonly knows: KnowledgeAtStart;
  readonly numbers: NumberPlan;
  /** Call records as Parquet or as delimited text. */
  readonly recordFormat: 'parquet' | 'csv';
}

/** The days that are played: midnight to midnight, UTC. */
export interface Span {
  readonly from: Moment;
  readonly days: number;
  /** When the logs are collected: nothing is dated later. */
  readonly until: Moment;
}
