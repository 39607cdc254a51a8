import {
  datastoreActivityTable,
  httpActivityTable,
  processActivityTable,
  type Finding,
  type IdentifierDomain,
  type StageInput,
} from '../../case/index.ts';
import { collect } from '../../lib/index.ts';
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
  },
  {
    table: httpActivityTable,
    text: "concat_ws(' ', path, query)",
    columns: 'account, client_address AS client, user_agent AS program, NULL AS session, path AS place',
  },
  {
    table: processActivityTable,
    text: 'command_line',
    columns: 'account, NULL AS client, image AS program, NULL AS session, NULL AS place',
  },
] as const;

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
 * it is terminal; a ticket that covers the account (whoever tests the trap) makes it a note. Facts hold pseudonyms: the case's masker makes those of the
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
    for (const { table, text, columns } of SOURCES) {
      const touches = new Map<string, Touch[]>();
      for (const touch of await touchesIn(input, { from: input.from(table), text, columns }, honey)) {
        const day = Math.floor(touch.time / 86_400_000_000);
        collect(touches, [touch.host, touch.account, touch.client, touch.session ?? day].join('\n'), touch);
      }
      for (const group of touches.values()) findings.push(verdictOn(group, carrier));
    }
    return inOrder(findings);
  },
};

function pseudonyms({ context, masker }: Carrier): string[] {
  const all = context.honey.flatMap(({ value }) => DOMAINS.map((domain) => masker.identifier(domain, value)));
  return [...new Set(all.filter((pseudonym) => pseudonym !== null))].sort();
}

function touchesIn(
  input: StageInput,
  { from, text, columns }: { readonly from: string; readonly text: string; readonly columns: string },
  honey: readonly string[],
): Promise<Touch[]> {
  const found = `regexp_extract_all(${text}, '(?:msisdn|imsi|imei):[0-9a-f]{32}')`;
  return input.engine.rows<Touch>(
    `SELECT ${PLACED}, ${columns}, list_sort(list_distinct(list_intersect(${found}, $honey))) AS named FROM ${from} AS f
     WHERE (contains(${text}, 'msisdn:') OR contains(${text}, 'imsi:') OR contains(${text}, 'imei:')) AND list_has_any(${found}, $honey)
     ORDER BY time, time_100ns, ref`,
    { honey },
  );
}

function verdictOn(touches: readonly Touch[], { context }: Carrier): Finding | null {
  const [first] = touches;
  if (first === undefined) return null;
  const ticket = ticketOf(context.tickets, first.account, first.time);
  const named = [...new Set(touches.flatMap((touch) => touch.named))].sort();
  return findingFrom(honeySubscriber, touches, {
    level: ticket === null ? 'critical' : 'low',
    terminal: ticket === null,
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
