import { byText, idOf } from '../lib/index.ts';
import { inForce, namesAccount, namesHost, type Authorised, type Hop, type Ticket } from '../case/index.ts';
import type { Names } from '../names/index.ts';
import type { OperationMembers } from './operation.ts';

/**
 * The tickets that announced all of an operation, by id: each hop by its time, its account and the host it led to, each terminal and each database
 * session by its time and host. Null where any of it was not announced: then nobody can say that the rest was. A ticket without hosts announces
 * nothing; one without accounts is of whoever worked there.
 */
export function announcing(members: OperationMembers, tickets: readonly Ticket[], names: Names): string[] | null {
  const named = tickets.map((ticket) => withNames(ticket, names));
  const used = new Set<string>();
  const covers = (host: string, time: number, account: string | null): boolean => {
    const found = named.filter(
      (ticket) =>
        inForce(ticket, time) &&
        namesHost(ticket, host) &&
        (account === null || ticket.accounts.length === 0 || namesAccount(ticket, account)),
    );
    for (const { id } of found) used.add(id);
    return found.length > 0;
  };
  const { links, terminals, dataSessions } = members;
  const all =
    links.every(({ visit }) => covers(visit.to, visit.time, visit.account)) &&
    terminals.every(({ host, time }) => covers(host, time, null)) &&
    dataSessions.every(({ session }) => covers(session.host, session.time, null));
  return all ? [...used].sort(byText) : null;
}

/** What is told of an operation that tickets announced. */
export function authorisedRow(
  tickets: readonly string[],
  { terminals, links, dataSessions }: OperationMembers,
  hops: readonly Hop[],
): Authorised {
  const times = [
    ...terminals.flatMap(({ time, last }) => [time, last]),
    ...links.flatMap(({ visit }) => [visit.time, visit.last]),
    ...dataSessions.flatMap(({ session }) => [session.time, session.last]),
  ];
  const hosts = [...terminals.map(({ host }) => host), ...hops.flatMap((hop) => [hop.from_host, hop.to_host])];
  const first = Math.min(...times);
  return {
    id: idOf('authorised', String(first), ...tickets),
    tickets: [...tickets],
    first,
    last: Math.max(...times),
    hosts: [...new Set(hosts)].sort(byText),
    accounts: [...new Set(hops.map(({ account }) => account))].sort(byText),
    hops: hops.length,
    findings: terminals.length,
  };
}

/** The ticket with the names that the case uses, where it knows what is meant: CORP\alice is alice@corp.example. */
function withNames(ticket: Ticket, names: Names): Ticket {
  const host = (name: string): string => names.hostNamed(name) ?? name.toLowerCase();
  const account = (name: string): string => {
    const [realm, user] = name.toLowerCase().split('\\');
    if (realm === undefined || user === undefined) return names.account(name.toLowerCase());
    const machine = names.hostNamed(realm);
    return machine === null ? names.account(`${user}@${realm}`) : `${machine}\\${user}`;
  };
  return { ...ticket, accounts: ticket.accounts.map(account), hosts: ticket.hosts.map(host) };
}
