import { timeOf, type Act } from '../../operation/index.ts';
import { SECOND, type Moment } from '../../moment.ts';
import type { HostPlayer } from '../host-player.ts';

/** What later acts need of the processes that they know by a key. */
export interface ProcessLives {
  /** The last true time at which an act needs the process; null where none does. */
  lastUse(key: string): Moment | null;
  /** Whether an act starts a program below the process. */
  hasChild(key: string): boolean;
}

/** Seconds that each way of reading credentials takes at most. */
const DUMPING = { lsass: 6, 'lsass-minidump': 6, sam: 30, ntds: 140 } as const;

const known = new WeakMap<HostPlayer, ProcessLives>();

/** Looked up once for a host: a process that others are started below, or that holds a connection, must not end before. */
export function livesOf(player: HostPlayer): ProcessLives {
  const ready = known.get(player);
  if (ready !== undefined) return ready;
  const lives = gather(player.world.acts, player.host.index);
  known.set(player, lives);
  return lives;
}

function gather(acts: readonly Act[], host: number): ProcessLives {
  const last = new Map<string, Moment>();
  const parents = new Set<string>();
  const use = (key: string | undefined, until: Moment): void => {
    if (key !== undefined) last.set(key, Math.max(last.get(key) ?? 0, until));
  };
  // From the last to the first: a child's own end is known before its parent's.
  for (const act of acts.toReversed()) {
    if (act.act === 'activity') {
      const { activity } = act;
      if (activity.from === host) use(activity.detail?.process, activity.at + activity.seconds * SECOND);
    } else if (act.act !== 'query' && act.host === host) {
      for (const key of usedBy(act)) use(key, endOf(act, last));
      if (act.act === 'process' && act.parent !== undefined) parents.add(act.parent);
    }
  }
  return { lastUse: (key) => last.get(key) ?? null, hasChild: (key) => parents.has(key) };
}

function usedBy(act: Act): (string | undefined)[] {
  if (act.act === 'process' || act.act === 'dump' || act.act === 'install') return [act.parent];
  return act.act === 'file' || act.act === 'connect' ? [act.process] : [];
}

function endOf(act: Act, last: ReadonlyMap<string, Moment>): Moment {
  const at = timeOf(act);
  if (act.act === 'process') return Math.max(at + act.seconds * SECOND, last.get(act.started ?? '') ?? 0);
  if (act.act === 'connect') return at + act.seconds * SECOND;
  if (act.act === 'file') return at;
  return at + (act.act === 'dump' ? DUMPING[act.method] : 6) * SECOND;
}
