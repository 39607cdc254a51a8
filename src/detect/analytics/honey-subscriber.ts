import {
  datastoreActivityTable,
  httpActivityTable,
  processActivityTable,
  type Finding,
  type IdentifierDomain,
  type StageInput,
} from '../../case/index.ts';
import { collect, DAY } from '../../lib/index.ts';
import type { Analytic, Carrier } from './analytic.ts';
import { findingFrom, inOrder, PLACED, type Placed } from './analytic-finding.ts';
import { ticketOf } from './announced.ts';

const DOMAINS: readonly IdentifierDomain[] = ['msisdn', 'imsi', 'imei'];

/** Where somebody may name a subscriber, and what else such a fact says. */
const SOURCES = [
  {
    table: datastoreActivityTable,
    text: "concat_ws(' ', statement, parameters)",
    columns: 'account, client_address AS client, application AS program, session, store AS place',
    // Who writes a subscriber's row does not ask for him.
    where: "NOT regexp_matches(coalesce(statement, ''), '(?i)^\\s*(?:insert|update|merge|copy\\s+\\S+\\s*(?:\\([^)]*\\)\\s*)?from)\\b')",
    terminal: true,
  },
  {
    table: httpActivityTable,
    text: "concat_ws(' ', path, query)",
    columns: 'account, client_address AS client, user_agent AS program, NULL AS session, path AS place',
    where: 'true',
    terminal: true,
  },
  {
    table: processActivityTable,
    text: 'command_line',
    columns: 'account, NULL AS client, image AS program, NULL AS session, NULL AS place',
    where: 'true',
    // The privacy officer looks numbers up on a command line.
    terminal: false,
  },
] as const;

type Source = Pick<(typeof SOURCES)[number], 'text' | 'columns' | 'where' | 'terminal'> & { readonly from: string };

/** A habit: on so many days, on a third of those on which the account and its program are seen at all, since the log's first week. */
const HABIT_DAYS = 3;
const LEARNING = 7 * DAY;

interface Touch extends Placed {
  readonly account: string | null;
  readonly client: string | null;
  readonly program: string | null;
  readonly session: string | null;
  readonly place: string | null;
  readonly named: readonly string[];
}

/**
 * Somebody asked for a subscriber of `context/honey.csv`: one who does not exist, or whom nobody may ask for. No list of customers leads there, so that
 * it is terminal; a ticket that covers the account or host (whoever tests the trap) makes it a note, and so does a habit (a nightly run over all rows). Facts hold pseudonyms: the case's masker makes those of the
 * honey numbers, in each of the three domains, because where no column decides a statement's numbers take the likeliest. Prefixes that only
 * cover such a number are not counted. One finding for each session, or where there is none each account, client and day.
 */
export const honeySubscriber: Analytic = {
  id: 'b0e3a4f6-61c5-4c1c-8d15-6a4b3c86b7f2',
  title: 'Honey subscriber asked for: nobody has a reason to name this identifier',
  level: 'critical',
  async run(input, carrier) {
    const honey = pseudonyms(carrier);
    if (honey.length === 0) return [];
    const findings: (Finding | null)[] = [];
    for (const { table, ...rest } of SOURCES) {
      const source = { ...rest, from: input.from(table) };
      const all = await touchesIn(input, source, honey);
      if (all.length === 0) continue;
      const habits = await habitsOf(input, source, all);
      const touches = new Map<string, Touch[]>();
      for (const touch of all) {
        const day = Math.floor(touch.time / DAY);
        collect(touches, [touch.host, touch.account, touch.client, touch.session ?? day].join('\n'), touch);
      }
      for (const group of touches.values()) findings.push(verdictOn(group, carrier, source, habits));
    }
    return inOrder(findings);
  },
};

function pseudonyms({ context, masker }: Carrier): string[] {
  const all = context.honey.flatMap(({ value }) => DOMAINS.map((domain) => masker.identifier(domain, value)));
  return [...new Set(all.filter((pseudonym) => pseudonym !== null))].sort();
}

function touchesIn(input: StageInput, { from, text, columns, where }: Source, honey: readonly string[]): Promise<Touch[]> {
  const found = `regexp_extract_all(${text}, '(?:msisdn|imsi|imei):[0-9a-f]{32}')`;
  return input.engine.rows<Touch>(
    `SELECT ${PLACED}, ${columns}, list_sort(list_distinct(list_intersect(${found}, $honey))) AS named FROM ${from} AS f
     WHERE (contains(${text}, 'msisdn:') OR contains(${text}, 'imsi:') OR contains(${text}, 'imei:')) AND list_has_any(${found}, $honey) AND ${where}
     ORDER BY time, time_100ns, ref`,
    { honey },
  );
}

/** Who names such subscribers by habit, as `whoOf` calls them. */
async function habitsOf(input: StageInput, { from, columns }: Source, touches: readonly Touch[]): Promise<ReadonlySet<string>> {
  const [log] = await input.engine.rows<{ began: number }>(`SELECT min(time) AS began FROM ${from} AS f`);
  const byWho = new Map<string, Touch[]>();
  for (const touch of touches) collect(byWho, whoOf(touch), touch);
  const seen = await input.engine.rows<{ account: string | null; program: string | null; days: number }>(
    `SELECT account, program, CAST(count(DISTINCT CAST(time AS DATE)) AS BIGINT) AS days FROM (SELECT time, ${columns} FROM ${from} AS f) AS g GROUP BY account, program`,
  );
  const habits = seen.filter((who) => {
    const own = byWho.get(whoOf(who)) ?? [];
    const days = new Set(own.map(({ time }) => Math.floor(time / DAY))).size;
    return days >= HABIT_DAYS && 3 * days >= who.days && (own[0]?.time ?? Infinity) < (log?.began ?? 0) + LEARNING;
  });
  return new Set(habits.map(whoOf));
}

function whoOf({ account, program }: Pick<Touch, 'account' | 'program'>): string {
  return JSON.stringify([account, program]);
}

function verdictOn(touches: readonly Touch[], { context }: Carrier, { terminal }: Source, habits: ReadonlySet<string>): Finding | null {
  const [first] = touches;
  if (first === undefined) return null;
  const places = [first.host, ...(first.client === null ? [] : [first.client])];
  const ticket = ticketOf(context.tickets, first.account, first.time, places);
  const isNote = ticket !== null || habits.has(whoOf(first));
  const named = [...new Set(touches.flatMap((touch) => touch.named))].sort();
  return findingFrom(honeySubscriber, touches, {
    level: isNote ? 'low' : terminal ? 'critical' : 'high',
    terminal: terminal && !isNote,
    attack: ['T1213.006'],
    tactics: ['collection'],
    account: first.account,
    fields: {
      account: first.account,
      client: first.client,
      program: first.program,
      place: first.place,
      identifiers: named.join(', '),
      times: String(touches.length),
      ticket,
    },
  });
}
