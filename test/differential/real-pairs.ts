import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadRules } from '../../src/sigma/index.ts';
import { comparedEverywhere, comparedRouted } from '../../src/sigma/test-support/agreement.ts';
import { realDataThere, realEvents, sharedData, type RealEvent, type Sample } from '../../src/sigma/test-support/real-events.ts';
import type { Part, PartResult } from './part.ts';

/** About 50,000 records of every source: 8,255 of attacks, 9,000 of hard logs, 27,000 of collected JSON, 6,000 of web servers and Zeek. */
const samples: readonly Sample[] = [
  { folder: 'evtx/attack-samples', every: 1 },
  { folder: 'evtx/robustness', every: 2 },
  { folder: 'windows-json', every: 16 },
  { folder: 'web', every: 2 },
  { folder: 'zeek', every: 4 },
];

/** Every rule against this worker's share of the real records; nothing where they are not beside the project. */
export function realAgreement(part: Part): PartResult[] {
  if (!realDataThere) return [];
  const { rules } = loadRules([fileURLToPath(new URL('../../rules/', import.meta.url)), join(sharedData, 'sigma')]);
  const compared = { 'without logsources': comparedEverywhere(rules), 'by logsource': comparedRouted(rules) } as const;
  for (const event of share(part)) {
    compared['without logsources'].add(event);
    compared['by logsource'].add(event);
  }
  return (['without logsources', 'by logsource'] as const).map((name) => {
    const { differences, ...counts } = compared[name].result();
    return {
      name,
      ...counts,
      differences: differences.map(({ file, title, event, engine, naive }) => ({
        rule: `${file}: ${title}`,
        event: `${event.place}  ${JSON.stringify({ source: event.source, channel: event.channel, fields: event.pairs })}`,
        engine,
        naive,
      })),
    };
  });
}

function* share({ seed, thin, worker, workers }: Part): Generator<RealEvent> {
  let count = 0;
  for (const sample of samples) {
    for (const event of realEvents({ ...sample, every: sample.every * thin, from: seed })) if (count++ % workers === worker) yield event;
  }
}
