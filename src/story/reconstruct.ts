import { idOf } from '../lib/index.ts';
import type { Finding } from '../case/index.ts';
import { addressBook, type AddressBook } from './address-book.ts';
import { blindIntervals } from './blind.ts';
import { candidates } from './candidate.ts';
import { links } from './chain.ts';
import { operationConfidence } from './confidence.ts';
import { joinDomains } from './domains.ts';
import { hops } from './hops.ts';
import { intruderSockets } from './intruder-sockets.ts';
import { lineage } from './lineage.ts';
import { byMoment } from './moment.ts';
import { openQuestions } from './open-questions.ts';
import { operationMembers, type OperationMembers } from './operation.ts';
import { socketIndex } from './socket-index.ts';
import { stages } from './stages.ts';
import { clientSessions, type ClientSession } from './store-session.ts';
import type { StoryFacts } from './story-facts.ts';
import { storyHosts } from './story-hosts.ts';
import type { Story } from './story-rows.ts';
import { exposureIntervals, lsassReads, thefts } from './theft.ts';
import { firstUses, visits } from './visit.ts';
import { waveAt, waveSpans, type WaveSpan } from './wave-plan.ts';

/** Makes the story of a case from its facts, whatever their order: one operation or none, and what could not be seen. */
export function reconstruct(facts: StoryFacts): Story {
  const logged = new Set(facts.coverage.map((row) => row.host));
  const book = addressBook(facts.addresses, [...logged, ...facts.addresses.map((sighting) => sighting.host)]);
  const nameOf = joinDomains(facts.accounts);
  const sockets = socketIndex(facts.sockets);
  const findings = facts.findings.map((finding) => named(finding, book)).sort(byMoment);
  const terminals = findings.filter((finding) => finding.terminal);

  const uses = visits(facts.logons, sockets, book, nameOf);
  const lines = lineage(facts.processes, terminals, uses, nameOf);
  const stolen = thefts(terminals, lsassReads(facts.processes, lines), exposureIntervals(facts.localLogons, nameOf));
  const found = candidates({
    visits: uses,
    terminals,
    thefts: stolen,
    firstUses: firstUses(facts.history, uses, book, nameOf),
    explicit: facts.explicit,
    logged,
    lineage: lines,
    nameOf,
  });
  const sessions = clientSessions(facts.sessions, sockets, book, lines);
  const dataBy = new Set(sessions.flatMap((one) => [...one.origins.visits]));
  const members = operationMembers(links(found, terminals, dataBy, lines), sessions, terminals);

  const blind = blindIntervals(facts.machines, facts.coverage, book);
  if (!members) return { operations: [], waves: [], hosts: [], hops: [], stages: [], questions: [], sockets: [], blind };

  const operation = idOf('operation', firstFoothold(members)?.id ?? '');
  const spans = waveSpans(activity(members));
  const hopRows = hops(members.links, members.dataSessions, {
    operation,
    spans,
    thefts: stolen,
    found,
    heldSince: members.heldSince,
    logged,
    lineage: lines,
  });
  const hosts = storyHosts(operation, members, hopRows);
  const untold = sessions.filter((one) => !one.told && isDuring(one, members, spans));
  return {
    operations: [
      {
        id: operation,
        first: Math.min(...spans.map((span) => span.first), ...hopRows.map((hop) => hop.time)),
        last: Math.max(...spans.map((span) => span.last), ...hopRows.map((hop) => hop.last)),
        confidence: operationConfidence(hopRows.map((hop) => hop.confidence)),
      },
    ],
    waves: spans.map(({ number, first, last }) => ({ operation, number, first, last })),
    hosts,
    hops: hopRows,
    stages: stages(operation, members, hopRows, findings, lines),
    questions: openQuestions(operation, hopRows, untold, logged),
    sockets: intruderSockets(operation, members, untold, hopRows, hosts, spans),
    blind,
  };
}

/** A log that names its server by address alone is about the host that held the address. */
function named(finding: Finding, book: AddressBook): Finding {
  const host = finding.host.startsWith('ip:') ? book.hostOf(finding.host.slice('ip:'.length), finding.time) : null;
  return host === null ? finding : { ...finding, host };
}

function firstFoothold({ terminals }: OperationMembers): Finding | undefined {
  return terminals[0];
}

/** Every moment at which the intruder was seen at work. */
function* activity({ links: chosen, dataSessions, terminals }: OperationMembers): Iterable<number> {
  for (const { visit } of chosen) yield* [visit.time, visit.last];
  for (const { session } of dataSessions) yield* [session.time, session.last];
  for (const terminal of terminals) yield* [terminal.time, terminal.last];
}

/** From a host that was held then, in a wave or within a bout of it. */
function isDuring({ client, session }: ClientSession, { heldSince }: OperationMembers, spans: readonly WaveSpan[]): boolean {
  return session.last >= (heldSince.get(client) ?? Infinity) && waveAt(spans, session.time) !== null;
}
