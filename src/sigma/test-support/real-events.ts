import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEvidenceFile, readerFor, type EvidencePlace, type RawEvent } from '../../evidence/index.ts';
import { unzipped } from '../../range/windows/test-support/recordings.ts';
import type { SigmaEvent } from '../event.ts';
import type { NaivePairs } from './naive/index.ts';

/** Where the public rules and recordings lie beside the project. */
export const sharedData = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));

export const realDataThere = existsSync(join(sharedData, 'sigma')) && existsSync(join(sharedData, 'evtx'));

/** A record of real data, copied: its fields for the engine and for the naive evaluator. */
export interface RealEvent extends SigmaEvent {
  /** Where it comes from: file, and number among the records read of it. */
  readonly place: string;
  readonly pairs: NaivePairs;
}

/** A stretch of data to take events from: files below a folder, and one record in so many of each. */
export interface Sample {
  readonly folder: string;
  readonly every: number;
  /** Which of so many; 0 without. */
  readonly from?: number;
  /** Zips whose packed size is greater are left out; null: none. */
  readonly packedLimit?: number | null;
}

/** Chosen records of real data, in the order of the paths. */
export function* realEvents({ folder, every, from = 0, packedLimit = null }: Sample): Generator<RealEvent> {
  const root = join(sharedData, folder);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).toSorted()) {
    const short = path.slice(sharedData.length);
    if (!path.endsWith('.zip')) yield* eventsOf({ absolute: path }, short, every, from);
    else if (packedLimit === null || sizeOf(path) <= packedLimit)
      for (const text of unzipped(path)) yield* eventsOf({ bytes: everyLine(text, every, from) }, short, 1, 0);
  }
}

function sizeOf(path: string): number {
  const file = openEvidenceFile({ absolute: path }, path);
  file.close();
  return file.size;
}

/** One line in so many, so that what is left out need not be read. */
function everyLine(text: string, every: number, first: number): Uint8Array {
  const lines: string[] = [];
  let count = 0;
  for (let from = 0; from < text.length; count++) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end;
    if (count % every === first % every) lines.push(text.slice(from, to));
    from = to + 1;
  }
  return Buffer.from(`${lines.join('\n')}\n`);
}

function eventsOf(place: EvidencePlace, name: string, every: number, from: number): RealEvent[] {
  const events: RealEvent[] = [];
  const file = openEvidenceFile(place, name);
  let count = 0;
  readerFor(file)?.read(file, {
    event(raw) {
      if (count++ % every === from % every) events.push(copyOf(raw, `${name} #${count}`));
    },
    quarantine() {},
  });
  file.close();
  return events;
}

function copyOf(raw: RawEvent, place: string): RealEvent {
  const pairs = [...raw.fields()];
  // The first of several, as readers give it.
  const first = new Map(pairs.toReversed());
  return { place, source: raw.source, channel: raw.channel, pairs, get: (field) => first.get(field), fields: () => pairs };
}
