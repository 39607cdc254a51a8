import { datastoreActivityTable, type Finding, type StageInput, type StoreMapping } from '../../case/index.ts';
import { byText, DAY } from '../../lib/index.ts';
import type { Analytic } from './analytic.ts';
import { findingFrom, inOrder, PLACED, type Placed } from './analytic-finding.ts';
import { ticketOf } from './announced.ts';
import { readingWay, type ReadingWay } from './statement-shape.ts';

/** Days of log before a way of reading that tell that it is new. */
const HISTORY_DAYS = 7;
/** A way that began within those days and was used on so many is part of the place. */
const HABIT_DAYS = 3;
/** Statements whose pointers a finding keeps; it counts them all. */
const MOST_KEPT = 10_000;

const LEVELS: Readonly<Record<ReadingWay, Finding['level']>> = {
  'copied out': 'medium',
  'an answer copied out': 'low',
  'copied aside': 'medium',
  'whole table': 'medium',
  'in pages': 'medium',
  'by a list of identifiers': 'low',
  'by part of an identifier': 'low',
};

/** Columns that hold subscribers or cells, where no mapping names the tables. */
const TELLING = '(^|[^a-z0-9])([a-z0-9]*_)?(msisdn|imsi|imei|a_?number|b_?number|calling|called|cell_?id|cgi|served)[a-z_]*';

interface Statement extends Placed {
  readonly store: string;
  readonly account: string | null;
  readonly client_address: string | null;
  readonly application: string | null;
  readonly statement: string;
  readonly parameters: string | null;
}

/** One way in which one account read a store. */
interface Way {
  readonly way: ReadingWay;
  readonly first: Statement;
  readonly kept: Placed[];
  readonly days: Set<number>;
  count: number;
}

/**
 * Call records read in bulk or by lists, in a way that an account did not use before: copied out, copied aside, whole tables, in
 * pages, by lists or parts of identifiers. Which tables hold call records is told by `context/mappings`; without any, by the names of
 * columns. Analysts of billing, fraud and lawful interception do the same for good reasons, so that it is context for the story and no
 * more. One finding for each account and way.
 */
export const callRecordReads: Analytic = {
  id: '6a1b7d0e-9f42-4c7f-b3a5-0e0d6a5c2f14',
  title: 'Call records read in bulk or by lists in a way that is new for this account',
  level: 'medium',
  async run(input, { context }) {
    const [log] = await input.engine.rows<{ first: number | null }>(
      `SELECT min(time) AS first FROM ${input.from(datastoreActivityTable)} AS f`,
    );
    const began = log?.first ?? null;
    if (began === null) return [];
    const findings: (Finding | null)[] = [];
    for (const [, way] of [...(await waysOf(input, context.mappings))].sort(([a], [b]) => byText(a, b))) {
      const known = way.first.time - began;
      if (known < HISTORY_DAYS * DAY && way.days.size >= HABIT_DAYS) continue;
      const ticket = ticketOf(context.tickets, way.first.account, way.first.time);
      const level = ticket !== null ? 'informational' : known < HISTORY_DAYS * DAY ? 'low' : LEVELS[way.way];
      findings.push(
        findingFrom(callRecordReads, way.kept, {
          level,
          terminal: false,
          attack: ['T1213.006'],
          tactics: ['collection'],
          account: way.first.account,
          fields: {
            account: way.first.account,
            client: way.first.client_address,
            program: way.first.application,
            store: way.first.store,
            way: way.way,
            statements: String(way.count),
            days: String(way.days.size),
            statement: way.first.statement.slice(0, 1_000),
            ticket,
          },
        }),
      );
    }
    return inOrder(findings);
  },
};

async function waysOf(input: StageInput, mappings: readonly StoreMapping[]): Promise<Map<string, Way>> {
  const tables = [...new Set(mappings.flatMap((mapping) => mapping.tables.map((table) => table.split('.').at(-1) ?? table)))].sort(byText);
  const names = Object.fromEntries(tables.map((table, i) => [`t${i}`, table]));
  const concerns =
    tables.length === 0
      ? `regexp_matches(lower(statement), '${TELLING}')`
      : `(${tables.map((_, i) => `contains(lower(concat_ws(' ', statement, object_name)), $t${i})`).join(' OR ')})`;
  // What a program asks for all day, one subscriber at a time, is left out before its words are looked at.
  const sql = `
    SELECT ${PLACED}, store, account, client_address, application, statement, parameters FROM ${input.from(datastoreActivityTable)} AS f
    WHERE activity = 'statement' AND statement IS NOT NULL AND ${concerns} AND (
      NOT contains(lower(statement), 'where') OR contains(lower(statement), 'offset') OR contains(lower(statement), 'into')
      OR regexp_matches(lower(statement), '^[^a-z]*(copy|create|insert|declare)') OR contains(statement, ':~') OR contains(coalesce(parameters, ''), ':~')
      OR len(regexp_extract_all(concat_ws(' ', statement, parameters), '(?:msisdn|imsi|imei):')) >= 5)
    ORDER BY time, time_100ns, ref`;
  const ways = new Map<string, Way>();
  for await (const block of input.engine.stream<Statement>(sql, names)) {
    for (const row of block) {
      const way = readingWay(row.statement, row.parameters);
      if (way === null) continue;
      const key = [row.store, row.account, way].join('\n');
      const known = ways.get(key) ?? { way, first: row, kept: [], days: new Set<number>(), count: 0 };
      ways.set(key, known);
      known.count += 1;
      known.days.add(Math.floor(row.time / DAY));
      if (known.kept.length < MOST_KEPT) known.kept.push(placeOf(row));
    }
  }
  return ways;
}

/** A fact without its texts, which may be long. */
function placeOf({ time, time_100ns, time_digits, host, ref, pointers }: Placed): Placed {
  return { time, time_100ns, time_digits, host, ref, pointers };
}
