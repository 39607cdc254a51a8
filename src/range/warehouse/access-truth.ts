import { createHash } from 'node:crypto';
import { millisecondText } from '../moment.ts';
import type { Activity } from '../plan/index.ts';
import { canonicalColumns, recordColumnNames } from '../telephony/question.ts';
import type { Access } from '../truth.ts';
import type { Keeping, QueryAnswer } from '../world/index.ts';
import { askedOf, type QueryAct } from './asked.ts';
import type { ConnectionWorld } from './connection.ts';
import { databaseRoleOf } from './roles.ts';

/**
 * The truth about one question put to the warehouse: as its log dates and words it, and what it really returned. `session`: the
 * `database` activity that opened the session it was put in. Where the log was not kept, or keeps back what is needed to tell its rows, or it was given up,
 * nobody can claim more than that they are possible.
 */
export function accessTruth(
  world: ConnectionWorld,
  session: Activity,
  act: QueryAct,
  answer: QueryAnswer,
  wave: number,
  keeping: Keeping,
): Access {
  const { store, estate } = world;
  const { columns, understood, bound = false, cancelled = false } = act.question;
  const rows = answer.recordIds.length;
  const { sql, time } = askedOf(world, session, act, rows);
  const dated = millisecondText(time);
  const observable = keeping.keeps(session.to, 'database', act.at);
  const told = observable && understood && !cancelled && (!bound || store.settings.parameters);
  const names = columns ?? recordColumnNames;
  return {
    id: createHash('sha256').update(`${dated} ${store.name} ${sql.sql}`).digest('hex').slice(0, 16),
    time: dated,
    account: databaseRoleOf(world, session.account).name,
    store: store.name,
    statement: sql.sql,
    grade: told ? 'confirmed' : 'possible',
    columns: [...new Set(names.flatMap((column) => canonicalColumns[column] ?? []))].sort(),
    rows: { confirmed: told ? rows : 0, possible: told ? 0 : rows },
    record_ids: answer.recordIds,
    client_host: estate.hosts[session.detail?.via ?? session.from]?.fqdn ?? '',
    wave,
    observable,
    evidence: [],
  };
}
