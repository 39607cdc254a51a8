import type { Host } from '../estate/index.ts';
import type { FileSink } from '../file-sink.ts';
import { DAY, MILLISECOND, MINUTE, SECOND, type Moment } from '../moment.ts';
import { activityKinds, type Activity } from '../plan/index.ts';
import type { LogJob } from '../play/log-job.ts';
import type { Random } from '../random.ts';
import type { RecordCounts } from '../telephony/index.ts';
import type { World } from '../world/index.ts';
import { askedOf, type QueryAct } from './asked.ts';
import { connectionOf, serverStart, wrongPasswordBefore, type Connection } from './connection.ts';
import { interceptOrders } from './orders.ts';
import { Desk, mistakeOf, readers, statementOf, statementsOf } from './readers/index.ts';
import { ServerLines } from './server-lines.ts';
import { ServerLog } from './server-log.ts';
import { DatabaseSession, refuse, type Backend } from './session.ts';

/**
 * The csvlog of each warehouse server, one file a month, day by day with the lines of open sessions in memory. `answers`: how many rows the
 * questions of acts returned, by the number of the act. `counts` must be complete when a job runs.
 */
export function warehouseJobs(world: World, counts: RecordCounts, answers: ReadonlyMap<number, number>): LogJob[] {
  return servers(world).map((host) => ({
    name: `${host.fqdn}/database`,
    weight: world.plan.rowsOf(host.index).length * 8 + world.span.days * 50,
    run: (sink) => new WarehousePlayer(world, host, counts, answers, sink).play(),
  }));
}

/** Which server and store each of these logs is of: entries of sources.yaml. */
export function warehouseSources(world: World): { match: string; host: string; zone: string; kind: string; store: string }[] {
  const kind = 'postgresql-csvlog';
  return servers(world).map(({ fqdn }) => ({
    match: `**/${fqdn}/postgresql-*.csv`,
    host: fqdn,
    zone: 'UTC',
    kind,
    store: world.store.name,
  }));
}

/** Warehouses whose log was kept, in order of the estate. */
function servers({ estate, keeping }: World): Host[] {
  return estate.byRole('warehouse').filter((host) => keeping.keptFrom(host.index, 'database') !== null);
}

const DATABASE = activityKinds.indexOf('database');
/** How long before a session its client may have tried in vain: lines younger than that are not written yet. */
const EARLIER = MINUTE;

interface OpenedByAct {
  readonly activity: Activity;
  readonly queries: { readonly number: number; readonly act: QueryAct }[];
}

class WarehousePlayer {
  readonly #world: World;
  readonly #host: Host;
  readonly #answers: ReadonlyMap<number, number>;
  readonly #log: ServerLog;
  readonly #own: ServerLines;
  readonly #desk: Desk;
  readonly #draws: Random;
  readonly #started: Moment;
  /** Process numbers given out within one second, so that no session is called like another. */
  #second = { at: 0, pids: new Set<number>() };

