import type { BlindInterval } from '../../../documents/types.ts';
import { blindStretches, type CoverageRow } from '../../drawing/index.ts';
import { compare, type ReportModel } from '../../model/index.ts';
import { integer } from '../../numbers.ts';
import { DAY, moment } from '../../time.ts';
import { counted, shortChannel } from '../../words.ts';

/** Machines that left no log and that the story does not touch: told together. */
export function darkHosts(model: ReportModel): readonly string[] {
  const logged = new Set(model.documents.coverage.sources.map((source) => source.host));
  const dark = model.blind.filter((each) => !logged.has(each.host) && model.gradeOf(each.host) === null);
  return [...new Set(dark.map((each) => each.host))].toSorted(compare);
}

/** From this many on they are one row. */
const FEW_DARK = 4;

/**
 * Hosts of the story in its order, then hosts with blind intervals, then the others by name, and those without any log as one row. A host with
 * several logs of which one has gaps is followed by a row for each such log.
 */
export function coverageRows(model: ReportModel): readonly CoverageRow[] {
  const dark = darkHosts(model);
  const together = new Set(dark.length >= FEW_DARK ? dark : []);
  const story = new Map<string, number>();
  for (const host of model.operations.flatMap((each) => each.document.hosts))
    story.set(host.name, Math.min(story.get(host.name) ?? Infinity, moment(host.first)));
  const blind = new Set([...model.blind, ...model.partial].map((each) => each.host));
  const rank = (host: string): number => (story.has(host) ? 0 : blind.has(host) ? 1 : 2);
  const hosts = new Set([...model.documents.coverage.sources.map((source) => source.host), ...model.blind.map((each) => each.host)]);
  const rows = [...hosts]
    .filter((host) => !together.has(host))
    .toSorted((a, b) => rank(a) - rank(b) || (story.get(a) ?? 0) - (story.get(b) ?? 0) || compare(a, b))
    .flatMap((host) => hostRows(model, host));
  return together.size === 0 ? rows : [...rows, darkRow(model, together)];
}

function hostRows(model: ReportModel, host: string): CoverageRow[] {
  const sources = model.documents.coverage.sources.filter((source) => source.host === host);
  const blind = model.blind.filter((each) => each.host === host);
  const partial = model.partial.filter((each) => each.host === host);
  const label = model.names.host(host);
  const gapped = [...new Set([...blind, ...partial].map((each) => each.source))].filter((source) => source !== '*').toSorted(compare);
  // With one log, or gaps in all of them, a row of its own would say nothing new.
  const apart = sources.length > 1 && gapped.length > 0;
  const whole = apart ? blind.filter((each) => each.source === '*') : blind;
  const row = rowOf(host, label, false, sources, whole, apart ? [] : partial);
  if (!apart) return [row];
  const logs = gapped.map((source) =>
    rowOf(
      `${host}: ${source}`,
      shortChannel(source),
      true,
      sources.filter((each) => each.source === source),
      blind.filter((each) => each.source === source),
      partial.filter((each) => each.source === source),
    ),
  );
  return [{ ...row, words: whole.length > 0 ? row.words : '' }, ...logs];
}

function rowOf(
  name: string,
  label: string,
  isLog: boolean,
  sources: ReportModel['documents']['coverage']['sources'],
  blind: readonly BlindInterval[],
  partial: readonly BlindInterval[],
): CoverageRow {
  const months = new Map<string, number>();
  for (const source of sources)
    for (const [month, records] of Object.entries(source.months)) months.set(month, (months.get(month) ?? 0) + records);
  const stretches = stretchesOf(blind);
  return {
    name,
    label,
    isLog,
    months,
    reach:
      sources.length === 0
        ? null
        : [Math.min(...sources.map((source) => moment(source.first))), Math.max(...sources.map((source) => moment(source.last)))],
    blind: stretches,
    partial: stretchesOf(partial),
    cleared: blind.filter((each) => each.cause === 'cleared').map((each) => moment(each.to)),
    words: wordsOf(stretches, partial.length > 0, sources.length > 0),
  };
}

/** Stretches of one row, whatever their host. */
function stretchesOf(blind: readonly BlindInterval[]): CoverageRow['blind'] {
  return blindStretches(
    blind.map((each) => ({ ...each, host: '' })),
    '',
  );
}

function darkRow(model: ReportModel, hosts: ReadonlySet<string>): CoverageRow {
  const blind = model.blind.filter((each) => hosts.has(each.host));
  const label = `${integer(hosts.size)} without any log`;
  return { ...rowOf(label, label, false, [], blind, []), words: counted(hosts.size, 'machine') };
}

function wordsOf(stretches: CoverageRow['blind'], partial: boolean, logged: boolean): string {
  const ms = stretches.reduce((total, stretch) => total + stretch.to - stretch.from, 0);
  if (ms === 0) return partial ? 'a part of it' : logged ? 'no gap known' : '';
  const days = Math.round(ms / DAY);
  return days >= 1 ? `${counted(days, 'day')} blind` : 'under a day blind';
}
