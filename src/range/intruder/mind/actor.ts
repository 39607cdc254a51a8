import { SECOND, type Moment } from '../../moment.ts';
import type { Random } from '../../random.ts';
import type { Stealth } from '../../world/index.ts';
import type { Clock } from '../clock.ts';
import type { Kit } from '../kit/index.ts';
import type { OpenActivity, Script } from '../script.ts';
import type { Chronicle, Mechanism } from '../truth/chronicle.ts';
import type { Ground } from './ground.ts';
import type { Knowledge } from './knowledge.ts';

/** A way he went to get onto a host. */
export interface Edge {
  readonly from: number;
  readonly account: number;
  readonly mechanism: Exclude<Mechanism, 'database'>;
}

/** A host on which he can run programs. */
export interface Hold {
  readonly host: number;
  /** Key of the process below which he works; null for a web shell, where every command starts anew. */
  readonly process: string | null;
  /** Key of the session he works in; `system` where it is none of his. */
  readonly session: string;
  readonly since: Moment;
  /** When it ends by itself: seats are left at the end of a shift, what was dropped stays. */
  readonly until: Moment;
  /** The activity whose session must last as long as he works in it; null where it need not. */
  readonly activity: OpenActivity | null;
  /** Null for a web shell, and where somebody let his program in himself. */
  readonly edge: Edge | null;
  /** Whose desktop his program runs on; null where he came on his own. */
  readonly lured: number | null;
  /** Hosts between it and the foothold. */
  readonly depth: number;
}

/** How an intruder likes to work: the same in all his waves. */
export interface Style {
  readonly mechanisms: Readonly<Record<Exclude<Mechanism, 'database'>, number>>;
  /** Reads memory by a tool of his own, with a tool of Microsoft's, by a library of Windows; 0–1, the rest. */
  readonly ownDumper: number;
  /** Takes a look at what is around with a scanner of his own. */
  readonly scans: boolean;
  /** Whether he digs a tunnel. */
  readonly tunnels: boolean;
  /** Whether he takes archives out through the web shell, through the tunnel, or either. */
  readonly webShare: number;
}

/** Who acts: what he knows, what he holds, and the time it is for him. */
export interface Actor {
  readonly ground: Ground;
  readonly random: Random;
  readonly script: Script;
  readonly chronicle: Chronicle;
  readonly knowledge: Knowledge;
  readonly style: Style;
  readonly stealth: Stealth;
  readonly clock: Clock;
  readonly kit: Kit;
  /** The web server he comes in by in this wave. */
  readonly foothold: number;
  /** Public servers that he might come in by. */
  readonly doors: readonly number[];
  readonly holds: Map<number, Hold>;
  /** Host whose tunnel runs, and the key of the tunnel's process. */
  tunnel: { readonly host: number; process: string; since: Moment } | null;
  /** Shares on which he left something for others to open. */
  readonly baits: Set<number>;
  /** Accounts he does without in this wave: they rest. */
  readonly resting: Set<number>;
  /** Accounts whose passwords were changed since he stole them; he does not know. */
  readonly changed: Set<number>;
}

/** Whether he goes only where an account has gone before. */
export function keepsToPaths({ stealth }: Pick<Actor, 'stealth'>): boolean {
  return stealth === 1 || stealth === 3;
}

/** Hosts he holds at this moment, by number: what he does next may change them. */
export function hostsHeld({ holds }: Pick<Actor, 'holds'>): readonly number[] {
  return [...holds.keys()].sort((a, b) => a - b);
}

/** Keeps a session open for what is done in it at a moment. */
export function extend(hold: Hold, at: Moment): void {
  const { activity } = hold;
  if (activity !== null) activity.seconds = Math.max(activity.seconds, Math.ceil((at - activity.at) / SECOND) + 20);
}

/** Whether a hold still stands at a moment: its session lasts and its host was not down. */
export function stands({ ground }: Actor, hold: Hold, at: Moment): boolean {
  return at < hold.until && (hold.process === null || !ground.wasDown(hold.host, hold.since, at));
}
