import { datastoreActivityTable, type Finding, type StageInput } from '../../case/index.ts';
import { DAY } from '../../lib/index.ts';
import type { Analytic } from './analytic.ts';
import { findingFrom, inOrder, PLACED, type Placed } from './analytic-finding.ts';
import { ticketOf } from './announced.ts';

/** The bounds within which an account is one of an application. */
const bounds = {
  /** Days with activity before the new client came. */
  days: 10,
  /** Clients on all of those days. */
  clients: 3,
  /** Sessions and statements on them. */
  uses: 100,
  /** Facts of the first day that a finding keeps. */
  kept: 1_000,
} as const;

/** What programs call themselves, without versions, scripts and connection numbers: its first word in lower case. */
const PROGRAM = "coalesce(regexp_extract(lower(application), '[a-z][a-z_.-]*'), '')";

interface Arrival {
  readonly store: string;
  readonly account: string;
  readonly client: string;
  readonly program: string;
  readonly first: number;
  readonly clients: readonly string[];
  readonly programs: readonly string[];
}

/**
 * An account of an application (one that came from few clients, day after day) is used from a client it never came from, or with a program that it never
 * used. High where both are new: whoever found its password uses it from elsewhere with tools of their own. A new server of the application brings
 * the program with it (low), and an administrator who looks into the application's trouble comes from the server itself (medium).
 */
export const storeAccountClients: Analytic = {
  id: 'f2c9a1d8-3e57-4a86-9b0c-7d41e5f6a230',
  title: "An application's database account used from a client or with a program that it never used",
  level: 'high',
  async run(input, { context }) {
    const findings: (Finding | null)[] = [];
    const told = new Set<string>();
    for (const arrival of await arrivals(input)) {
      const newClient = !arrival.clients.includes(arrival.client);
      const newProgram = !arrival.programs.includes(arrival.program);
      // A client that comes with all the programs known came once.
      const place = [arrival.store, arrival.account, arrival.client].join('\n');
      if (!newProgram && told.has(place)) continue;
      told.add(place);
      const facts = await firstDay(input, arrival);
      const ticket = ticketOf(context.tickets, arrival.account, arrival.first);
      const level = ticket !== null ? 'informational' : newClient && newProgram ? 'high' : newProgram ? 'medium' : 'low';
      findings.push(
        findingFrom(storeAccountClients, facts, {
          level,
          terminal: false,
          attack: ['T1078', 'T1213.006'],
          tactics: ['collection', 'initial-access'],
          account: arrival.account,
          fields: {
            account: arrival.account,
            client: arrival.client,
            program: arrival.program,
            store: arrival.store,
            'new client': String(newClient),
            'new program': String(newProgram),
            'clients before': arrival.clients.join(', '),
            'programs before': arrival.programs.join(', '),
            ticket,
          },
        }),
      );
    }
    return inOrder(findings);
  },
};

/** First uses of a pair of client and program by an account of an application, with what it used on the days before. */
function arrivals(input: StageInput): Promise<Arrival[]> {
  const sql = `
    WITH every AS MATERIALIZED (
      SELECT store, account, coalesce(client_address, '') AS client, ${PROGRAM} AS program, min(time) AS first, CAST(time AS DATE) AS day, count(*) AS uses
      FROM ${input.from(datastoreActivityTable)} AS f
      WHERE account IS NOT NULL AND activity IN ('connect', 'statement') AND outcome = 'ok'
      GROUP BY ALL),
    -- Whatever comes after the first client too many is not looked at.
    client AS (SELECT store, account, client, min(day) AS day FROM every GROUP BY ALL),
    crowd AS (SELECT store, account, day FROM client QUALIFY row_number() OVER (PARTITION BY store, account ORDER BY day, client) = ${bounds.clients + 1}),
    use AS (SELECT every.* FROM every LEFT JOIN crowd USING (store, account) WHERE crowd.day IS NULL OR every.day <= crowd.day),
    pair AS (SELECT store, account, client, program, min(first) AS first, min(day) AS day FROM use GROUP BY ALL)
    SELECT pair.store AS store, pair.account AS account, pair.client AS client, pair.program AS program, pair.first AS first,
      list_sort(list_distinct(list(use.client))) AS clients, list_sort(list_distinct(list(use.program))) AS programs
    FROM pair JOIN use ON use.store = pair.store AND use.account = pair.account AND use.day < pair.day
    GROUP BY ALL
    HAVING count(DISTINCT use.day) >= ${bounds.days} AND count(DISTINCT use.client) <= ${bounds.clients} AND sum(use.uses) >= ${bounds.uses}
      AND NOT (list_contains(list(use.client), pair.client) AND list_contains(list(use.program), pair.program))
    ORDER BY pair.first, store, account, client, program`;
  return input.engine.rows<Arrival>(sql);
}

function firstDay(input: StageInput, { store, account, client, program, first }: Arrival): Promise<Placed[]> {
  return input.engine.rows<Placed>(
    `SELECT ${PLACED} FROM ${input.from(datastoreActivityTable)} AS f
     WHERE store = $store AND account = $account AND coalesce(client_address, '') = $client AND ${PROGRAM} = $program
       AND activity IN ('connect', 'statement') AND outcome = 'ok' AND time < make_timestamp($until)
     ORDER BY time, time_100ns, ref LIMIT ${bounds.kept}`,
    { store, account, client, program, until: first + DAY },
  );
}
