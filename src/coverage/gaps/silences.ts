import { HOUR } from '../../lib/index.ts';
import type { Blind } from '../../case/index.ts';
import { hazardBetween, rhythmOf, silencesOf, type Island, type Rhythm } from './rhythm.ts';

/** One log of a host, hour by hour. */
export interface LogHours {
  readonly source: string;
  /** Whether its records are numbered without a break: then nothing that it wrote during a silence is missing. */
  readonly numbered: boolean;
  /** In order. */
  readonly islands: readonly Island[];
}

export interface HostSilences {
  readonly blind: readonly Blind[];
  /** By log: the silence in hours that its own rhythm explains. */
  readonly ordinaryHours: ReadonlyMap<string, number>;
}

/**
 * The silences of one host's logs that their own rhythm doesn't explain, to the hour. A numbered log that is silent while the whole host is
 * was written by a machine that was off: nothing is missing there. Where the host lived on, its log was cut off or switched off. At the ends,
 * a log is silent for as long as others of the host have records.
 */
export function hostSilences(host: string, logs: readonly LogHours[]): HostSilences {
  const blind: Blind[] = [];
  const ordinaryHours = new Map<string, number>();
  for (const log of logs) {
    const rhythm = rhythmOf(log.islands);
    if (rhythm === null) continue;
    ordinaryHours.set(log.source, rhythm.ordinaryHours);
    const others = logs.filter((each) => each !== log).flatMap((each) => each.islands);
    const inside = silencesOf(log.islands, rhythm.hazardOf).filter(
      (silence) => silence.hazard > rhythm.limit && (!log.numbered || lives(others, silence)),
    );
    for (const { from, to } of [...inside, ...atTheEnds(log, others, rhythm)])
      blind.push({ host, source: log.source, from: from * HOUR, to: (to + 1) * HOUR, cause: 'silence', missing: null, ref: null });
  }
  return { blind, ordinaryHours };
}

function lives(others: readonly Island[], silence: Island): boolean {
  return others.some((island) => island.from <= silence.to && island.to >= silence.from);
}

/** From where another log begins to where this one does, and from its end to where the last one ends; several hours must show it. */
function atTheEnds(log: LogHours, others: readonly Island[], rhythm: Rhythm): Island[] {
  const [begin, end] = [log.islands[0]?.from ?? 0, log.islands.at(-1)?.to ?? 0];
  const before = others.filter((island) => island.from < begin);
  const after = others.filter((island) => island.to > end);
  const ends = [
    { from: Math.min(...before.map((island) => island.from)), to: begin - 1, hours: hoursIn(before, -Infinity, begin - 1) },
    { from: end + 1, to: Math.max(...after.map((island) => island.to)), hours: hoursIn(after, end + 1, Infinity) },
  ];
  return ends.filter(({ from, to, hours }) => hours > 1 && hazardBetween(from, to, rhythm.hazardOf) > rhythm.limit);
}

function hoursIn(islands: readonly Island[], from: number, to: number): number {
  return islands.reduce((sum, island) => sum + Math.max(0, Math.min(island.to, to) - Math.max(island.from, from) + 1), 0);
}
