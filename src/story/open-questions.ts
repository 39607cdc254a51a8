import { byText } from '../lib/index.ts';
import type { Hop, OpenQuestion } from '../case/index.ts';
import type { ClientSession } from './store-session.ts';
import { routeKey } from './visit.ts';

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';

/** What the logs don't say and a person could find out, with the logs that would tell; in the table's order. */
export function openQuestions(
  operation: string,
  hops: readonly Hop[],
  untold: readonly ClientSession[],
  logged: ReadonlySet<string>,
): OpenQuestion[] {
  const questions: OpenQuestion[] = [];
  const ask = (about: string, text: string, would_tell: readonly string[]): void =>
    void questions.push({ operation, about, text, would_tell: [...would_tell].sort(byText) });
  const routes = new Set<string>();
  for (const hop of hops) {
    const { account, from_host: from, to_host: to } = hop;
    const route = routeKey(from, to, account);
    if (routes.has(route)) continue;
    routes.add(route);
    if (hop.join === 'database')
      ask(hop.id, `How did the intruder come by the database role ${account}, used from ${from} on ${to}?`, [`Security on ${from}`]);
    else if (hop.stolen_host === null)
      ask(hop.id, `Where was the credential of ${account} stolen, which was used from ${from} on ${to}?`, [
        `Security on ${from}`,
        `${SYSMON} on ${from}`,
      ]);
  }
  for (const dark of new Set(hops.map((hop) => hop.from_host).filter((host) => !logged.has(host)))) {
    const reached = [...new Set(hops.filter((hop) => hop.from_host === dark).map((hop) => hop.to_host))].sort(byText);
    ask(dark, `How did the intruder come to ${dark}, from which ${reached.join(' and ')} was reached? It left no log.`, [
      `Security on ${dark}`,
      `${SYSMON} on ${dark}`,
    ]);
  }
  const clients = new Map<string, ClientSession>();
  for (const one of untold) clients.set(JSON.stringify([one.client, one.session.host]), one);
  for (const { client, session } of clients.values())
    ask(
      client,
      `Which database sessions from ${client} on ${session.host} were the intruder's? ${client} keeps no record of its connections.`,
      [`${SYSMON} on ${client}`],
    );
  return questions.sort((a, b) => byText(a.about, b.about) || byText(a.text, b.text));
}
