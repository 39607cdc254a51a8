import { byMoment, idOf } from '../lib/index.ts';
import type { Finding } from '../case/index.ts';
import { namesOf, socketIndex } from '../names/index.ts';
import { candidates } from './candidate.ts';
import { links } from './chain.ts';
import { clockOf } from './clock.ts';
import { operationConfidence } from './confidence.ts';
import { corrected, shown } from './corrected.ts';
import { hops } from './hops.ts';
import { intruderSockets } from './intruder-sockets.ts';
import { lineage } from './lineage.ts';
import { lsassReads } from './lsass-read.ts';
import { openQuestions } from './open-questions.ts';
import { operationMembers, type OperationMembers } from './operation.ts';
import { shellIndex } from './shell-index.ts';
import { stages } from './stages.ts';
import { clientSessions, type ClientSession } from './store-session.ts';
import type { StoryFacts } from './story-facts.ts';
import { storyHosts } from './story-hosts.ts';
import type { Story } from './story-rows.ts';
import { dumperRuns } from './dumper-run.ts';
import { exposureIntervals } from './exposure-interval.ts';
import { thefts } from './theft.ts';
import { firstUses, visits } from './visit.ts';
import { waveAt, waveSpans, type WaveSpan } from './wave-plan.ts';

/** Makes the story of a case from its facts, whatever their order: one operation or none. */
export function reconstruct(given: StoryFacts): Story {
  const names = namesOf(
    given,
    given.coverage.map((row) => row.host),
  );
  const clock = clockOf(given.clocks, names.host);
  const facts = corrected(given, names, clock);
  const logged = new Set(facts.coverage.map((row) => row.host));
  const sockets = socketIndex(facts.sockets, names);
  const findings = [...facts.findings].sort(byMoment);
  const terminals = findings.filter((finding) => finding.terminal);

  const uses = visits(facts.logons, { sockets, shells: shellIndex(facts.shells, names), shares: facts.shares, names });
  const lines = lineage(facts.processes, terminals, uses, names.account, new Set(facts.novelPrograms.map(({ key }) => key)));
  const reads = lsassReads(facts.processes, lines);
  const stolen = thefts({
    findings,
    reads,
    runs: dumperRuns(facts.processes, reads, lines),
    exposures: exposureIntervals(facts.localLogons, facts.starts, names.account),
    passwordChanges: facts.passwordChanges,
    controllers: new Set(facts.controllers.map(({ host }) => host)),
    lineage: lines,
    nameOf: names.account,
  });
  const found = candidates({
    visits: uses,
    terminals,
    thefts: stolen,
    firstUses: firstUses(facts.history, uses, names),
    explicit: facts.explicit,
    logged,
    lineage: lines,
    names,
  });
  const sessions = clientSessions(facts.sessions, sockets, names, lines);
  const dataBy = new Set(sessions.flatMap((one) => [...one.origins.visits]));
  const members = operationMembers(links(found, terminals, dataBy, lines), sessions, terminals);

  if (!members) return { operations: [], waves: [], hosts: [], hops: [], stages: [], questions: [], sockets: [] };

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
  const story = {
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
    sockets: intruderSockets(operation, members, untold, hopRows, hosts, spans, clock),
  };
  return shown(story, clock);
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
