import { byMoment, byText, idOf } from '../lib/index.ts';
import { actors, usesOf } from './actor.ts';
import type { Finding, Ticket } from '../case/index.ts';
import { namesOf, socketIndex } from '../names/index.ts';
import { announcing, authorisedRow } from './authorised.ts';
import { candidates, type Candidate } from './candidate.ts';
import { links } from './chain.ts';
import { clockOf, type Clock } from './clock.ts';
import { operationConfidence } from './confidence.ts';
import { corrected, shown } from './corrected.ts';
import { hops } from './hops.ts';
import { intruderSockets } from './intruder-sockets.ts';
import { lineage, type Lineage } from './lineage.ts';
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
import { thefts, type Thefts } from './theft.ts';
import { firstUses, visits, type Visit } from './visit.ts';
import { waveAt, waveSpans, type WaveSpan } from './wave-plan.ts';

/** Makes the story of a case from its facts, whatever their order: its operations by their beginning, or none. */
export function reconstruct(given: StoryFacts, tickets: readonly Ticket[] = []): Story {
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
  const chosen = links(found, terminals, dataBy, lines);
  const all = actors({
    links: chosen,
    terminals,
    sessions,
    lineage: lines,
    thefts: stolen,
    isOperation: (actor) => operationMembers(actor, sessions) !== null,
  });
  const stories = all.flatMap((actor) => {
    const members = operationMembers(actor, sessions);
    if (!members) return [];
    const uses = usesOf(actor, all, found);
    const story = operationStory(members, { uses, found, thefts: stolen, lineage: lines, logged, findings, sessions, clock });
    const announced = announcing(members, tickets, names);
    return [announced ? { ...NOTHING, authorised: [authorisedRow(announced, members, story.hops)] } : story];
  });
  return united(stories.map((story) => shown(story, clock)));
}

const NOTHING: Story = { operations: [], waves: [], hosts: [], hops: [], stages: [], questions: [], sockets: [], authorised: [] };

interface OperationSources {
  /** What could be this intruder's, and is no other's. */
  readonly uses: readonly Visit[];
  readonly found: ReadonlyMap<Visit, Candidate>;
  readonly thefts: Thefts;
  readonly lineage: Lineage;
  readonly logged: ReadonlySet<string>;
  readonly findings: readonly Finding[];
  readonly sessions: readonly ClientSession[];
  readonly clock: Clock;
}

function operationStory(members: OperationMembers, { findings, sessions, clock, ...sources }: OperationSources): Story {
  const { lineage: lines, logged } = sources;
  const operation = idOf('operation', firstFoothold(members)?.id ?? '');
  const spans = waveSpans(activity(members));
  const hopRows = hops(members, { operation, spans, ...sources });
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
    sockets: intruderSockets(operation, members, untold, hopRows, hosts, spans, clock),
    authorised: [],
  };
}

/** Several operations' rows, each list in its table's order. */
function united(stories: readonly Story[]): Story {
  return {
    operations: stories.flatMap((story) => story.operations).sort((a, b) => a.first - b.first || byText(a.id, b.id)),
    waves: stories.flatMap((story) => story.waves).sort((a, b) => byText(a.operation, b.operation) || a.number - b.number),
    hosts: stories.flatMap((story) => story.hosts).sort((a, b) => byText(a.operation, b.operation) || byText(a.host, b.host)),
    hops: stories.flatMap((story) => story.hops).sort((a, b) => a.time - b.time || a.time_100ns - b.time_100ns || byText(a.id, b.id)),
    stages: stories.flatMap((story) => story.stages).sort((a, b) => byText(a.operation, b.operation)),
    questions: stories.flatMap((story) => story.questions).sort((a, b) => byText(a.operation, b.operation)),
    sockets: stories.flatMap((story) => story.sockets).sort((a, b) => byText(a.operation, b.operation)),
    authorised: stories.flatMap((story) => story.authorised).sort((a, b) => a.first - b.first || byText(a.id, b.id)),
  };
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
