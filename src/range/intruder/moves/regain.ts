import { DAY, MINUTE } from '../../moment.ts';
import { stands, type Actor, type Hold } from '../mind/actor.ts';
import { comeAlong } from './lure.ts';
import { goAgain } from './move.ts';

/** A hold that still stands on a host, or that stands again after he has gone his way once more; null where he has lost it. */
export function regain(actor: Actor, host: number, depth = 0): Hold | null {
  const { holds, clock } = actor;
  const hold = holds.get(host);
  if (hold === undefined || depth > 12) return null;
  if (stands(actor, hold, clock.now + 30 * MINUTE)) return hold;
  holds.delete(host);
  if (hold.lured !== null) return comeAlong(actor, host, hold.lured, DAY);
  if (hold.edge === null) return null;
  const from = regain(actor, hold.edge.from, depth + 1);
  return from === null ? null : goAgain(actor, from, hold.edge, host);
}
