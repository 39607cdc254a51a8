import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { busyServer } from '../../bench/evtx-records.ts';
import { everyCase } from '../../bench/readers/every-case.ts';
import { evtxSeeds as oddEvtx } from '../../src/evidence/evtx/test-support/seeds.ts';
import { readerFor } from '../../src/evidence/index.ts';
import type { Reader } from '../../src/evidence/reader.ts';
import { byText } from '../../src/lib/index.ts';
import { writeEvtx } from '../../src/range/evtx/index.ts';
import { memoryFile } from './memory-file.ts';
import { seedTexts } from './seeds.ts';

/** A reader and what its inputs are made of. */
export interface Family {
  readonly name: string;
  readonly reader: Reader;
  readonly seeds: readonly Buffer[];
}

/** Lines of a log that one seed has: enough for directives, a change of day and two parts. */
const LINES = 40;

/** Every reader with what it reads, by its format's name. */
export async function families(): Promise<Family[]> {
  const texts = [...(await everyCase()).map(({ pieces }) => firstLines(pieces())), ...seedTexts].map((text) => Buffer.from(text));
  const found = new Map<string, { reader: Reader; seeds: Buffer[] }>();
  for (const seed of [...evtxSeeds(), ...oddEvtx(), ...texts]) {
    const reader = readerFor(memoryFile(seed));
    if (!reader) throw new Error(`no reader knows a seed that begins ${JSON.stringify(seed.toString('latin1', 0, 60))}`);
    const family = found.get(reader.format) ?? { reader, seeds: [] };
    family.seeds.push(seed);
    found.set(reader.format, family);
  }
  return [...found].map(([name, family]) => ({ name, ...family })).sort((a, b) => byText(a.name, b.name));
}

function evtxSeeds(): Buffer[] {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-fuzz-'));
  try {
    return [3, 60, 200].map((records) => {
      const path = join(folder, `${records}.evtx`);
      writeEvtx(path, busyServer(records));
      return readFileSync(path);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function firstLines(pieces: Iterable<string>): string {
  const lines: string[] = [];
  for (const piece of pieces) {
    lines.push(piece);
    if (lines.length === LINES) break;
  }
  return lines.join('');
}
