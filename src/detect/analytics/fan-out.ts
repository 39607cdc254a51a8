import type { Finding, StageInput } from '../../case/index.ts';
import { DAY } from '../../lib/index.ts';
import type { Analytic, Carrier } from './analytic.ts';
import { findingFrom, inOrder, PLACED, type Placed, type Verdict } from './analytic-finding.ts';
import { ticketOf } from './announced.ts';

/** What reaches out to how many, as SQL over one table of facts. */
export interface Reach {
  /** The table, as `input.from` gives it. */
  readonly from: string;
  /** Which facts count. */
  readonly where: string;
  /** Columns that together are who reaches out, each with its name. */
  readonly who: Readonly<Record<string, string>>;
  /** What is reached. */
  readonly target: string;
  /** Targets within ten minutes that are many for anybody. */
  readonly many: number;
  /** Targets that are many for somebody who reached no more than a quarter of them within ten minutes of any other day. */
  readonly unusual: number;
}

interface Burst {
  readonly who: Readonly<Record<string, string>>;
  readonly from: number;
  readonly most: number;
  readonly targets: number;
}

/** Minutes in which targets are counted together. */
const MINUTES = 10;
/** What is unusual is so against this many other days, and so many times their most. */
const OTHER_DAYS = 5;
const TIMES = 4;
/** Facts whose pointers a finding keeps. */
const KEPT = 2_000;

/**
 * Days on which somebody reached many targets within ten minutes, though he does not do so by habit: monitoring, management and backup do it on most days
 * that they are seen, since the log began, and a monthly scan has its ticket. What is many only for him is low. One finding for each who and day.
 */
export async function fanOutFindings(
  analytic: Pick<Analytic, 'id' | 'title'>,
  input: StageInput,
  carrier: Carrier,
  reach: Reach,
  verdict: Pick<Verdict, 'level' | 'attack' | 'tactics'>,
): Promise<Finding[]> {
  const findings: (Finding | null)[] = [];
  for (const burst of await bursts(input, reach)) {
    const account = burst.who.account ?? null;
    const ticket = ticketOf(carrier.context.tickets, account, burst.from);
    const facts = await factsOf(input, reach, burst);
    findings.push(
      findingFrom(analytic, facts, {
        ...verdict,
        level: ticket !== null ? 'informational' : burst.most >= reach.many ? verdict.level : 'low',
        terminal: false,
        account,
        fields: { ...burst.who, targets: String(burst.targets), 'most in ten minutes': String(burst.most), ticket },
      }),
    );
  }
  return inOrder(findings);
}

function bursts(input: StageInput, { from, where, who, target, many, unusual }: Reach): Promise<Burst[]> {
  const names = Object.keys(who);
  const keys = names.join(', ');
  const columns = Object.entries(who).map(([name, sql]) => `${sql} AS ${name}`);
  const sql = `
    WITH used AS (SELECT ${columns.join(', ')}, ${target} AS target, time FROM ${from} AS f WHERE ${where}),
    known AS (SELECT * FROM used WHERE target IS NOT NULL AND ${names.map((name) => `${name} IS NOT NULL`).join(' AND ')}),
    slot AS MATERIALIZED (SELECT ${keys}, time_bucket(INTERVAL '${MINUTES}' MINUTE, time) AS slot, count(DISTINCT target) AS targets, min(time) AS first FROM known GROUP BY ALL),
    peak AS (SELECT ${keys}, CAST(slot AS DATE) AS day, max(targets) AS most FROM slot GROUP BY ALL),
    burst AS (SELECT ${keys}, CAST(slot AS DATE) AS day, max(targets) AS most, min(first) AS first FROM slot WHERE targets >= ${unusual} GROUP BY ALL),
    other AS (
      SELECT ${names.map((name) => `burst.${name} AS ${name}`).join(', ')}, burst.day AS day, max(peak.most) AS most, count(*) AS days
      FROM burst JOIN peak ON ${names.map((name) => `peak.${name} = burst.${name}`).join(' AND ')} AND peak.day <> burst.day GROUP BY ALL),
    lived AS (SELECT ${keys}, count(DISTINCT day) AS days FROM peak GROUP BY ALL),
    habit AS (SELECT ${keys}, count(*) AS days, min(day) AS began FROM burst GROUP BY ALL),
    total AS (SELECT ${keys}, CAST(time AS DATE) AS day, count(DISTINCT target) AS targets FROM known GROUP BY ALL)
    SELECT struct_pack(${names.map((name) => `${name} := burst.${name}`).join(', ')}) AS who, burst.first AS "from",
      CAST(burst.most AS BIGINT) AS most, CAST(total.targets AS BIGINT) AS targets
    FROM burst JOIN lived USING (${keys}) JOIN habit USING (${keys}) JOIN total USING (${keys}, day) LEFT JOIN other USING (${keys}, day)
    WHERE NOT (habit.days >= 3 AND 3 * habit.days >= lived.days AND habit.began <= (SELECT CAST(min(time) AS DATE) FROM known) + 7)
      AND (burst.most >= ${many} OR (other.days >= ${OTHER_DAYS} AND burst.most >= ${TIMES} * other.most))
    ORDER BY burst.first, ${keys}`;
  return input.engine.rows<Burst>(sql);
}

/** One fact for each target of the day, the first. */
function factsOf(input: StageInput, { from, where, who, target }: Reach, burst: Burst): Promise<Placed[]> {
  const names = Object.keys(who);
  const equal = names.map((name) => `${who[name] ?? 'NULL'} = $${name}`);
  return input.engine.rows<Placed>(
    `SELECT ${PLACED} FROM ${from} AS f
     WHERE ${where} AND ${equal.join(' AND ')} AND time >= make_timestamp($from) AND time < make_timestamp($until)
     QUALIFY row_number() OVER (PARTITION BY ${target} ORDER BY time, time_100ns, ref) = 1
     ORDER BY time, time_100ns, ref LIMIT ${KEPT}`,
    { ...burst.who, from: burst.from, until: Math.floor(burst.from / DAY) * DAY + DAY },
  );
}
