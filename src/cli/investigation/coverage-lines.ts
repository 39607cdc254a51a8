import type { CoverageDocument } from '../../report/index.ts';

/** How many logs that are about to rotate away are named at once; `show coverage` names all. */
const SAVED_FIRST = 3;

/** What was seen and what could not be, in a few lines: the rest is `show coverage`. */
export function coverageLines({ sources, blind, techniques, preservation }: CoverageDocument): string[] {
  const hosts = new Set(sources.map(({ host }) => host)).size;
  const blindHosts = new Set(blind.map(({ host }) => host)).size;
  const lines = [
    `${sources.length} logs of ${hosts} hosts; ${blind.length} blind intervals on ${blindHosts} hosts; ${techniques.all + techniques.partly} of ${techniques.techniques} techniques could have been seen at all: hardcell show coverage`,
  ];
  for (const { host, source, gone_by } of preservation.filter(({ gone_by }) => gone_by !== null).slice(0, SAVED_FIRST))
    lines.push(`save first: ${source} of ${host}, collect again before ${String(gone_by).slice(0, 10)} or records are lost`);
  return lines;
}
