import {
  authorisedTable,
  blindTable,
  hopTable,
  openQuestionTable,
  operationTable,
  stageTable,
  storyHostTable,
  waveTable,
  type Blind,
  type Hop as HopRow,
  type Stage as StageRow,
} from '../../case/index.ts';
import { isoFromMicros } from '../../lib/index.ts';
import { evidenceOf, isoOf, type DocumentSource } from './source.ts';
import type { BlindInterval, Grade, Hop, StoryDocument, StoryStage } from './types.ts';

/** `show story --json`: operations by first time, each with its parts in the order of its tables. */
export async function storyDocument(source: DocumentSource): Promise<StoryDocument> {
  const { input } = source;
  const [operations, waves, hosts, hops, stages, questions] = [
    await input.rows(operationTable),
    await input.rows(waveTable),
    await input.rows(storyHostTable),
    await input.rows(hopTable),
    await input.rows(stageTable),
    await input.rows(openQuestionTable),
  ];
  return {
    operations: operations.map((operation) => {
      const mine = <Row extends { readonly operation: string }>(rows: readonly Row[]): Row[] =>
        rows.filter((row) => row.operation === operation.id);
      return {
        id: operation.id,
        first: isoFromMicros(operation.first),
        last: isoFromMicros(operation.last),
        confidence: operation.confidence,
        waves: mine(waves).map((wave) => ({ first: isoFromMicros(wave.first), last: isoFromMicros(wave.last) })),
        hosts: mine(hosts).map((host) => ({
          name: host.host,
          compromised: grade(host.compromised),
          first: isoFromMicros(host.first),
          last: isoFromMicros(host.last),
          confidence: host.confidence,
        })),
        hops: mine(hops).map((hop) => hopDocument(source, hop)),
        stages: mine(stages).map((stage) => stageDocument(source, stage)),
        tunnels: [],
        open_questions: mine(questions).map(({ text, about, would_tell }) => ({ text, about, would_tell })),
      };
    }),
    authorised: (await input.rows(authorisedTable)).map(({ id, tickets, first, last, hosts: where, accounts, hops: count, findings }) => ({
      id,
      tickets,
      first: isoFromMicros(first),
      last: isoFromMicros(last),
      hosts: where,
      accounts,
      hops: count,
      findings,
    })),
    blind: await blindIntervals(source),
  };
}

/** By host, source, start. */
export async function blindIntervals(source: DocumentSource): Promise<BlindInterval[]> {
  return (await source.input.rows(blindTable)).map((row: Blind) => ({
    host: row.host,
    source: row.source,
    from: isoFromMicros(row.from),
    to: isoFromMicros(row.to),
    cause: row.cause,
    missing: row.missing,
    ref: row.ref,
  }));
}

function hopDocument(source: DocumentSource, hop: HopRow): Hop {
  const { interval_from: from, interval_to: to } = hop;
  return {
    id: hop.id,
    from: hop.from_host,
    to: hop.to_host,
    account: hop.account,
    mechanism: hop.mechanism,
    time: isoOf(hop),
    last: hop.last === hop.time ? isoOf(hop) : isoFromMicros(hop.last),
    wave: hop.wave,
    interval: from === null || to === null ? null : [isoFromMicros(from), isoFromMicros(to)],
    uses: hop.uses,
    confidence: hop.confidence,
    stolen_at:
      hop.stolen_host === null || hop.stolen_time === null ? null : { host: hop.stolen_host, time: isoFromMicros(hop.stolen_time) },
    evidence: evidenceOf(source, hop.pointers),
  };
}

function stageDocument(source: DocumentSource, stage: StageRow): StoryStage {
  return {
    tactic: stage.tactic,
    technique: stage.technique,
    host: stage.host,
    time: isoOf(stage),
    title: stage.title,
    finding: stage.finding,
    account: stage.account,
    evidence: evidenceOf(source, stage.pointers),
  };
}

/** The three words a grade may be; anything else in a table is a defect of the stage that wrote it. */
export function grade(word: string): Grade {
  if (word === 'confirmed' || word === 'possible' || word === 'excluded') return word;
  throw new Error(`a table holds the grade ${word}`);
}
