import type { Names } from '../names/index.ts';
import type { Clock } from './clock.ts';
import type { Story } from './story-rows.ts';
import type { StoryFacts } from './story-facts.ts';

/** The same facts under canonical hosts, and with times by the one reference clock: so they can be joined. */
export function corrected(facts: StoryFacts, names: Names, clock: Clock): StoryFacts {
  const place = <T extends { readonly host: string; readonly time: number }>(row: T): T => {
    const host = names.hostAt(row.host, row.time);
    const time = clock.corrected(host, row.time);
    return host === row.host && time === row.time ? row : { ...row, host, time };
  };
  const span = <T extends { readonly host: string; readonly time: number; readonly last: number }>(row: T): T => {
    const placed = place(row);
    return placed === row ? row : { ...placed, last: clock.corrected(placed.host, row.last) };
  };
  return {
    ...facts,
    findings: facts.findings.map(span),
    logons: facts.logons.map(place),
    history: facts.history.map((row) => ({ ...row, host: names.hostAt(row.host, row.first) })),
    localLogons: facts.localLogons.map(place),
    explicit: facts.explicit.map(place),
    processes: facts.processes.map(place),
    sockets: facts.sockets.map(place),
    shells: facts.shells.map(place),
    shares: facts.shares.map(span),
    starts: facts.starts.map(place),
    passwordChanges: facts.passwordChanges.map(place),
    controllers: facts.controllers.map(({ host }) => ({ host: names.host(host) })),
    sessions: facts.sessions.map(span),
    coverage: facts.coverage.map((row) => ({ ...row, host: names.host(row.host) })),
  };
}

/**
 * The story as its records tell it: what happened on a host bears the time that the host's clock showed. Waves and operations,
 * which are of many hosts, reach over all of it.
 */
export function shown(story: Story, clock: Clock): Story {
  const hops = story.hops.map((hop) => ({
    ...hop,
    time: clock.shown(hop.to_host, hop.time),
    last: clock.shown(hop.to_host, hop.last),
    stolen_time: hop.stolen_host === null || hop.stolen_time === null ? null : clock.shown(hop.stolen_host, hop.stolen_time),
  }));
  const stages = story.stages.map((stage) => ({ ...stage, time: clock.shown(stage.host, stage.time) }));
  const waves = story.waves.map((wave) => {
    const theirs = hops.filter((hop) => hop.wave === wave.number);
    return {
      ...wave,
      first: Math.min(wave.first, ...theirs.map((hop) => hop.time)),
      last: Math.max(wave.last, ...theirs.map((hop) => hop.last)),
    };
  });
  return {
    ...story,
    hops,
    stages,
    waves,
    hosts: story.hosts.map((row) => ({ ...row, first: clock.shown(row.host, row.first), last: clock.shown(row.host, row.last) })),
    operations: story.operations.map((operation) => ({
      ...operation,
      first: Math.min(operation.first, ...waves.map((wave) => wave.first)),
      last: Math.max(operation.last, ...waves.map((wave) => wave.last)),
    })),
  };
}