  constructor(world: World, host: Host, counts: RecordCounts, answers: ReadonlyMap<number, number>, sink: FileSink) {
    const { span, keeping, store } = world;
    const random = world.random.stream(`warehouse/${host.fqdn}`);
    this.#world = world;
    this.#host = host;
    this.#answers = answers;
    this.#started = serverStart(world);
    this.#log = new ServerLog(store, sink, host.fqdn, (time) => {
      const at = time - host.skew;
      return at < span.until && keeping.keeps(host.index, 'database', at);
    });
    this.#own = new ServerLines(this.#log, random.stream('server'), this.#started);
    this.#desk = new Desk(world, counts, random.stream('statements'), interceptOrders(world));
    this.#draws = random.stream('connections');
  }

  play(): void {
    const { plan, span } = this.#world;
    const opened = this.#openedByActs();
    const rows = plan.rowsOf(this.#host.index);
    let nextRow = 0;
    let nextOpened = 0;
    for (let day = 0; day < span.days; day++) {
      const from = span.from + day * DAY;
      const end = from + DAY;
      this.#own.writeDay(day, from + this.#host.skew);
      for (; nextRow < rows.length; nextRow++) {
        const row = rows[nextRow] ?? 0;
        if ((plan.memory.at[row] ?? 0) >= end) break;
        if (plan.memory.kind[row] !== DATABASE || plan.memory.to[row] !== this.#host.index) continue;
        const activity = plan.activity(row);
        this.#read(activity, this.#open(activity));
      }
      for (; nextOpened < opened.length; nextOpened++) {
        const one = opened[nextOpened];
        if (one === undefined || one.activity.at >= end) break;
        this.#ask(one);
      }
      this.#log.flush(end + this.#host.skew - EARLIER);
    }
    this.#log.close();
  }

  /** Sessions that acts open here, with what is asked in them, in order of time. */
  #openedByActs(): readonly OpenedByAct[] {
    const opened: OpenedByAct[] = [];
    const bySession = new Map<string, OpenedByAct>();
    for (const [number, act] of this.#world.acts.entries()) {
      if (act.act === 'activity' && act.activity.kind === 'database' && act.activity.to === this.#host.index) {
        const one = { activity: act.activity, queries: [] };
        opened.push(one);
        if (act.activity.detail?.session !== undefined) bySession.set(act.activity.detail.session, one);
      } else if (act.act === 'query') bySession.get(act.session)?.queries.push({ number, act });
    }
    return opened;
  }

  /** A client connects, after a wrong password where he mistyped it. */
  #open(activity: Activity): { readonly connection: Connection; readonly session: DatabaseSession } {
    const random = this.#draws.restart(activity.id);
    const connection = connectionOf(this.#world, activity, random);
    const slot = random.integer(3, 40);
    const wrong = wrongPasswordBefore(this.#world, activity);
    if (wrong !== null) {
      const receivedAt = connection.receivedAt - Math.round((activity.at - wrong.at) / MILLISECOND) * MILLISECOND;
      const before = { address: connection.client.address, port: wrong.port, role: connection.client.role, application: '' };
      refuse(this.#log, before, this.#backend(receivedAt, receivedAt + 14 * MILLISECOND, slot));
    }
    return {
      connection,
      session: new DatabaseSession(this.#log, connection.client, this.#backend(connection.receivedAt, connection.authorizedAt, slot)),
    };
  }

  #backend(receivedAt: Moment, authorizedAt: Moment, slot: number): Backend {
    const up = receivedAt - this.#started;
    const second = Math.floor(receivedAt / SECOND);
    if (this.#second.at !== second) this.#second = { at: second, pids: new Set() };
    let pid = 2_000 + (Math.floor(up / (200 * MILLISECOND)) % 4_000_000);
    while (this.#second.pids.has(pid)) pid++;
    this.#second.pids.add(pid);
    return { receivedAt, authorizedAt, pid, slot, transactions: 2 + Math.floor(up / (500 * MILLISECOND)) };
  }

  /** The statements of somebody's everyday session. */
  #read(activity: Activity, { connection, session }: { readonly connection: Connection; readonly session: DatabaseSession }): void {
    const desk = this.#desk;
    const { random } = desk;
    const reader = readers[connection.role.kind];
    random.restart(activity.id);
    desk.begin(activity.account);
    const lasts = Math.max(activity.seconds * SECOND, 600 * MILLISECOND);
    const end = connection.receivedAt + lasts;
    const begins = connection.authorizedAt + Math.min(lasts / 4, random.between(60, 4_000) * MILLISECOND);
    const statements = statementsOf(reader, activity.seconds, desk);
    const each = (end - begins - 20 * MILLISECOND) / statements;
    for (let i = 0; i < statements; i++) {
      const at = begins + (i + random.fraction() * 0.4) * each;
      desk.moveTo(at - this.#host.skew);
      const mistake = mistakeOf(reader, desk);
      if (mistake !== null) session.fail(at, mistake);
      else {
        const query = statementOf(reader, desk);
        const wanted = query.cancelled === true ? (query.patience ?? 0) : random.between(4, 700) * MILLISECOND;
        const lasted = Math.min(wanted, each * 0.5);
        session.query(at + lasted, query.cancelled === true ? { ...query, patience: lasted } : query);
      }
    }
    session.disconnect(end);
  }

  /** The questions of an act's session. */
  #ask({ activity, queries }: OpenedByAct): void {
    const { connection, session } = this.#open(activity);
    let end = connection.receivedAt + activity.seconds * SECOND;
    for (const { number, act } of queries) {
      const rows = this.#answers.get(number);
      if (rows === undefined) throw new RangeError(`no answer is known to act ${number}`);
      const { sql, endedAt, beganAt } = askedOf(this.#world, activity, act, rows);
      const cancelled = act.question.cancelled === true;
      session.query(cancelled || this.#world.store.settings.rows ? endedAt : beganAt, {
        ...sql,
        rows,
        cancelled,
        patience: endedAt - beganAt,
      });
      end = Math.max(end, endedAt + 20 * MILLISECOND);
    }
    session.disconnect(end);
  }
}
