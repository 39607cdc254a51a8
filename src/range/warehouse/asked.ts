import { MILLISECOND, SECOND, type Moment } from '../moment.ts';
import type { Act } from '../operation/index.ts';
import type { Activity } from '../plan/index.ts';
import { authorizedAt, serverTime, type ConnectionWorld } from './connection.ts';
import { sqlOf, type RecordSql } from './record-sql.ts';
import { wholeMilliseconds } from './session.ts';

/** A question that an act puts to the warehouse. */
export type QueryAct = Extract<Act, { act: 'query' }>;

/** A question as the server saw it; times in its own clock, whole milliseconds. */
export interface Asked {
  readonly sql: RecordSql;
  /** What the first line of it is dated. */
  readonly time: Moment;
  /** When it was put, and when it was through or given up. */
  readonly beganAt: Moment;
  readonly endedAt: Moment;
}

/** The text of a question put in a session (the `database` activity that opened it): wherever it is asked for, the same. */
export function wordingOf(world: ConnectionWorld, session: Activity, { at, question }: Pick<QueryAct, 'at' | 'question'>): RecordSql {
  const random = world.random.stream('warehouse/wording').restart(session.id, Math.floor(at / MILLISECOND) % 0x1_0000_0000);
  return sqlOf(question, world.store, random);
}

/** Nobody waits longer for an answer, and no answer takes longer: questions that lie ten seconds apart never overlap. */
const LONGEST = 9 * SECOND;

/** How a question looks in the server's log. `rows`: how many it returned. */
export function askedOf(world: ConnectionWorld, session: Activity, act: QueryAct, rows: number): Asked {
  const sql = wordingOf(world, session, act);
  const random = world.random.stream('warehouse/duration').restart(session.id, Math.floor(act.at / MILLISECOND) % 0x1_0000_0000);
  const cancelled = act.question.cancelled === true;
  const beganAt = Math.max(wholeMilliseconds(serverTime(world, session, act.at)), authorizedAt(world, session) + MILLISECOND);
  const lasts = cancelled ? random.between(2, 9) * SECOND : random.between(8, 90) * MILLISECOND + rows * 30;
  const endedAt = beganAt + wholeMilliseconds(Math.min(LONGEST, lasts));
  // With log_rows a statement is audited when it ends; a cancelled one then leaves its error alone.
  return { sql, time: world.store.settings.rows ? endedAt : beganAt, beganAt, endedAt };
}
